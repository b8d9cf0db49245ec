/**
 * The picture: one `<svg>` that holds all of a chart.
 */
import { type Chart, chartsOf, type SmallMultiples } from "./chart.ts";
import { boolean, checkFields, number, wholeNumber } from "./check.ts";
import { checkFigure } from "./check-chart.ts";
import { columnsOf, compose, heightOf } from "./compose.ts";
import { describe, nameOf } from "./describe.ts";
import { element, serialize } from "./element.ts";
import { checkIdentifier, identify } from "./identifier.ts";
import { interactiveData } from "./interactive-data.ts";
import { colorPairs, paintOf } from "./paint.ts";
import { refuse } from "./refuse.ts";
import { stylesheet } from "./stylesheet.ts";
import { completeTheme, type CustomTheme, DARK, LIGHT, type Theme } from "./theme.ts";

/** How a chart is drawn. */
export interface RenderOptions {
  /**
   * - `"auto"` (default): CSS variables of the page, else light or dark as the reader prefers, and what paper and forced
   *   colours need, in a stylesheet that reaches no other element
   * - `"light"`, `"dark"`, a theme of one's own: nothing but attributes, for images, e-mail and print
   */
  readonly theme?: "auto" | "light" | "dark" | CustomTheme | undefined;
  /** Width in px, from 120 to 10,000 (default 640): the picture scales, and looks right at this width. Texts without room are left out. */
  readonly width?: number | undefined;
  /** Height in px, from 90 to 10,000 (default 400, or as the rows of small multiples need). */
  readonly height?: number | undefined;
  /** The id of the `<svg>`, and the prefix of those in it (default: a hash of the chart and these options). */
  readonly id?: string | undefined;
  /** Number of decimals of coordinates, a whole number from 0 to 6 (default 2). */
  readonly precision?: number | undefined;
  /** Whether the exact data are in the picture, for `hydrate` (default `false`). */
  readonly interactive?: boolean | undefined;
}

/**
 * A chart as an SVG string: pure, synchronous, without a DOM; the same bytes in every engine and every time.
 *
 * The picture has a name and a description for those who do not see it, no script, nothing from elsewhere, and ids that
 * begin with its own.
 *
 * @param chart - A chart or several, plain data.
 * @param options - `theme`, `width`, `height`, `id`, `precision`, `interactive`.
 * @returns One `<svg>` element, well-formed XML, which may also stand in HTML.
 * @throws If a field or an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}); the
 * message names it.
 */
export function renderSvg(chart: Chart | SmallMultiples, options: RenderOptions = {}): string {
  checkFigure(chart);
  checkFields("options", options, {
    theme: checkTheme,
    width: number(120, 10_000, "a number from 120 to 10000"),
    height: number(90, 10_000, "a number from 90 to 10000"),
    id: checkIdentifier,
    precision: wholeNumber(0, 6),
    interactive: boolean,
  });
  const { theme = "auto", width = 640, precision = 2, interactive = false } = options;
  const columns = columnsOf(chart, width);
  const height = options.height ?? heightOf(chart, columns);
  const id = options.id ?? identify([chart, { theme, width, height, precision, interactive }]);
  const pairs = colorPairs(chartsOf(chart));
  const paints = chartsOf(chart).map((each) => paintOf(each, resolve(theme), pairs, precision));
  const drawn = compose(chart, { width, height, columns }, paints);
  const data = interactive
    ? JSON.stringify(interactiveData(chartsOf(chart), drawn.panels, precision))
    : undefined;
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      id,
      class: "fl-chart",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
      "font-family": resolve(theme).fontFamily,
    },
    element("title", { id: `${id}-title` }, nameOf(chart)),
    element("desc", { id: `${id}-desc` }, describe(chart)),
    theme === "auto" ? element("style", {}, stylesheet(id, { light: LIGHT, dark: DARK }, pairs)) : undefined,
    data === undefined ? undefined : element("metadata", { class: "fl-data" }, data),
    ...drawn.elements,
  );
  return serialize(svg);
}

function checkTheme(name: string, value: unknown): void {
  if (typeof value === "object" && value !== null) return;
  if (["auto", "light", "dark"].includes(value as string)) return;
  refuse(name, '"auto", "light", "dark" or an object', value, typeof value === "string");
}

function resolve(theme: Exclude<RenderOptions["theme"], undefined>): Theme {
  if (typeof theme === "object") return completeTheme(theme);
  return theme === "dark" ? DARK : LIGHT;
}
