/**
 * Which column is the label, which the prediction, which the weight.
 */
import { CliError } from "../cli-error.ts";
import { classColumns } from "./class-columns.ts";
import type { InputFile } from "./input-file.ts";
import { listColumns, named, type PredictionTable } from "./named-column.ts";
import type { Cell } from "./row-block.ts";

const LABEL_NAMES = ["label", "labels", "y", "target", "y_true", "truth"];
const PROBABILITY_NAMES = ["probability", "prob", "p", "score", "y_pred", "y_prob", "prediction"];
const LOGIT_NAMES = ["logit", "logits", "z"];

/** What a prediction is: a number, or a logit a class. */
type PredictionKind = "probability" | "logit" | "logits";

/** Which columns the options name. */
export interface ColumnOptions {
  readonly label?: string;
  /** The text of a label that counts as 1; all others count as 0. */
  readonly positive?: string;
  readonly probability?: string;
  /** The same as `probability`. */
  readonly score?: string;
  readonly logit?: string;
  /** Names with commas between them, or a pattern. */
  readonly logits?: string;
  readonly weight?: string;
}

/** Index of the columns that are scored, and what the prediction is. */
export interface ScoredColumns {
  readonly label: number;
  readonly kind: PredictionKind;
  /** One, or for `logits` one a class. */
  readonly predictions: readonly number[];
  readonly weight: number | undefined;
  /** The text of a label that stands for 1. */
  readonly positive: string | undefined;
  /** What was found by its name, in words; empty where the options named everything. */
  readonly notes: readonly string[];
}

/** A file and the columns of it that are scored. */
export interface ScoredFile {
  readonly file: InputFile;
  readonly columns: ScoredColumns;
}

/** What is read of a row, in this order: label, predictions, weight. */
export function cellsOf({ label, positive, predictions, weight }: ScoredColumns): readonly Cell[] {
  const columns = weight === undefined ? predictions : [...predictions, weight];
  return [{ column: label, positive }, ...columns.map((column) => ({ column }))];
}

/**
 * Picks the columns that the options name, else those with a usual name. A logit is preferred to a probability: it holds
 * more digits.
 *
 * @throws If a column is not there or none has a usual name. {@link CliError}
 */
export function chooseColumns(file: PredictionTable, options: ColumnOptions): ScoredColumns {
  const notes: string[] = [];
  const label = options.label === undefined ? usualLabel(file, notes) : named(file, "--label", options.label);
  const weight = options.weight === undefined ? undefined : named(file, "--weight", options.weight);
  const { kind, predictions } = choosePredictions(file, options, notes);
  const columns = [label, ...predictions, ...(weight === undefined ? [] : [weight])];
  const twice = columns.find((column, k) => columns.indexOf(column) < k);
  if (twice !== undefined) {
    throw new CliError("usage", `${file.path}: column ${quoted(file, twice)} is asked for twice`);
  }
  return { label, kind, predictions, weight, positive: options.positive, notes };
}

function choosePredictions(
  file: PredictionTable,
  options: ColumnOptions,
  notes: string[],
): Pick<ScoredColumns, "kind" | "predictions"> {
  if (options.logits !== undefined)
    return { kind: "logits", predictions: classColumns(file, options.logits) };
  for (const option of ["logit", "probability", "score"] as const) {
    const name = options[option];
    const kind = option === "logit" ? "logit" : "probability";
    if (name !== undefined) return { kind, predictions: [named(file, `--${option}`, name)] };
  }
  const logit = usual(file, LOGIT_NAMES);
  const probability = usual(file, PROBABILITY_NAMES);
  if (logit !== undefined) {
    const other =
      probability === undefined
        ? ""
        : ` (--probability ${file.columns[probability]!.name} takes the other one)`;
    notes.push(`column ${quoted(file, logit)} is the logit${other}`);
    return { kind: "logit", predictions: [logit] };
  }
  if (probability === undefined) {
    throw missing(file, "prediction", "--probability or --logit", [...PROBABILITY_NAMES, ...LOGIT_NAMES]);
  }
  notes.push(`column ${quoted(file, probability)} is the probability`);
  return { kind: "probability", predictions: [probability] };
}

function usualLabel(file: PredictionTable, notes: string[]): number {
  const label = usual(file, LABEL_NAMES);
  if (label === undefined) throw missing(file, "label", "--label", LABEL_NAMES);
  notes.push(`column ${quoted(file, label)} is the label`);
  return label;
}

function quoted(file: PredictionTable, column: number): string {
  return JSON.stringify(file.columns[column]!.name);
}

/** The first usual name that the file has; case does not matter. */
function usual(file: PredictionTable, names: readonly string[]): number | undefined {
  for (const name of names) {
    const index = file.columns.findIndex((column) => column.name.toLowerCase() === name);
    if (index >= 0) return index;
  }
  return undefined;
}

function missing(file: PredictionTable, what: string, option: string, names: readonly string[]): CliError {
  return new CliError("data", `${file.path}: no column found for the ${what}: ${option} names it`, {
    hint: `the columns are ${listColumns(file)}; found by itself: ${names.join(", ")}`,
  });
}
