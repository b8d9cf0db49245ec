/**
 * A row group of a Parquet file: the columns that are scored, as doubles.
 */
import { readSync } from "node:fs";
import type { ColumnMetaData, Compressors, RowGroup, SchemaTree } from "hyparquet";
import { decodeColumn } from "./column.ts";

export interface GroupColumn {
  readonly values: Float64Array;
  /** 1 where a row has no value; nothing where all have. */
  readonly isNull: Uint8Array | undefined;
}

/** The memory of a column, for the next row group: most are as large as the one before. */
export interface Room {
  bytes: Uint8Array;
  values: Float64Array;
}

export function noRoom(): Room {
  return { bytes: new Uint8Array(0), values: new Float64Array(0) };
}

/** How the columns of a file are read. */
export interface GroupPlan {
  readonly nodes: readonly SchemaTree[];
  readonly compressors: Compressors;
  /** One a node. */
  readonly rooms: readonly Room[];
}

/** @throws If the file ends early or is damaged. {@link Error} */
export function readGroup(
  descriptor: number,
  group: RowGroup,
  { nodes, compressors, rooms }: GroupPlan,
): readonly GroupColumn[] {
  return nodes.map((node, k) => {
    const chunk = chunkOf(group, node)!;
    const rows = Number(group.num_rows);
    const room = rooms[k]!;
    if (room.values.length < rows) room.values = new Float64Array(rows);
    const bytes = readChunk(descriptor, chunk, room);
    return decodeColumn(bytes, { chunk, node, compressors, values: room.values.subarray(0, rows) });
  });
}

export function chunkOf(group: RowGroup, node: SchemaTree): ColumnMetaData | undefined {
  return group.columns.find(
    ({ meta_data: chunk }) => chunk?.path_in_schema.join("\0") === node.path.join("\0"),
  )?.meta_data;
}

function readChunk(descriptor: number, chunk: ColumnMetaData, room: Room): Uint8Array {
  const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
  const size = Number(chunk.total_compressed_size);
  if (room.bytes.length < size) room.bytes = new Uint8Array(size);
  const bytes = room.bytes.subarray(0, size);
  if (readSync(descriptor, bytes, 0, size, start) < size) throw new Error("it ends early");
  return bytes;
}
