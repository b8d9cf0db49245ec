/**
 * What a chart is: plain data, which survives `JSON.stringify`.
 *
 * Texts may hold markup: `p_{t}` for a subscript, `10^{3}` for a superscript; `\_` and `\^` are the characters themselves.
 */

/** How numbers become positions. `logit` is for probabilities: it spreads both ends of (0, 1). */
export type ScaleKind = "linear" | "log" | "logit" | "symlog";

/** An axis. */
export interface Axis {
  readonly scale?: ScaleKind | undefined;
  /** First and last number of the axis (default: those of the data, rounded outwards). */
  readonly domain?: readonly [number, number] | undefined;
  /** The ticks themselves, or about how many (default: as many as have room). */
  readonly ticks?: readonly number[] | number | undefined;
  /** A number format of d3-format, as `".2f"` (default: decimals as the ticks need them, powers of ten on log axes). */
  readonly format?: string | undefined;
  /** What the axis shows. */
  readonly title?: string | undefined;
  /** The unit, which follows the title in brackets. */
  readonly unit?: string | undefined;
  /** Whether an arrow after the title points where numbers grow (default `false`). */
  readonly arrow?: boolean | undefined;
  /** Whether each tick has a line across the plot (default `true`). */
  readonly grid?: boolean | undefined;
  /** Size of the tick labels in px (default 11). */
  readonly labelSize?: number | undefined;
  /** Where a `symlog` axis turns from linear to logarithmic (default 1). */
  readonly constant?: number | undefined;
}

/** A place on a curve; `null` breaks the curve. */
export type Point = readonly [x: number, y: number | null];

/** The pattern of a line. */
export type Dash = "solid" | "dashed" | "dotted" | "dashdot" | "longdash";

/** The shape of a marker. */
export type Marker = "none" | "circle" | "square" | "triangle" | "diamond";

/** A place towards which a function grows without bound. JSON has no Infinity, so its name stands for it. */
export interface Divergence {
  readonly x: number;
  readonly to: "Infinity" | "-Infinity";
}

/** A curve. */
export interface Series {
  /** Its name; without one it is in no legend. */
  readonly label?: string | undefined;
  /** Its points in the order in which they are joined; keyboard and data table go through them too. */
  readonly points: readonly Point[];
  /** Where the function behind the points has no bound. */
  readonly diverges?: readonly Divergence[] | undefined;
  /** Whether points are joined (default `true`). */
  readonly line?: boolean | undefined;
  /** Pattern of the line (default: one for each of the first five curves, and again; `"solid"` in the notebook's palette). */
  readonly dash?: Dash | undefined;
  /** Shape of the markers (default: none up to the fifth curve, then one for each five; one of the four where there is no line). */
  readonly marker?: Marker | undefined;
  /** A colour as CSS writes it, instead of the palette's: then it is the same in every theme. */
  readonly color?: string | undefined;
}

/** Something to see beside the curves. */
export type Annotation = PointAnnotation | RuleAnnotation | BandAnnotation;

/** A ring around a place. */
export interface PointAnnotation {
  readonly type: "point";
  readonly x: number;
  readonly y: number;
  readonly label?: string | undefined;
}

/** A line across the plot: vertical at `x`, horizontal at `y`, from corner to corner where `diagonal` (y = x). */
export interface RuleAnnotation {
  readonly type: "rule";
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly diagonal?: boolean | undefined;
  readonly label?: string | undefined;
}

/** A shaded region: between two `x`, two `y`, or both. */
export interface BandAnnotation {
  readonly type: "band";
  readonly x?: readonly [number, number] | undefined;
  readonly y?: readonly [number, number] | undefined;
  readonly label?: string | undefined;
}

/**
 * Colours of the curves.
 *
 * - `"ordered"`: from dark to light (on a dark background from light to dark), for curves that have an order, as gammas have
 * - `"categorical"`: of different hue, for curves that have none
 * - `"notebook"`: r, g, b, c, k as matplotlib draws them; on a dark background, where b and k cannot be seen, their light kin
 * - a list of colours as CSS writes them
 */
export type Palette = "ordered" | "categorical" | "notebook" | readonly string[];

/**
 * - `"direct"` (default): names at the ends of the curves, or beside the plot where the ends meet
 * - `"box"`: in a box on the plot where no curve is, or else beside the plot
 */
export type Legend = "direct" | "box" | "none";

/** A chart of curves in one pair of axes. */
export interface Chart {
  readonly title?: string | undefined;
  readonly subtitle?: string | undefined;
  /** Below the plot: the source, or how to read it. */
  readonly caption?: string | undefined;
  /** What the chart shows, for those who do not see it (default: made from the data). No markup. */
  readonly description?: string | undefined;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly annotations?: readonly Annotation[] | undefined;
  readonly legend?: Legend | undefined;
  readonly palette?: Palette | undefined;
}

/** Several charts in one picture, with one title and, where their curves have the same names, one legend. */
export interface SmallMultiples {
  readonly title?: string | undefined;
  readonly subtitle?: string | undefined;
  readonly caption?: string | undefined;
  readonly description?: string | undefined;
  readonly charts: readonly Chart[];
  /** How many charts stand side by side (default: as many as have room). */
  readonly columns?: number | undefined;
}

/** The charts of a picture. */
export function chartsOf(figure: Chart | SmallMultiples): readonly Chart[] {
  return "charts" in figure ? figure.charts : [figure];
}
