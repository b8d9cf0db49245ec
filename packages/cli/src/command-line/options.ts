/**
 * The option table. The parser, the help, the completions, the man page and the tables of the README are made from it and
 * from the table of commands.
 *
 * What a value is, its placeholder says: `<file>` is completed with files, one with choices by these.
 */
import { InvalidArgumentError, Option } from "commander";
import { INPUT_FORMATS } from "../score/formats.ts";
import { integerWithin, listOf, numberWithin } from "./numbers.ts";

/** Criteria of `sweep --best`. */
const CRITERIA = ["log-loss", "brier", "ece"] as const;
export type Criterion = (typeof CRITERIA)[number];

const nonNegative = numberWithin(0, Number.MAX_VALUE);
const weightOfClass1 = numberWithin(0, 1);
const NO_WEIGHTS = "default: no weights";

export const label: Option = new Option("--label <column>", "column of the labels");

export const probability: Option = new Option(
  "--probability <column>",
  "column of the probabilities",
).conflicts("logit");

export const logit: Option = new Option("--logit <column>", "column of the logits");

export const gammas: Option = new Option(
  "--gamma <number>",
  "focusing exponent, repeatable: one result a gamma (default: 2)",
).argParser(listOf("gamma", nonNegative));

export const gammaGrid: Option = new Option(
  "--gamma <number>",
  "focusing exponents, repeatable (default: 0, 0.5, 1, 2, 5)",
).argParser(listOf("gamma", nonNegative));

export const gamma: Option = new Option("--gamma <number>", "focusing exponent (default: 2)").argParser(
  nonNegative,
);

export const alpha: Option = new Option(
  "--alpha <number>",
  `weight of class 1, in [0, 1]; class 0 gets 1 - alpha (${NO_WEIGHTS})`,
)
  .argParser(weightOfClass1)
  .conflicts("posWeight");

export const alphaGrid: Option = new Option(
  "--alpha <number>",
  "weights of class 1, in [0, 1], or none; repeatable (default: none, 0.25, 0.75)",
).argParser(listOf("alpha", (text) => (text === "none" ? undefined : weightOfClass1(text))));

export const alphaOfExplain: Option = new Option(
  "--alpha <number>",
  "weight of class 1, in [0, 1]; class 0 gets 1 - alpha (default: each library's own)",
).argParser(weightOfClass1);

export const gammaOfExplain: Option = new Option(
  "--gamma <number>",
  "focusing exponent (default: each library's own, which is 2)",
).argParser(nonNegative);

export const posWeight: Option = new Option(
  "--pos-weight <number>",
  "weight of class 1; class 0 keeps 1 (default: 1)",
).argParser(numberWithin(0, 1e280));

export const inputFormat: Option = new Option(
  "--input-format <format>",
  "format of the files (default: by their names)",
).choices(INPUT_FORMATS);

export const rowsWithLoss: Option = new Option(
  "--rows <file>",
  "write every row and its loss to this .csv, .tsv or .parquet file",
);

export const rowsRecovered: Option = new Option(
  "--rows <file>",
  "write every row and its recovered probability to this .csv, .tsv or .parquet file",
);

export const force: Option = new Option("--force", "overwrite the file of --rows");

export const logitOfAt: Option = new Option("--logit <number>", "the prediction as a logit, in place of P");

export const logitOfExplain: Option = new Option(
  "--logit <number|column>",
  "the prediction as a logit, in place of P; with --row, the column of the logits",
);

export const row: Option = new Option(
  "--row <number>",
  "take the row with this number, from 1, of a file",
).argParser(integerWithin(1, Number.MAX_SAFE_INTEGER));

export const best: Option = new Option(
  "--best <criterion>",
  "name the best cell of the grid by this criterion",
)
  .choices(CRITERIA)
  .argParser(criterion);

export const bins: Option = new Option(
  "--bins <number>",
  "bins of the reliability table (default: 10)",
).argParser(integerWithin(1, 1000));

export const id: Option = new Option(
  "--id <column>",
  "column that identifies a row (default: id, row_id, sample_id, uuid or key, if there is one)",
);

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
).argParser(numberWithin(0, 1));

export const over: Option = new Option("--over <axis>", "x axis of curves (default: probability)").choices(
  AXES,
);

export const gammaCurves: Option = new Option(
  "--gamma <number>",
  "focusing exponents, repeatable: one curve each (default: 0, 0.5, 1, 2, 5); for reliability, that of the training",
).argParser(listOf("gamma", numberWithin(0, 1e100)));

export const alphaCurves: Option = new Option(
  "--alpha <number>",
  `weights of class 1, in [0, 1], repeatable: one curve each (${NO_WEIGHTS}); for reliability, that of the training`,
).argParser(listOf("alpha", weightOfClass1));

export const outputFile: Option = new Option(
  "-o, --output <file>",
  "write this .svg or .png file, or SVG to standard output for - (default: text for the terminal)",
);

export const forceOutput: Option = new Option("--force", "overwrite the file of --output");

export const theme: Option = new Option(
  "--theme <theme>",
  "light, dark, or auto for an SVG that follows its page (default: light)",
).choices(THEMES);

export const palette: Option = new Option(
  "--palette <palette>",
  "colours of the curves (default: ordered)",
).choices(["ordered", "categorical", "notebook"]);

export const title: Option = new Option("--title <text>", "title (default: the chart's own)");

export const width: Option = new Option(
  "--width <number>",
  "px of a file, or columns of text (default: 640; the terminal's)",
).argParser(integerWithin(1, Number.MAX_SAFE_INTEGER));

export const height: Option = new Option(
  "--height <number>",
  "px of a file, or rows of text (default: 400; 20)",
).argParser(integerWithin(1, Number.MAX_SAFE_INTEGER));

export const ascii: Option = new Option("--ascii", "text of ASCII characters, without braille dots");

export const strict: Option = new Option("--strict", "let warnings fail the check too");

export const json: Option = new Option("--json", "print one JSON document");

export const quiet: Option = new Option("-q, --quiet", "no notes on standard error");

function criterion(text: string): Criterion {
  const found = CRITERIA.find((name) => name === text);
  if (found !== undefined) return found;
  const why =
    text === "loss" ? "Losses of different gamma are not comparable: all fall as gamma grows. " : "";
  throw new InvalidArgumentError(`${why}Expected one of ${CRITERIA.join(", ")}.`);
}
