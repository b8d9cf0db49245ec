/**
 * How elements get their colours: each has the colour of the theme as an attribute, and a class, by which the stylesheet of
 * the `auto` theme changes it.
 */
import type { Attributes } from "./element.ts";
import type { Theme } from "./theme.ts";

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

/** A coordinate: short, never -0. The nudge puts halves up in every engine, whatever its logarithm rounds to. */
export function coordinate(value: number, precision: number): number {
  const unit = 10 ** precision;
  return Math.round(value * unit + 1e-6) / unit + 0;
}
