/**
 * The rows of a file with their text, good and bad.
 */
import type { Problem } from "../cli-error.ts";
import { badRowsError } from "../score/bad-rows.ts";
import { scoredQuery } from "../score/scan.ts";
import type { PredictionFile, Reader } from "./prediction-file.ts";

/** Some rows: their label and prediction, NaN where there is no number. */
export interface Records {
  readonly labels: Float64Array;
  readonly predictions: Float64Array;
  /** The field of a row in a column, as it stands there; `null` where it is empty. */
  readonly text: (row: number, column: number) => string | null;
}

/** Hands over all rows of a file, in order. `columns` are those whose text is wanted. */
export async function eachRecord(
  { path, source: { file, columns: scored } }: PredictionFile,
  columns: readonly number[],
  { engine }: Reader,
  take: (records: Records) => void,
): Promise<void> {
  const place = new Map(columns.map((column, k) => [column, k]));
  await engine.scan(scoredQuery(file, scored, columns), path, (labels, predictions, text) =>
    take({ labels, predictions, text: (row, column) => text(row, place.get(column)!) }),
  );
}

/** What is wrong with some rows, given by their indices, and where they stand. */
export async function describeRows(
  { source: { file, columns } }: PredictionFile,
  rows: readonly number[],
  { engine }: Reader,
): Promise<readonly Problem[]> {
  return (await badRowsError(file, columns, rows, rows.length, engine)).problems;
}
