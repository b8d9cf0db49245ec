/**
 * Whether a value is a chart. It may come from JSON that anyone wrote, so every field is looked at before anything is drawn.
 */
import { formatSpecifier } from "d3-format";
import type { Chart, ScaleKind, SmallMultiples } from "./chart.ts";
import {
  boolean,
  type Check,
  checkFields,
  color,
  type Fields,
  finite,
  LARGEST,
  list,
  number,
  oneOf,
  text,
  wholeNumber,
} from "./check.ts";
import { refuse } from "./refuse.ts";
import { SMALLEST } from "./scale.ts";

/** Throws where the chart is not one, and names the field. */
export function checkFigure(value: unknown): asserts value is Chart | SmallMultiples {
  const several = typeof value === "object" && value !== null && "charts" in value;
  (several ? multiples : chart)("chart", value);
}

export const interval: Check = (name, value) => {
  if (!Array.isArray(value) || value.length !== 2) refuse(name, "two numbers", value, false);
  value.forEach((bound, i) => finite(`${name}[${i}]`, bound));
  if (!(value[1] - value[0] >= SMALLEST)) refuse(`${name}[1]`, `a number above ${value[0]}`, value[1]);
};

const point: Check = (name, value) => {
  if (!Array.isArray(value) || value.length !== 2) refuse(name, "a pair [x, y]", value, false);
  finite(`${name}[0]`, value[0]);
  if (value[1] !== null)
    number(-LARGEST, LARGEST, "a number from -1e+100 to 1e+100 or null")(`${name}[1]`, value[1]);
};

const format: Check = (name, value) => {
  text(name, value);
  try {
    formatSpecifier(value as string);
  } catch {
    refuse(name, 'a format of d3-format, as ".2f"', value, true);
  }
};

export const scaleKind: Check = oneOf("linear", "log", "logit", "symlog");

const MOST_TICKS = 1000;

const tickList: Check = (name, value) => {
  list(finite, "a number or a list of numbers")(name, value);
  const { length } = value as unknown[];
  if (length > MOST_TICKS) refuse(`${name}.length`, `${MOST_TICKS} or less`, length);
};

/** Throws where the scale has no place for an end of the domain. */
export function checkDomain(name: string, scale: ScaleKind, [first, last]: readonly [number, number]): void {
  if (scale === "log" && first <= 0) refuse(`${name}[0]`, "a number > 0 on a log axis", first);
  if (scale !== "logit") return;
  if (first <= 0) refuse(`${name}[0]`, "a number in (0, 1) on a logit axis", first);
  if (last >= 1) refuse(`${name}[1]`, "a number in (0, 1) on a logit axis", last);
}

const axis: Check = (name, value) => {
  checkFields(name, value, {
    scale: scaleKind,
    domain: interval,
    ticks: (key, ticks) =>
      typeof ticks === "number" ? number(0, 100, "a number from 0 to 100")(key, ticks) : tickList(key, ticks),
    format,
    title: text,
    unit: text,
    arrow: boolean,
    grid: boolean,
    labelSize: number(4, 40, "a number from 4 to 40"),
    constant: number(Number.MIN_VALUE, Number.MAX_VALUE, "a finite number > 0"),
  });
  const { scale = "linear", domain } = value as Chart["x"];
  if (domain !== undefined) checkDomain(`${name}.domain`, scale, domain);
};

const divergence: Check = (name, value) => {
  checkFields(name, value, { x: finite, to: oneOf("Infinity", "-Infinity") }, ["x", "to"]);
};

const series: Check = (name, value) => {
  const fields: Fields = {
    label: text,
    points: list(point, "a list of pairs [x, y]"),
    diverges: list(divergence, "a list"),
    line: boolean,
    dash: oneOf("solid", "dashed", "dotted", "dashdot", "longdash"),
    marker: oneOf("none", "circle", "square", "triangle", "diamond"),
    color,
  };
  checkFields(name, value, fields, ["points"]);
};

const ANNOTATIONS: Readonly<Record<string, readonly [fields: Fields, required: readonly string[]]>> = {
  point: [{ type: text, x: finite, y: finite, label: text }, ["x", "y"]],
  rule: [{ type: text, x: finite, y: finite, diagonal: boolean, label: text }, []],
  band: [{ type: text, x: interval, y: interval, label: text }, []],
};

const annotation: Check = (name, value) => {
  const type: unknown = (value as { type?: unknown } | null)?.type;
  oneOf(...Object.keys(ANNOTATIONS))(`${name}.type`, type);
  const [fields, required] = ANNOTATIONS[type as string]!;
  checkFields(name, value, fields, required);
};

const palette: Check = (name, value) => {
  if (!Array.isArray(value)) return oneOf("ordered", "categorical", "notebook")(name, value);
  if (value.length === 0) refuse(`${name}.length`, "1 or more", 0);
  list(color, "colours")(name, value);
};

/** What all charts let their callers choose. */
export const presentation: Fields = {
  x: axis,
  y: axis,
  title: text,
  subtitle: text,
  caption: text,
  legend: oneOf("direct", "box", "none"),
  palette,
};

const chart: Check = (name, value) => {
  const fields: Fields = {
    ...presentation,
    description: text,
    series: list(series, "a list of curves"),
    annotations: list(annotation, "a list of annotations"),
  };
  checkFields(name, value, fields, ["x", "y", "series"]);
};

const multiples: Check = (name, value) => {
  const fields: Fields = {
    title: text,
    subtitle: text,
    caption: text,
    description: text,
    charts: list(chart, "a list of charts"),
    columns: wholeNumber(1, 100),
  };
  checkFields(name, value, fields, ["charts"]);
  if ((value as SmallMultiples).charts.length === 0) refuse(`${name}.charts.length`, "1 or more", 0);
};
