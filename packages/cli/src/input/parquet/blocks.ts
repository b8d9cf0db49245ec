/**
 * The rows of Parquet files with numbers in flat columns: pages straight to arrays of doubles. Other files are left to DuckDB,
 * which reads everything and takes twice as long.
 */
import { open } from "node:fs/promises";
import type { FileMetaData, SchemaTree } from "hyparquet";
import { BLOCK_ROWS, type Cell, type RowBlock, type SourceRecord } from "../row-block.ts";
import { damaged } from "./file.ts";
import { isPlain } from "./column.ts";
import { chunkOf, noRoom, readGroup } from "./group.ts";

/** Whether all cells can be read here. */
export function readsDirectly(
  metadata: FileMetaData,
  nodes: readonly SchemaTree[],
  cells: readonly Cell[],
): boolean {
  return cells.every(({ column, positive }) => {
    const node = nodes[column]!;
    const chunks = metadata.row_groups.map((group) => chunkOf(group, node));
    return positive === undefined && chunks.every((chunk) => chunk !== undefined && isPlain(node, chunk));
  });
}

export async function* parquetBlocks(
  file: { readonly source: string; readonly path: string },
  metadata: FileMetaData,
  columnNodes: readonly SchemaTree[],
  cells: readonly Cell[],
): AsyncGenerator<RowBlock> {
  const scored = cells.map(({ column }) => column);
  const nodes = cells.map(({ column }) => columnNodes[column]!);
  const handle = await open(file.source);
  try {
    const rooms = cells.map(noRoom);
    let first = 0;
    const total = Number(metadata.num_rows);
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows);
      const columns = await readGroup(handle, group, nodes, rooms).catch((error: unknown) => {
        throw damaged(file.path, error);
      });
      for (let start = 0; start < rows; start += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, rows - start);
        const at = first + start;
        yield {
          count,
          done: (at + count) / total,
          columns: columns.map(({ values }) => values.subarray(start, start + count)),
          record: (row) =>
            recordOf(at + row + 1, scored, (k) => {
              const { values, isNull } = columns[k]!;
              return isNull?.[start + row] === 1 ? null : String(values[start + row]);
            }),
        };
      }
      first += rows;
    }
  } finally {
    await handle.close();
  }
}

/** A row by those of its columns that are read. */
export function recordOf(
  row: number,
  columns: readonly number[],
  text: (k: number) => string | null,
): SourceRecord {
  return {
    at: { row },
    get text() {
      return JSON.stringify(columns.map((_, k) => text(k)));
    },
    value: (column) => {
      const k = columns.indexOf(column);
      return k < 0 ? null : text(k);
    },
  };
}
