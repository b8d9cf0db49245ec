/**
 * Files that can be read in portions, each for itself: CSV by ranges of its bytes, Parquet by its row groups.
 */
import type { InputFile } from "./input-file.ts";
import { csvPortions, openCsv } from "./csv/portions.ts";
import type { Cell, RowBlock } from "./row-block.ts";

/** A range of bytes, or of row groups. */
export interface Portion {
  readonly from: number;
  readonly to: number;
  /** About how many bytes are read for it. */
  readonly bytes: number;
}

/** Where reading is: at which byte or row group, and behind how many lines or rows. */
export interface Position {
  readonly at: number;
  readonly rows: number;
}

/** What was read: from where to where, and how many lines or rows that were. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** An open file. */
export interface PortionReader {
  /**
   * The rows of a portion. A record that begins in it belongs to it as a whole.
   *
   * @param start - Where the first of them is. Without it that is guessed, which {@link Extent} tells, and rows are counted
   *   from the start of the portion.
   */
  readonly read: (portion: Portion, start?: Position) => Generator<RowBlock, Extent, void>;
  readonly close: () => void;
}

/** The portions of a file, in order; undefined where it has to be read from start to end. */
export async function portionsOf(
  file: InputFile,
  cells: readonly Cell[],
): Promise<readonly Portion[] | undefined> {
  if (file.parquet !== undefined) {
    const { parquetPortions, readsDirectly } = await import("./parquet/portions.ts");
    return readsDirectly(file.parquet, cells) ? parquetPortions(file.parquet, cells) : undefined;
  }
  return file.format === "jsonl" || file.compression !== "none" ? undefined : csvPortions(file);
}

/** Opens a file that has portions. */
export async function openPortions(file: InputFile, cells: readonly Cell[]): Promise<PortionReader> {
  if (file.parquet === undefined) return openCsv(file, cells);
  const { openParquet } = await import("./parquet/portions.ts");
  return openParquet(file, file.parquet, cells);
}
