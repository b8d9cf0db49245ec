/**
 * The option table, with plot-options.ts and engine-options.ts. The parser, the help, the completions, the man page and the tables of the README are made from it and
 * from the table of commands.
 *
 * What a value is, its placeholder says: `<file>` is completed with files, one with choices by these.
 */
import { InvalidArgumentError, Option } from "commander";
import { INPUT_FORMATS } from "../input/formats.ts";
import { BAD_ROW_POLICIES } from "../score/options.ts";
import { integerWithin, listOf, numberWithin } from "./numbers.ts";
import { GROUPS, NO_WEIGHTS } from "./option-groups.ts";

/** Criteria of `sweep --best`. */
const CRITERIA = ["log-loss", "brier", "ece"] as const;
export type Criterion = (typeof CRITERIA)[number];

const nonNegative = numberWithin(0, Number.MAX_VALUE);
const weightOfClass1 = numberWithin(0, 1);
const weightOfAny = numberWithin(0, 1e280);

export const label: Option = new Option("--label <column>", "column of the labels").helpGroup(GROUPS.columns);

export const positive: Option = new Option(
  "--positive <value>",
  "the label that counts as 1; all others count as 0",
).helpGroup(GROUPS.columns);

export const probability: Option = new Option("--probability <column>", "column of the probabilities")
  .conflicts(["logit", "logits"])
  .helpGroup(GROUPS.columns);

export const scoreColumn: Option = new Option("--score <column>", "the same as --probability")
  .conflicts(["probability", "logit", "logits"])
  .helpGroup(GROUPS.columns);

export const logit: Option = new Option("--logit <column>", "column of the logits")
  .conflicts("logits")
  .helpGroup(GROUPS.columns);

export const logits: Option = new Option(
  "--logits <columns>",
  "columns of the classes' logits, in commas or as a pattern: 'logit*'",
)
  .conflicts(["positive", "posWeight"])
  .helpGroup(GROUPS.columns);

export const weight: Option = new Option(
  "--weight <column>",
  "column of weights: the mean divides by their sum",
).helpGroup(GROUPS.columns);

export const gammas: Option = new Option(
  "--gamma <number>",
  "focusing exponent, repeatable: one result a gamma (default: 2)",
)
  .argParser(listOf("gamma", nonNegative))
  .helpGroup(GROUPS.loss);

export const gammaGrid: Option = new Option(
  "--gamma <number>",
  "focusing exponents, repeatable (default: 0, 0.5, 1, 2, 5)",
)
  .argParser(listOf("gamma", nonNegative))
  .helpGroup(GROUPS.loss);

export const gamma: Option = new Option("--gamma <number>", "focusing exponent (default: 2)")
  .argParser(nonNegative)
  .helpGroup(GROUPS.loss);

export const alpha: Option = new Option(
  "--alpha <number>",
  `weight of class 1, in [0, 1]; class 0 gets 1 - alpha (${NO_WEIGHTS})`,
)
  .argParser(weightOfClass1)
  .conflicts("posWeight")
  .helpGroup(GROUPS.loss);

export const alphaOfScore: Option = new Option(
  "--alpha <number>",
  `weight of class 1, in [0, 1]; class 0 gets 1 - alpha (${NO_WEIGHTS}); with --logits one, or one a class in commas`,
)
  .argParser(classWeights)
  .conflicts("posWeight")
  .helpGroup(GROUPS.loss);

export const alphaGrid: Option = new Option(
  "--alpha <number>",
  "weights of class 1, in [0, 1], or none; repeatable (default: none, 0.25, 0.75)",
)
  .argParser(listOf("alpha", (text) => (text === "none" ? undefined : weightOfClass1(text))))
  .helpGroup(GROUPS.loss);

export const alphaOfExplain: Option = new Option(
  "--alpha <number>",
  "weight of class 1, in [0, 1]; class 0 gets 1 - alpha (default: each library's own)",
)
  .argParser(weightOfClass1)
  .helpGroup(GROUPS.loss);

export const gammaOfExplain: Option = new Option(
  "--gamma <number>",
  "focusing exponent (default: each library's own, which is 2)",
)
  .argParser(nonNegative)
  .helpGroup(GROUPS.loss);

export const posWeight: Option = new Option(
  "--pos-weight <number>",
  "weight of class 1; class 0 keeps 1 (default: 1)",
)
  .argParser(weightOfAny)
  .helpGroup(GROUPS.loss);

export const clip: Option = new Option(
  "--clip <number>",
  "take probabilities from [eps, 1 - eps], where this is eps (default: as they are)",
)
  .argParser(numberWithin(0, 0.5))
  .helpGroup(GROUPS.loss);

export const inputFormat: Option = new Option(
  "--input-format <format>",
  "format of the files (default: by their names)",
)
  .choices(INPUT_FORMATS)
  .helpGroup(GROUPS.input);

export const onBad: Option = new Option(
  "--on-bad <policy>",
  "rows that cannot be scored: refuse, leave out, or keep in --rows without a loss, all but malformed ones (default: fail)",
)
  .choices(BAD_ROW_POLICIES)
  .helpGroup(GROUPS.input);

export const maxBad: Option = new Option("--max-bad <number>", "refuse more bad rows than that")
  .argParser(integerWithin(0, Number.MAX_SAFE_INTEGER))
  .helpGroup(GROUPS.input);

export const rejects: Option = new Option(
  "--rejects <file>",
  "write bad rows as they came, with place and reason, to this CSV file",
).helpGroup(GROUPS.input);

export const threads: Option = new Option(
  "--threads <number>",
  "processors that a large CSV or Parquet file is shared among (default: all)",
)
  .argParser(integerWithin(1, 1024))
  .helpGroup(GROUPS.input);

export const rowsWithLoss: Option = new Option(
  "--rows <file>",
  "write every row and its loss to this .csv, .tsv, .jsonl or .parquet file",
).helpGroup(GROUPS.output);

export const rowsRecovered: Option = new Option(
  "--rows <file>",
  "write every row and its recovered probability to this .csv, .tsv, .jsonl or .parquet file",
).helpGroup(GROUPS.output);

export const hardest: Option = new Option("--hardest <number>", "list so many rows with the largest loss")
  .argParser(integerWithin(1, Number.MAX_SAFE_INTEGER))
  .helpGroup(GROUPS.output);

/** Formats of results, of which there is one at a time. */
const FORMATS = ["json", "jsonl", "csv", "md", "plain", "parquet"];

function format(name: string, description: string): Option {
  return new Option(`--${name}`, description)
    .conflicts(FORMATS.filter((other) => other !== name))
    .helpGroup(GROUPS.output);
}

export const jsonl: Option = format("jsonl", "print a line of JSON a result");

export const csv: Option = format("csv", "print CSV");

export const md: Option = format("md", "print Markdown");

export const plain: Option = format("plain", "print lines with tabs between the columns");

export const parquet: Option = format("parquet", "write the results as Parquet to the file of --output");

export const resultsFile: Option = new Option(
  "-o, --output <file>",
  "write the results to this file; - is standard output",
).helpGroup(GROUPS.output);

export const force: Option = new Option("-f, --force", "overwrite files").helpGroup(GROUPS.output);

export const chart: Option = new Option(
  "--chart <file>",
  "draw the mean loss against gamma into this .svg or .png file; - draws it as text below the table",
).helpGroup(GROUPS.output);

export const meta: Option = new Option("--meta", "add version and date to --json").helpGroup(GROUPS.output);

export const failAbove: Option = new Option("--fail-above <number>", "exit code 6 where a mean loss is above")
  .argParser(nonNegative)
  .helpGroup(GROUPS.output);

export const logitOfAt: Option = new Option(
  "--logit <number>",
  "the prediction as a logit, in place of P",
).helpGroup(GROUPS.input);

export const logitOfExplain: Option = new Option(
  "--logit <number|column>",
  "the prediction as a logit, in place of P; with --row, the column of the logits",
).helpGroup(GROUPS.input);

export const row: Option = new Option("--row <number>", "take the row with this number, from 1, of a file")
  .argParser(integerWithin(1, Number.MAX_SAFE_INTEGER))
  .helpGroup(GROUPS.input);

export const best: Option = new Option(
  "--best <criterion>",
  "name the best cell of the grid by this criterion",
)
  .choices(CRITERIA)
  .argParser(criterion)
  .helpGroup(GROUPS.output);

export const bins: Option = new Option("--bins <number>", "bins of the reliability table (default: 10)")
  .argParser(integerWithin(1, 1000))
  .helpGroup(GROUPS.output);

export const id: Option = new Option(
  "--id <column>",
  "column that identifies a row (default: id, row_id, sample_id, uuid or key, if there is one)",
).helpGroup(GROUPS.columns);

export const strict: Option = new Option("--strict", "let warnings fail the check too").helpGroup(
  GROUPS.output,
);

export const json: Option = new Option("--json", "print one JSON document").helpGroup(GROUPS.output);

export const quiet: Option = new Option(
  "-q, --quiet",
  "no notes and no progress on standard error",
).helpGroup(GROUPS.output);

export const verbose: Option = new Option("-v, --verbose", "say which settings come from where")
  .conflicts("quiet")
  .helpGroup(GROUPS.output);

// Of every command; they may stand before its name.

export const color: Option = new Option("--color <when>", "colour (default: on a terminal)").choices([
  "auto",
  "always",
  "never",
]);

export const noColor: Option = new Option("--no-color", "the same as --color never");

export const config: Option = new Option(
  "--config <file>",
  "take options that are not given from here (default: focal-loss.config.json, in this folder or above)",
);

export const noConfig: Option = new Option("--no-config", "read no settings from files");

function criterion(text: string): Criterion {
  const found = CRITERIA.find((name) => name === text);
  if (found !== undefined) return found;
  const why =
    text === "loss" ? "Losses of different gamma are not comparable: all fall as gamma grows. " : "";
  throw new InvalidArgumentError(`${why}Expected one of ${CRITERIA.join(", ")}.`);
}

/** The weight of class 1, or the weights of several classes. */
function classWeights(text: string): readonly number[] {
  const parts = text.split(",");
  return parts.map(parts.length === 1 ? weightOfClass1 : weightOfAny);
}
