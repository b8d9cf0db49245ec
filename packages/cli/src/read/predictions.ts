/**
 * The predictions in files, as chunks of labels and predictions: what the commands beside `score` need of the reading.
 */
import { CliError } from "../cli-error.ts";
import type { Output } from "../output.ts";
import { badRowsError, LISTED_ROWS } from "../score/bad-rows.ts";
import { chooseColumns, type ScoredFile } from "../score/columns.ts";
import { Engine } from "../score/engine.ts";
import type { InputFormat } from "../score/formats.ts";
import { openInput } from "../score/input-file.ts";
import { scoredQuery } from "../score/scan.ts";

/** Where the predictions stand in the files. */
export interface PredictionOptions {
  readonly label?: string;
  readonly probability?: string;
  readonly logit?: string;
  readonly inputFormat?: InputFormat;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export type Kind = "probability" | "logit";

/** Takes the rows of a chunk; the arrays are its own. */
type Take = (labels: Float64Array, predictions: Float64Array) => void;

export interface Predictions {
  readonly kind: Kind;
  readonly files: readonly ScoredFile[];
  readonly engine: Engine;
  /**
   * Hands over all rows of all files, in order.
   *
   * @returns How many they are.
   * @throws If a row is no label and prediction, or there is none. {@link CliError}
   */
  readonly eachChunk: (take: Take) => Promise<number>;
}

/** Opens files, finds their columns, and closes all when `use` is done. Notes say which columns were found. */
export async function withPredictions<T>(
  paths: readonly string[],
  options: PredictionOptions,
  {
    output,
    signal,
    everyKey = false,
  }: { output: Output; signal: AbortSignal | undefined; everyKey?: boolean },
  use: (predictions: Predictions) => Promise<T>,
): Promise<T> {
  const engine = await Engine.start(signal);
  try {
    const files: ScoredFile[] = [];
    for (const path of paths) {
      const file = await openFile(path, options, { engine, everyKey });
      for (const text of file.columns.notes) note(`${path}: ${text}`, options, output);
      files.push(file);
    }
    const { kind } = files[0]!.columns;
    if (files.some(({ columns }) => columns.kind !== kind)) {
      throw new CliError(
        "data",
        "some files have logits and others probabilities: --logit or --probability chooses",
      );
    }
    const eachChunk = async (take: Take): Promise<number> => {
      let rows = 0;
      for (const file of files) rows += await readFile(file, engine, take);
      if (rows === 0) throw new CliError("data", `${paths.join(", ")}: no rows`);
      return rows;
    };
    return await use({ kind, files, engine, eachChunk });
  } finally {
    engine.close();
  }
}

/** Opens a file and finds its columns. */
export async function openFile(
  path: string,
  options: PredictionOptions,
  { engine, everyKey }: { engine: Engine; everyKey: boolean },
): Promise<ScoredFile> {
  const file = await openInput(path, { format: options.inputFormat, everyKey, engine });
  return { file, columns: chooseColumns(file, options) };
}

/** Says something that is no result. */
export function note(text: string, { quiet, json }: PredictionOptions, output: Output): void {
  if (quiet !== true && json !== true) output.stderr(`note: ${text}\n`);
}

export function isLabel(label: number): boolean {
  return label >= 0 && label <= 1;
}

export function isPrediction(prediction: number, kind: Kind): boolean {
  return kind === "logit" ? !Number.isNaN(prediction) : prediction >= 0 && prediction <= 1;
}

async function readFile({ file, columns }: ScoredFile, engine: Engine, take: Take): Promise<number> {
  const bad: number[] = [];
  let badCount = 0;
  let rows = 0;
  await engine.scan(scoredQuery(file, columns), file.path, (labels, predictions) => {
    for (let i = 0; i < labels.length; i++) {
      if (isLabel(labels[i]!) && isPrediction(predictions[i]!, columns.kind)) continue;
      badCount += 1;
      if (bad.length < LISTED_ROWS) bad.push(rows + i);
    }
    rows += labels.length;
    if (badCount === 0) take(labels, predictions);
  });
  if (badCount > 0) throw await badRowsError(file, columns, bad, badCount, engine);
  return rows;
}
