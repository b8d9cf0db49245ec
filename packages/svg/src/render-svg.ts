/**
 * The picture: one `<svg>` that holds all of a chart.
 */
import { type Chart, chartsOf, type SmallMultiples } from "./chart.ts";
import { checkFields, checkFigure, number } from "./check-chart.ts";
import type { Rectangle } from "./clip.ts";
import { describe, nameOf } from "./describe.ts";
import { type Element, element, serialize } from "./element.ts";
import { checkIdentifier, identify } from "./identifier.ts";
import { interactiveData } from "./interactive-data.ts";
import { keysInRows, type Named, namedCurves } from "./keys.ts";
import { coordinate, fill, type Paint } from "./paint.ts";
import { colorsOf, lookOf } from "./palette.ts";
import { drawPanel, type Panel } from "./panel.ts";
import { refuse } from "./refuse.ts";
import { type ColorPair, stylesheet } from "./stylesheet.ts";
import { completeTheme, type CustomTheme, DARK, LIGHT, type Theme } from "./theme.ts";
import { caption, heading } from "./titles.ts";

/** How a chart is drawn. */
export interface RenderOptions {
  /**
   * - `"auto"` (default): CSS variables of the page, else light or dark as the reader prefers, and what paper and forced
   *   colours need, in a stylesheet that reaches no other element
   * - `"light"`, `"dark"`, a theme of one's own: nothing but attributes, for images, e-mail and print
   */
  readonly theme?: "auto" | "light" | "dark" | CustomTheme | undefined;
  /** Width in px, from 120 to 10,000 (default 640): the picture scales, and looks right at this width. */
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

const MARGIN = 12;
const PANEL_WIDTH = 320;
const PANEL_HEIGHT = 280;
const PANEL_GAP = 16;

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
    precision: checkPrecision,
    interactive: checkInteractive,
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
  if (
    typeof value === "string"
      ? ["auto", "light", "dark"].includes(value)
      : typeof value === "object" && value !== null
  )
    return;
  refuse(name, '"auto", "light", "dark" or an object', value, typeof value === "string");
}

function checkPrecision(name: string, value: unknown): void {
  if (!(Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 6)) {
    refuse(name, "a whole number from 0 to 6", value);
  }
}

function checkInteractive(name: string, value: unknown): void {
  if (typeof value !== "boolean") refuse(name, "a boolean", value);
}

function resolve(theme: Exclude<RenderOptions["theme"], undefined>): Theme {
  if (typeof theme === "object") return completeTheme(theme);
  return theme === "dark" ? DARK : LIGHT;
}

/** The colours of the curves of all charts that the theme changes, each pair once: their places are the names of the variables. */
function colorPairs(charts: readonly Chart[]): ColorPair[] {
  const pairs = charts.flatMap(({ palette = "ordered", series }) => {
    const [light, dark] = [LIGHT, DARK].map((theme) => colorsOf(palette, theme, series.length));
    return series.flatMap(({ color }, i) =>
      color === undefined ? [{ light: light![i]!, dark: dark![i]! }] : [],
    );
  });
  return pairs.filter((pair, i) => i === pairs.findIndex((other) => isSame(other, pair)));
}

function isSame(a: ColorPair, b: ColorPair): boolean {
  return a.light === b.light && a.dark === b.dark;
}

function paintOf(
  { palette = "ordered", series }: Chart,
  theme: Theme,
  pairs: readonly ColorPair[],
  precision: number,
): Paint {
  const [colors, light, dark] = [theme, LIGHT, DARK].map((each) => colorsOf(palette, each, series.length));
  const curves = series.map(({ color }, i) => {
    if (color !== undefined) return { color, variable: undefined };
    const variable = pairs.findIndex((pair) => isSame(pair, { light: light![i]!, dark: dark![i]! }));
    return { color: colors![i]!, variable };
  });
  return { theme, precision, curves };
}

interface Drawn {
  readonly elements: readonly (Element | undefined)[];
  readonly panels: readonly Panel[];
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
}

function columnsOf(figure: Chart | SmallMultiples, width: number): number {
  if (!("charts" in figure)) return 1;
  const most = figure.columns ?? Math.max(1, Math.floor(width / PANEL_WIDTH));
  return Math.min(figure.charts.length, most);
}

function heightOf(figure: Chart | SmallMultiples, columns: number): number {
  return "charts" in figure ? 70 + PANEL_HEIGHT * Math.ceil(figure.charts.length / columns) : 400;
}

/** Titles above, caption below, and the charts in rows and columns between them. */
function compose(
  figure: Chart | SmallMultiples,
  { width, height, columns }: Size,
  paints: readonly Paint[],
): Drawn {
  const charts = chartsOf(figure);
  const paint = paints[0]!;
  const inner = width - 2 * MARGIN;
  const titles = heading(figure, inner);
  const foot = caption(figure.caption, inner);
  const shared = "charts" in figure ? sharedNames(charts) : undefined;
  const legend = shared && keysInRows(shared, inner);
  const legendTop = MARGIN + titles.height;
  const top = legendTop + (legend === undefined ? 0 : legend.height + 6);
  const bottom = height - MARGIN - foot.height;
  const rowCount = Math.ceil(charts.length / columns);
  const cellWidth = (inner - PANEL_GAP * (columns - 1)) / columns;
  const cellHeight = (bottom - top - PANEL_GAP * (rowCount - 1)) / rowCount;

  const elements: (Element | undefined)[] = [
    element("rect", {
      ...fill(paint, "background"),
      width: coordinate(width, 2),
      height: coordinate(height, 2),
    }),
    ...titles.draw(MARGIN, MARGIN, paint),
    legend && element("g", { class: "fl-legend" }, ...legend.draw(MARGIN, legendTop, paint)),
  ];
  const panels = charts.map((chart, i) => {
    const left = MARGIN + (i % columns) * (cellWidth + PANEL_GAP);
    const cellTop = top + Math.floor(i / columns) * (cellHeight + PANEL_GAP);
    const area: Rectangle = { left, top: cellTop, right: left + cellWidth, bottom: cellTop + cellHeight };
    if (!("charts" in figure)) return drawPanel(chart, area, i, true, paints[i]!);
    const head = heading(chart, cellWidth, true);
    const low = caption(chart.caption, cellWidth);
    elements.push(...head.draw(left, cellTop, paint), ...low.draw(left, area.bottom - low.height, paint));
    const inside = { ...area, top: cellTop + head.height, bottom: area.bottom - low.height };
    return drawPanel(chart, inside, i, shared === undefined, paints[i]!);
  });
  elements.push(...panels.map(({ element }) => element), ...foot.draw(MARGIN, bottom + 4, paint));
  return { elements, panels };
}

/** The names of the curves where all charts have the same and show them. */
function sharedNames(charts: readonly Chart[]): Named[] | undefined {
  const first = charts[0]!;
  const keyOf = (chart: Chart): string =>
    JSON.stringify([
      chart.palette,
      chart.series.map(({ label, color }, i) => [label, color, lookOf(chart, chart.series[i]!, i)]),
    ]);
  if (charts.some((chart) => chart.legend === "none" || keyOf(chart) !== keyOf(first))) return undefined;
  const nothing = { places: [], clipped: { lines: [], exits: [] } };
  const named = namedCurves(
    first.series.map((series, i) => ({ series, look: lookOf(first, series, i), ...nothing })),
  );
  return named.length === 0 ? undefined : named;
}
