/**
 * Rows of a file, some thousand at a time: as numbers, and each as it stands in its file.
 */

/** Rows of a block, at most. */
export const BLOCK_ROWS = 8192;

/** A column to read as numbers. */
export interface Cell {
  readonly column: number;
  /** The text that stands for 1; everything else stands for 0. */
  readonly positive?: string | undefined;
}

/** Valid until the next block comes: its arrays are used again. */
export interface RowBlock {
  readonly count: number;
  /** The part of the file that is read, in [0, 1]. */
  readonly done: number;
  /** The cells that were asked for, in that order: NaN where there is no number. */
  readonly columns: readonly Float64Array[];
  readonly record: (row: number) => SourceRecord;
  /** The rows of CSV and TSV as they stand in the file. */
  readonly raw?: RawRows;
}

export interface RawRows {
  readonly bytes: Uint8Array;
  /** Of each row three numbers: where it starts in `bytes`, where it ends, without its line end, and its line. */
  readonly places: Int32Array;
}

/** A row as it stands in its file. */
export interface SourceRecord {
  /** `line` of a text file or `row` of a Parquet file, from 1. */
  readonly at: { readonly line: number } | { readonly row: number };
  readonly text: string;
  /** What is wrong with the record as a whole, if anything. */
  readonly error?: string | undefined;
  /** The field of a column as text, `null` where there is none. */
  readonly value: (column: number) => string | null;
  /** Where that field starts in `text`, from 1; a Parquet file has no such place. */
  readonly start?: (column: number) => number;
}

/** `FILE:LINE`, or `FILE: row ROW`. */
export function placeOf(path: string, at: SourceRecord["at"]): string {
  return "line" in at ? `${path}:${at.line}` : `${path}: row ${at.row}`;
}

/** Where it is in a file of which `rows` lines or rows come before. */
export function placeAfter(at: SourceRecord["at"], rows: number): SourceRecord["at"] {
  return "line" in at ? { line: at.line + rows } : { row: at.row + rows };
}
