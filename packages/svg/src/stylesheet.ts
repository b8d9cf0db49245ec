/**
 * The stylesheet of the `auto` theme. Each colour is a variable of the page (`--focal-text`, `--focal-curve-1`), or else that
 * of the light theme, the dark theme where the reader prefers it, the light one on paper, and the system's own where
 * colours are forced. Every rule begins with the id of the chart.
 */
import type { ColorPair, Role } from "./paint.ts";
import type { Theme } from "./theme.ts";

const ROLES: readonly Role[] = ["background", "text", "muted", "axis", "grid", "band"];

/**
 * @param id - Safe in a selector.
 * @param curves - Known to be colours.
 */
export function stylesheet(
  id: string,
  themes: { light: Theme; dark: Theme },
  curves: readonly ColorPair[],
): string {
  const variables = (kind: "light" | "dark"): string =>
    [
      ...ROLES.map((role) => [role, themes[kind][role]]),
      ...curves.map((pair, i) => [`curve-${i + 1}`, pair[kind]]),
    ]
      .map(([name, color]) => `--_${name}:var(--focal-${name},${color})`)
      .join(";");
  const paint = (name: string, variable: string): string =>
    `#${id} .fl-fill-${name}{fill:var(--_${variable})}#${id} .fl-stroke-${name}{stroke:var(--_${variable})}`;
  const light = `#${id}{${variables("light")}}`;
  const forced: Readonly<Record<Role, string>> = {
    background: "Canvas",
    text: "CanvasText",
    muted: "CanvasText",
    axis: "CanvasText",
    grid: "GrayText",
    band: "Canvas",
  };
  const system = [
    ...ROLES.map((role) => `--_${role}:${forced[role]}`),
    // Dash and marker tell the curves apart.
    ...curves.map((_, i) => `--_curve-${i + 1}:CanvasText`),
  ].join(";");
  return [
    `#${id}{color-scheme:light dark;max-width:100%;height:auto}`,
    light,
    `@media (prefers-color-scheme:dark){#${id}{${variables("dark")}}}`,
    `@media print{${light}}`,
    `@media (forced-colors:active){#${id}{${system}}#${id} .fl-band{stroke:GrayText}}`,
    `@media (prefers-reduced-motion:reduce){#${id} *{transition:none!important;animation:none!important}}`,
    ...ROLES.map((role) => paint(role, role)),
    ...curves.map((_, i) => paint(String(i), `curve-${i + 1}`)),
  ].join("\n");
}
