/**
 * The predictions in files, as chunks of labels and predictions.
 */
import { CliError } from "../cli-error.ts";
import type { Output } from "../output.ts";
import { badRowsError, LISTED_ROWS } from "../score/bad-rows.ts";
import { scoredQuery } from "../score/scan.ts";
import {
  isLabel,
  isPrediction,
  type Kind,
  openFile,
  type PredictionFile,
  type PredictionOptions,
  type Reader,
  withReader,
} from "./prediction-file.ts";

/** Takes the rows of a chunk. */
type Take = (labels: Float64Array, predictions: Float64Array) => void;

export interface Predictions {
  readonly kind: Kind;
  readonly files: readonly PredictionFile[];
  readonly reader: Reader;
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
  return withReader(signal, async (reader) => {
    const files: PredictionFile[] = [];
    for (const path of paths) {
      const file = await openFile(path, options, { reader, everyKey });
      for (const text of file.notes) note(`${path}: ${text}`, options, output);
      files.push(file);
    }
    const { kind } = files[0]!;
    if (files.some((file) => file.kind !== kind)) {
      throw new CliError(
        "data",
        "some files have logits and others probabilities: --logit or --probability chooses",
      );
    }
    const eachChunk = async (take: Take): Promise<number> => {
      let rows = 0;
      for (const file of files) rows += await readFile(file, reader, take);
      if (rows === 0) throw new CliError("data", `${paths.join(", ")}: no rows`);
      return rows;
    };
    return use({ kind, files, reader, eachChunk });
  });
}

/** Says something that is no result. */
export function note(text: string, { quiet, json }: PredictionOptions, output: Output): void {
  if (quiet !== true && json !== true) output.stderr(`note: ${text}\n`);
}

async function readFile(
  { path, kind, source: { file, columns } }: PredictionFile,
  { engine }: Reader,
  take: Take,
): Promise<number> {
  const bad: number[] = [];
  let badCount = 0;
  let rows = 0;
  await engine.scan(scoredQuery(file, columns), path, (labels, predictions) => {
    for (let i = 0; i < labels.length; i++) {
      if (isLabel(labels[i]!) && isPrediction(predictions[i]!, kind)) continue;
      badCount += 1;
      if (bad.length < LISTED_ROWS) bad.push(rows + i);
    }
    rows += labels.length;
    if (badCount === 0) take(labels, predictions);
  });
  if (badCount > 0) throw await badRowsError(file, columns, bad, badCount, engine);
  return rows;
}
