/**
 * Which column is the label and which the prediction.
 */
import { CliError } from "../cli-error.ts";
import type { InputFile } from "./input-file.ts";
import type { ScoreOptions } from "./options.ts";

const LABEL_NAMES = ["label", "labels", "y", "target", "y_true", "truth"];
const PROBABILITY_NAMES = ["probability", "prob", "p", "score", "y_pred", "y_prob", "prediction"];
const LOGIT_NAMES = ["logit", "logits", "z"];

/** Index of the columns that are scored, and what the prediction is. */
export interface ScoredColumns {
  readonly label: number;
  readonly prediction: number;
  readonly kind: "probability" | "logit";
  /** What was found by its name, in words; empty where the options named everything. */
  readonly notes: readonly string[];
}

/** A file and the columns of it that are scored. */
export interface ScoredFile {
  readonly file: InputFile;
  readonly columns: ScoredColumns;
}

/**
 * Picks the columns that the options name, else those with a usual name. A logit is preferred to a probability: it holds
 * more digits.
 *
 * @throws If a column is not there or none has a usual name. {@link CliError}
 */
export function chooseColumns(file: InputFile, options: ScoreOptions): ScoredColumns {
  const notes: string[] = [];
  let label = options.label === undefined ? undefined : named(file, "--label", options.label);
  if (label === undefined) {
    label = usual(file, LABEL_NAMES);
    if (label === undefined) throw missing(file, "label", "--label", LABEL_NAMES);
    notes.push(`column ${quoted(file, label)} is the label`);
  }
  if (options.logit !== undefined) {
    return { label, prediction: named(file, "--logit", options.logit), kind: "logit", notes };
  }
  if (options.probability !== undefined) {
    return {
      label,
      prediction: named(file, "--probability", options.probability),
      kind: "probability",
      notes,
    };
  }
  const logit = usual(file, LOGIT_NAMES);
  const probability = usual(file, PROBABILITY_NAMES);
  if (logit !== undefined) {
    const other =
      probability === undefined
        ? ""
        : ` (--probability ${file.columns[probability]!.name} takes the other one)`;
    notes.push(`column ${quoted(file, logit)} is the logit${other}`);
    return { label, prediction: logit, kind: "logit", notes };
  }
  if (probability === undefined) {
    throw missing(file, "prediction", "--probability or --logit", [...PROBABILITY_NAMES, ...LOGIT_NAMES]);
  }
  notes.push(`column ${quoted(file, probability)} is the probability`);
  return { label, prediction: probability, kind: "probability", notes };
}

function quoted(file: InputFile, column: number): string {
  return JSON.stringify(file.columns[column]!.name);
}

/** The first usual name that the file has; case does not matter. */
function usual(file: InputFile, names: readonly string[]): number | undefined {
  for (const name of names) {
    const index = file.columns.findIndex((column) => column.name.toLowerCase() === name);
    if (index >= 0) return index;
  }
  return undefined;
}

function named(file: InputFile, option: string, name: string): number {
  const index = file.columns.findIndex((column) => column.name === name);
  if (index >= 0) return index;
  const close = file.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
  throw new CliError("data", `${file.path}: no column ${JSON.stringify(name)}, which ${option} names`, {
    hint:
      close === undefined
        ? `the columns are ${listColumns(file)}`
        : `did you mean ${JSON.stringify(close.name)}?`,
  });
}

function missing(file: InputFile, what: string, option: string, names: readonly string[]): CliError {
  return new CliError("data", `${file.path}: no column found for the ${what}: ${option} names it`, {
    hint: `the columns are ${listColumns(file)}; found by itself: ${names.join(", ")}`,
  });
}

function listColumns(file: InputFile): string {
  return file.columns.map(({ name }) => JSON.stringify(name)).join(", ");
}
