/**
 * How elements get their colours: each has the colour of the theme as an attribute, and a class, by which the stylesheet of
 * the `auto` theme changes it.
 */
import type { Chart } from "./chart.ts";
import type { Attributes } from "./element.ts";
import { colorsOf } from "./palette.ts";
import { DARK, LIGHT, type Theme } from "./theme.ts";

/** What is painted in one colour. */
export type Role = "background" | "text" | "muted" | "axis" | "grid" | "band";

/** The colours of one chart. */
export interface Paint {
  readonly theme: Theme;
  /** Number of decimals of the coordinates. */
  readonly precision: number;
  /** The colours of the curves, and the class that goes with each: none where the chart brings its own colour. */
  readonly curves: readonly { readonly color: string; readonly variable: number | undefined }[];
}

/** The colours of a curve in both themes. */
export interface ColorPair {
  readonly light: string;
  readonly dark: string;
}

/** The colours of the curves of all charts that the theme changes, each pair once: their places are the names of the variables. */
export function colorPairs(charts: readonly Chart[]): ColorPair[] {
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

/** The paint of one chart. */
export function paintOf(
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

export function fill(paint: Paint, role: Role): Attributes {
  return { class: `fl-fill-${role}`, fill: paint.theme[role] };
}

export function stroke(paint: Paint, role: Role): Attributes {
  return { class: `fl-stroke-${role}`, stroke: paint.theme[role] };
}

/** @param property - Whether the colour of curve `i` draws lines or fills. */
export function ofCurve(paint: Paint, i: number, property: "fill" | "stroke", name: string = ""): Attributes {
  const { color, variable } = paint.curves[i]!;
  const classes = [name, variable === undefined ? "" : `fl-${property}-${variable}`].filter(
    (each) => each !== "",
  );
  return { ...(classes.length > 0 && { class: classes.join(" ") }), [property]: color };
}
