/**
 * Whether a value is a chart. It may come from JSON that anyone wrote, so every field is looked at before anything is drawn.
 */
import { formatSpecifier } from "d3-format";
import type { Chart, SmallMultiples } from "./chart.ts";
import { isColor } from "./color.ts";
import { refuse } from "./refuse.ts";

export type Check = (name: string, value: unknown) => void;
export type Fields = Readonly<Record<string, Check>>;

/** Throws where the chart is not one, and names the field. */
export function checkFigure(value: unknown): asserts value is Chart | SmallMultiples {
  const several = typeof value === "object" && value !== null && "charts" in value;
  (several ? multiples : chart)("chart", value);
}

/** Throws where a field that is given is wrong, or none of these. */
export function checkFields(
  name: string,
  value: unknown,
  fields: Fields,
  required: readonly string[] = [],
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuse(name, "an object", value, false);
  const given = Object.entries(value).filter(([, field]) => field !== undefined);
  for (const [key, field] of given) {
    const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (check === undefined) refuse(name, `only ${Object.keys(fields).join(", ")}`, key, true);
    check(`${name}.${key}`, field);
  }
  for (const key of required) {
    if (!given.some(([other]) => other === key)) refuse(`${name}.${key}`, "a value", undefined);
  }
}

export const text: Check = (name, value) => {
  if (typeof value !== "string") refuse(name, "a string", value);
};

const boolean: Check = (name, value) => {
  if (typeof value !== "boolean") refuse(name, "a boolean", value);
};

export const color: Check = (name, value) => {
  if (!isColor(value))
    refuse(name, 'a colour as "#4477aa", "rgb(68, 119, 170)" or "teal"', value, typeof value === "string");
};

export const number =
  (lowest: number, highest: number, words: string): Check =>
  (name, value) => {
    if (typeof value !== "number" || !(value >= lowest && value <= highest)) refuse(name, words, value);
  };

const finite = number(-Number.MAX_VALUE, Number.MAX_VALUE, "a finite number");

export const oneOf =
  (...choices: readonly string[]): Check =>
  (name, value) => {
    if (typeof value === "string" && choices.includes(value)) return;
    const quoted = choices.map((choice) => `"${choice}"`);
    const listed = quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
    refuse(name, listed, value, typeof value === "string");
  };

export const list =
  (item: Check, words: string): Check =>
  (name, value) => {
    if (!Array.isArray(value)) refuse(name, words, value);
    value.forEach((element, i) => item(`${name}[${i}]`, element));
  };

const interval: Check = (name, value) => {
  if (!Array.isArray(value) || value.length !== 2) refuse(name, "two numbers", value);
  value.forEach((bound, i) => finite(`${name}[${i}]`, bound));
  if (!(value[0] < value[1])) refuse(`${name}[1]`, `a number above ${value[0]}`, value[1]);
};

const point: Check = (name, value) => {
  if (!Array.isArray(value) || value.length !== 2) refuse(name, "a pair [x, y]", value);
  finite(`${name}[0]`, value[0]);
  if (value[1] !== null)
    number(-Number.MAX_VALUE, Number.MAX_VALUE, "a finite number or null")(`${name}[1]`, value[1]);
};

const format: Check = (name, value) => {
  text(name, value);
  try {
    formatSpecifier(value as string);
  } catch {
    refuse(name, 'a format of d3-format, as ".2f"', value, true);
  }
};

const axis: Check = (name, value) => {
  checkFields(name, value, {
    scale: oneOf("linear", "log", "logit", "symlog"),
    domain: interval,
    ticks: (key, ticks) =>
      typeof ticks === "number"
        ? number(0, 100, "a number from 0 to 100")(key, ticks)
        : list(finite, "a number or a list of numbers")(key, ticks),
    format,
    title: text,
    unit: text,
    arrow: boolean,
    grid: boolean,
    labelSize: number(4, 40, "a number from 4 to 40"),
    constant: number(Number.MIN_VALUE, Number.MAX_VALUE, "a finite number > 0"),
  });
  const { scale = "linear", domain } = value as Chart["x"];
  if (domain === undefined) return;
  if (scale === "log" && domain[0] <= 0) refuse(`${name}.domain[0]`, "a number > 0 on a log axis", domain[0]);
  if (scale !== "logit") return;
  if (domain[0] <= 0) refuse(`${name}.domain[0]`, "a number in (0, 1) on a logit axis", domain[0]);
  if (domain[1] >= 1) refuse(`${name}.domain[1]`, "a number in (0, 1) on a logit axis", domain[1]);
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

const titles: Fields = { title: text, subtitle: text, caption: text, description: text };

const chart: Check = (name, value) => {
  const fields: Fields = {
    ...titles,
    x: axis,
    y: axis,
    series: list(series, "a list of curves"),
    annotations: list(annotation, "a list of annotations"),
    legend: oneOf("direct", "box", "none"),
    palette: (key, palette) =>
      Array.isArray(palette)
        ? palette.length === 0
          ? refuse(`${key}.length`, "1 or more", 0)
          : list(color, "colours")(key, palette)
        : oneOf("ordered", "categorical", "notebook")(key, palette),
  };
  checkFields(name, value, fields, ["x", "y", "series"]);
};

const multiples: Check = (name, value) => {
  const fields: Fields = {
    ...titles,
    charts: list(chart, "a list of charts"),
    columns: (key, columns) => {
      number(1, 100, "a whole number from 1 to 100")(key, columns);
      if (!Number.isInteger(columns)) refuse(key, "a whole number from 1 to 100", columns);
    },
  };
  checkFields(name, value, fields, ["charts"]);
  if ((value as SmallMultiples).charts.length === 0) refuse(`${name}.charts.length`, "1 or more", 0);
};
