/**
 * The options of `plot` alone.
 */
import { Option } from "commander";
import { integerWithin, listOf, numberWithin } from "./numbers.ts";
import { GROUPS, NO_WEIGHTS } from "./option-groups.ts";

/** Charts of `plot`. */
export const CHARTS = [
  "notebook",
  "curves",
  "factor",
  "gradient",
  "hessian",
  "sweep",
  "reliability",
] as const;
export type ChartName = (typeof CHARTS)[number];

const AXES = ["probability", "logit"] as const;
export type Over = (typeof AXES)[number];

const THEMES = ["light", "dark", "auto"] as const;
export type Theme = (typeof THEMES)[number];

export const target: Option = new Option(
  "--target <number>",
  "the label y that curves are for, in [0, 1] (default: 1)",
)
  .argParser(numberWithin(0, 1))
  .helpGroup(GROUPS.loss);

export const over: Option = new Option("--over <axis>", "x axis of curves (default: probability)")
  .choices(AXES)
  .helpGroup(GROUPS.loss);

export const gammaCurves: Option = new Option(
  "--gamma <number>",
  "focusing exponents, repeatable: one curve each (default: 0, 0.5, 1, 2, 5); for reliability, that of the training",
)
  .argParser(listOf("gamma", numberWithin(0, 1e100)))
  .helpGroup(GROUPS.loss);

export const alphaCurves: Option = new Option(
  "--alpha <number>",
  `weights of class 1, in [0, 1], repeatable: one curve each (${NO_WEIGHTS}); for reliability, that of the training`,
)
  .argParser(listOf("alpha", numberWithin(0, 1)))
  .helpGroup(GROUPS.loss);

export const fromUrl: Option = new Option(
  "--from-url <link>",
  "take what --gamma, --alpha and --target do not give from a link of the playground, in quotes",
).helpGroup(GROUPS.loss);

export const outputFile: Option = new Option(
  "-o, --output <file>",
  "write this .svg or .png file, or SVG to standard output for - (default: text for the terminal)",
).helpGroup(GROUPS.output);

export const theme: Option = new Option(
  "--theme <theme>",
  "light, dark, or auto for an SVG that follows its page (default: light)",
)
  .choices(THEMES)
  .helpGroup(GROUPS.output);

export const palette: Option = new Option("--palette <palette>", "colours of the curves (default: ordered)")
  .choices(["ordered", "categorical", "notebook"])
  .helpGroup(GROUPS.output);

export const title: Option = new Option("--title <text>", "title (default: the chart's own)").helpGroup(
  GROUPS.output,
);

export const width: Option = new Option(
  "--width <number>",
  "px of a file, or columns of text (default: 640; the terminal's)",
)
  .argParser(integerWithin(1, Number.MAX_SAFE_INTEGER))
  .helpGroup(GROUPS.output);

export const height: Option = new Option(
  "--height <number>",
  "px of a file, or rows of text (default: 400; 20)",
)
  .argParser(integerWithin(1, Number.MAX_SAFE_INTEGER))
  .helpGroup(GROUPS.output);

export const ascii: Option = new Option(
  "--ascii",
  "text of ASCII characters, without braille dots",
).helpGroup(GROUPS.output);
