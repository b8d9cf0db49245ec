/**
 * Parquet files: what is in them, without DuckDB, which takes longer to load than a small file takes to score.
 */
import { open } from "node:fs/promises";
import type { FileMetaData, SchemaTree } from "hyparquet";
import { CliError } from "../../cli-error.ts";
import { isErrorCode, reason } from "../../system-error.ts";

/** @throws If the file cannot be read or is no whole Parquet file. {@link CliError} */
export async function readMetadata(source: string, path: string): Promise<FileMetaData> {
  const { parquetMetadataAsync } = await import("hyparquet/src/metadata.js");
  try {
    const handle = await open(source);
    try {
      const { size } = await handle.stat();
      return await parquetMetadataAsync({
        byteLength: size,
        slice: async (start, end = size) => {
          const bytes = new Uint8Array(end - start);
          await handle.read(bytes, 0, bytes.length, start);
          return bytes.buffer;
        },
      });
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw isErrorCode(error) ? unreadable(path, error) : damaged(path, error);
  }
}

export function unreadable(path: string, error: unknown): CliError {
  return new CliError("file", `${path}: cannot be read: ${reason(error)}`);
}

export function damaged(path: string, error: unknown): CliError {
  return new CliError("file", `${path}: is not a complete Parquet file (${reason(error)})`);
}

/** The columns at the top of the schema. */
export async function columnNodes(metadata: FileMetaData): Promise<readonly SchemaTree[]> {
  const { parquetSchema } = await import("hyparquet/src/metadata.js");
  return parquetSchema(metadata).children;
}
