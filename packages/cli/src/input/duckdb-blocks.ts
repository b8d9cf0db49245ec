/**
 * The rows of Parquet files that are not only flat columns of numbers, or whose text is wanted: through DuckDB.
 */
import type { Engine } from "./engine.ts";
import type { InputFile } from "./input-file.ts";
import { identifier, numberExpression, readParquet } from "./sql.ts";
import { recordOf } from "./parquet/portions.ts";
import { readParquetRows } from "./parquet/rows.ts";
import type { Cell, RowBlock } from "./row-block.ts";

/** @param texts - Columns that records have as text; without any they have the cells. */
export async function* duckdbBlocks(
  file: InputFile,
  cells: readonly Cell[],
  texts: readonly number[],
  engine: Engine,
): AsyncGenerator<RowBlock> {
  const numbers = cells.map(({ column, positive }, k) => {
    const { name, type } = file.columns[column]!;
    return `${numberExpression(name, type, positive)} AS c${k}`;
  });
  const copies = texts.map(
    (column, k) => `CAST(${identifier(file.columns[column]!.name)} AS VARCHAR) AS t${k}`,
  );
  const query = `SELECT ${[...numbers, ...copies].join(", ")} FROM ${readParquet(file.source)}`;
  let first = 0;
  const total = Number(file.parquet!.metadata.num_rows);
  for await (const { columns, text } of engine.scan(query, cells.length, file.path)) {
    const at = first + 1;
    const count = columns[0]!.length;
    const bad = [...columns[0]!.keys()].filter((row) => columns.some((column) => Number.isNaN(column[row])));
    const rows = texts.length > 0 ? [] : bad.map((row) => at + row);
    const found = rows.length === 0 ? undefined : await readParquetRows(file, rows, engine);
    const scored = cells.map(({ column }) => column);
    const cellText = (row: number, k: number): string | null => {
      const values = found?.get(at + row);
      return values === undefined ? String(columns[k]![row]) : (values[scored[k]!] ?? null);
    };
    yield {
      count,
      done: (first + count) / total,
      columns,
      record: (row) =>
        texts.length > 0
          ? recordOf(at + row, texts, (k) => text(row, k))
          : recordOf(at + row, scored, (k) => cellText(row, k)),
    };
    first += count;
  }
}
