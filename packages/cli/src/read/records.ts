/**
 * The rows of a file with their text, good and bad.
 */
import type { Problem } from "../cli-error.ts";
import { problemOf } from "../score/bad-rows.ts";
import { cellsOf, type ScoredFile } from "../input/columns.ts";
import { badRowOf } from "../input/complaint.ts";
import { readBlocks } from "../input/blocks.ts";
import { placeOf, type SourceRecord } from "../input/row-block.ts";
import type { Watcher } from "../input/progress.ts";
import type { PredictionFile, Reader } from "./prediction-file.ts";

/** A row as it stands in its file. */
export interface Row {
  /** Whether it is no row of columns at all. */
  readonly malformed: boolean;
  /** The field of a column, `null` where it is empty. */
  readonly value: (column: number) => string | null;
  /** Where it stands. */
  readonly place: () => Problem;
  /** What is wrong with it, where it is no label and prediction, and where that stands. */
  readonly problem: () => Problem;
}

/** Some rows: their label and prediction, NaN where there is no number. Its arrays are used again. */
export interface Records {
  readonly labels: Float64Array;
  readonly predictions: Float64Array;
  readonly row: (i: number) => Row;
}

/** Hands over all rows of a file, in order. `columns` are those whose text is wanted. */
export async function eachRecord(
  file: PredictionFile,
  columns: readonly number[],
  { engine, watcher }: Pick<Reader, "engine"> & { readonly watcher: Watcher },
  take: (records: Records) => void,
): Promise<void> {
  const { source } = file;
  for await (const block of readBlocks(source.file, cellsOf(source.columns), engine, columns)) {
    const [labels, predictions] = block.columns;
    take({
      labels: labels!,
      predictions: predictions!,
      row: (i) => rowOf(block.record(i), source),
    });
    await watcher.progress(block);
  }
}

function rowOf(record: SourceRecord, { file, columns }: ScoredFile): Row {
  return {
    malformed: record.error !== undefined,
    value: record.value,
    place: () => ({ message: placeOf(file.path, record.at) }),
    problem: () => problemOf(file, badRowOf(record, columns)),
  };
}
