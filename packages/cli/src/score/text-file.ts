/**
 * Text files as streams. The rows are read by DuckDB; this is for headers, and for the place of a record in an error message.
 */
import { createReadStream } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CliError } from "../cli-error.ts";
import { isErrorCode, reason } from "../system-error.ts";
import type { InputFile } from "./input-file.ts";

/** What has to be known of a file to read its text. */
export type TextFile = Pick<InputFile, "path" | "format" | "compressed">;

/** A record of a text file, as it stands there. */
export interface TextRecord {
  /** Number of its first line, from 1. */
  readonly line: number;
  readonly text: string;
  /** What is wrong with the record as a whole, if anything. */
  readonly error?: string | undefined;
  /** The field of a column as text, `null` where there is none. */
  readonly value: (column: number) => string | null;
  /** Where that field starts in `text`, from 1. */
  readonly start: (column: number) => number;
}

/**
 * Hands the bytes of a file to `read`, decompressed, and closes the file when that is done or given up.
 *
 * @throws If the file cannot be read. {@link CliError}
 */
export async function* readText<T>(
  file: TextFile,
  read: (bytes: Readable) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const bytes = createReadStream(file.path);
  // `read` sees the errors; a reader that stops early is none.
  const text = file.compressed ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  try {
    yield* read(text);
  } catch (error) {
    if (!isErrorCode(error)) throw error;
    const what =
      error.code?.startsWith("Z_") === true
        ? "is not a complete gzip file"
        : `cannot be read: ${reason(error)}`;
    throw new CliError("file", `${file.path}: ${what}`);
  } finally {
    bytes.destroy();
  }
}

/**
 * Reads a compressed file to its end, since DuckDB takes a damaged one for a shorter one.
 *
 * @throws If it is damaged. {@link CliError}
 */
export async function assertComplete(file: TextFile): Promise<void> {
  for await (const _ of readText<unknown>(file, (bytes) => bytes));
}
