/**
 * Some rows of a Parquet file, as text.
 */
import type { Engine } from "../engine.ts";
import type { InputFile } from "../input-file.ts";
import { identifier, readParquet } from "../sql.ts";

/** @param rows - Their numbers in the file, from 1. */
export async function readParquetRows(
  file: InputFile,
  rows: readonly number[],
  engine: Engine,
): Promise<ReadonlyMap<number, readonly (string | null)[]>> {
  const texts = file.columns.map(({ name }) => `CAST(${identifier(name)} AS VARCHAR)`);
  const found = await engine.rows(
    `SELECT file_row_number, ${texts.join(", ")} FROM ${readParquet(file.source, ", file_row_number=true")}
     WHERE file_row_number IN (${rows.map((row) => row - 1).join(", ")})`,
    file.path,
  );
  return new Map(found.map(([row, ...values]) => [Number(row) + 1, values as (string | null)[]]));
}
