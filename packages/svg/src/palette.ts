/**
 * Which colour, dash and marker each curve has. Dash and marker say what the colour says, for those who do not see it.
 */
import type { Chart, Dash, Marker, Palette, Series } from "./chart.ts";
import type { Theme } from "./theme.ts";

const DASHES: readonly Dash[] = ["solid", "longdash", "dashed", "dashdot", "dotted"];
const MARKERS: readonly Marker[] = ["none", "circle", "square", "triangle", "diamond"];

/** How a curve looks, besides its colour. */
export interface Look {
  readonly dash: Dash;
  readonly marker: Marker;
}

/** The look of curve `i`. */
export function lookOf({ palette = "ordered" }: Chart, series: Series, i: number): Look {
  const group = Math.floor(i / DASHES.length) % MARKERS.length;
  const dash = palette === "notebook" ? "solid" : DASHES[i % DASHES.length]!;
  const marker = series.line === false ? MARKERS[1 + (i % (MARKERS.length - 1))]! : MARKERS[group]!;
  return { dash: series.dash ?? dash, marker: series.marker ?? marker };
}

/** Colours of `count` curves: an ordered palette is spread over them, others start again. */
export function colorsOf(palette: Palette, theme: Theme, count: number): string[] {
  const colors = typeof palette === "string" ? theme.palettes[palette] : palette;
  const spread = palette === "ordered" && colors.every((color) => /^#[\da-f]{6}$/i.test(color));
  return Array.from({ length: count }, (_, i) => {
    if (!spread) return colors[i % colors.length]!;
    return mix(colors, count === 1 ? 0.25 : i / (count - 1));
  });
}

/** The colour at `t` in [0, 1] along the list. */
function mix(colors: readonly string[], t: number): string {
  const position = t * (colors.length - 1);
  const i = Math.min(Math.floor(position), Math.max(0, colors.length - 2));
  const [from, to] = [channels(colors[i]!), channels(colors[i + 1] ?? colors[i]!)];
  const mixed = from.map((channel, k) => Math.round(channel + (position - i) * (to[k]! - channel)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}
