/**
 * The rows of Parquet files with numbers in flat columns: pages straight to arrays of doubles. Other files are left to DuckDB,
 * which reads everything and takes twice as long.
 */
import { closeSync, openSync } from "node:fs";
import type { FileMetaData, SchemaTree } from "hyparquet";
import type { Portion, PortionReader } from "../portions.ts";
import { BLOCK_ROWS, type Cell, type SourceRecord } from "../row-block.ts";
import { damaged, unreadable } from "./file.ts";
import { loadCompressors } from "./codecs.ts";
import { isPlain } from "./column.ts";
import { chunkOf, noRoom, readGroup } from "./group.ts";

/** What is in a file. */
interface Layout {
  readonly metadata: FileMetaData;
  readonly nodes: readonly SchemaTree[];
}

/** Row groups that are smaller go together. */
const PORTION_ROWS = 100_000;

/** Whether all cells can be read here. */
export function readsDirectly({ metadata, nodes }: Layout, cells: readonly Cell[]): boolean {
  return cells.every(({ column, positive }) => {
    const node = nodes[column]!;
    const chunks = metadata.row_groups.map((group) => chunkOf(group, node));
    return positive === undefined && chunks.every((chunk) => chunk !== undefined && isPlain(node, chunk));
  });
}

export function parquetPortions({ metadata, nodes }: Layout, cells: readonly Cell[]): readonly Portion[] {
  const portions: Portion[] = [];
  let [from, rows, bytes] = [0, 0, 0];
  for (const [k, group] of metadata.row_groups.entries()) {
    rows += Number(group.num_rows);
    for (const { column } of cells) bytes += Number(chunkOf(group, nodes[column]!)!.total_uncompressed_size);
    if (rows < PORTION_ROWS && k + 1 < metadata.row_groups.length) continue;
    portions.push({ from, to: k + 1, bytes });
    [from, rows, bytes] = [k + 1, 0, 0];
  }
  return portions;
}

export async function openParquet(
  file: { readonly source: string; readonly path: string },
  { metadata, nodes: columnNodes }: Layout,
  cells: readonly Cell[],
): Promise<PortionReader> {
  const scored = cells.map(({ column }) => column);
  const nodes = cells.map(({ column }) => columnNodes[column]!);
  const { row_groups: groups } = metadata;
  const chunks = groups.flatMap((group) => nodes.map((node) => chunkOf(group, node)!));
  const compressors = await loadCompressors(chunks.map(({ codec }) => codec));
  const plan = { nodes, compressors, rooms: cells.map(noRoom) };
  let descriptor: number;
  try {
    descriptor = openSync(file.source, "r");
  } catch (error) {
    throw unreadable(file.path, error);
  }
  function* read({ from, to }: Portion, start = { at: from, rows: 0 }): ReturnType<PortionReader["read"]> {
    let first = start.rows;
    for (let k = from; k < to; k++) {
      const rows = Number(groups[k]!.num_rows);
      const columns = readOrRefuse(file.path, () => readGroup(descriptor, groups[k]!, plan));
      for (let at = 0; at < rows; at += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, rows - at);
        const before = first + at;
        yield {
          count,
          done: (k + (at + count) / rows) / groups.length,
          columns: columns.map(({ values }) => values.subarray(at, at + count)),
          record: (row) =>
            recordOf(before + row + 1, scored, (cell) => {
              const { values, isNull } = columns[cell]!;
              return isNull?.[at + row] === 1 ? null : String(values[at + row]);
            }),
        };
      }
      first += rows;
    }
    return { from, to, rows: first - start.rows };
  }
  return {
    read,
    close: () => {
      closeSync(descriptor);
    },
  };
}

function readOrRefuse<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw damaged(path, error);
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
