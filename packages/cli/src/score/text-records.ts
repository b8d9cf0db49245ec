/**
 * Lines of text files: the header, and the place of a record for an error message. The rows themselves are read by DuckDB;
 * this reads a file only up to the records that are asked for.
 */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { CliError } from "../cli-error.ts";
import { DELIMITERS } from "./formats.ts";
import type { InputFile } from "./input-file.ts";

type TextFile = Pick<InputFile, "path" | "format" | "compressed">;

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

/** The column names of a CSV or TSV file, and how its lines end. */
export async function readHeader(file: TextFile): Promise<{ names: readonly string[]; newline: string }> {
  for await (const { fields, newline } of parseCsv(file)) return { names: fields, newline };
  throw new CliError("data", `${file.path}: the file is empty, expected a header line`);
}

/** The keys of the objects on the first lines of a JSONL file, in the order they appear. */
export async function readKeys(file: TextFile, lines: number): Promise<readonly string[]> {
  const keys = new Set<string>();
  for await (const { line, text } of jsonLines(file)) {
    if (line > lines) break;
    const record = parseObject(text);
    if (typeof record !== "string") for (const key of Object.keys(record)) keys.add(key);
  }
  if (keys.size === 0)
    throw new CliError("data", `${file.path}: no JSON object found, expected one on each line`);
  return [...keys];
}

/** The records with the given indices (from 0, in ascending order; the header and empty lines do not count). */
export async function findRecords(
  file: InputFile,
  indices: readonly number[],
): Promise<readonly TextRecord[]> {
  const found: TextRecord[] = [];
  let index = 0;
  for await (const record of file.format === "jsonl" ? jsonRecords(file) : csvRecords(file)) {
    if (index === indices[found.length]) found.push(record());
    if (found.length === indices.length) break;
    index += 1;
  }
  return found;
}

async function* csvRecords(file: TextFile): AsyncGenerator<() => TextRecord> {
  const delimiter = delimiterOf(file);
  let header = true;
  for await (const { fields, line, text } of parseCsv(file)) {
    if (!header) {
      yield () => ({
        line,
        text,
        value: (column) => fields[column] ?? null,
        start: (column) => fieldStart(text, delimiter, column),
      });
    }
    header = false;
  }
}

/** The column, from 1, where a field of a CSV record starts. */
function fieldStart(record: string, delimiter: string, field: number): number {
  let inQuotes = false;
  let fieldsLeft = field;
  let position = 0;
  for (; fieldsLeft > 0 && position < record.length; position++) {
    if (record[position] === '"') inQuotes = !inQuotes;
    else if (record[position] === delimiter && !inQuotes) fieldsLeft -= 1;
  }
  return position + 1;
}

async function* parseCsv(
  file: TextFile,
): AsyncGenerator<{ fields: string[]; line: number; text: string; newline: string }> {
  const parser = openText(file).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(file),
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }),
  );
  try {
    for await (const { record, raw, info } of parser as AsyncIterable<{
      record: string[];
      raw: string;
      info: { lines: number };
    }>) {
      // `lines` is the line on which the record ends.
      const text = raw.replace(/^[\r\n]+|[\r\n]+$/g, "");
      const line = info.lines - (text.match(/\n/g)?.length ?? 0);
      // `raw` ends before the line feed.
      yield { fields: record, text, line, newline: raw.endsWith("\r") ? "\r\n" : "\n" };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new CliError("data", `${file.path}: ${error.message}`);
    throw error;
  }
}

function delimiterOf(file: TextFile): string {
  return DELIMITERS[file.format === "tsv" ? "tsv" : "csv"];
}

async function* jsonRecords(file: InputFile): AsyncGenerator<() => TextRecord> {
  for await (const { line, text } of jsonLines(file)) yield () => jsonRecord(file, line, text);
}

/** The lines that are not empty. */
async function* jsonLines(file: TextFile): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  for await (const text of createInterface({ input: openText(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== "") yield { line, text };
  }
}

function jsonRecord(file: InputFile, line: number, text: string): TextRecord {
  const record = parseObject(text);
  const key = (column: number): string => file.columns[column]!.name;
  return {
    line,
    text,
    error: typeof record === "string" ? record : undefined,
    value: (column) => {
      const value = typeof record === "string" ? undefined : record[key(column)];
      if (value === undefined || value === null) return null;
      return typeof value === "string" ? value : JSON.stringify(value);
    },
    start: (column) => {
      const quoted = JSON.stringify(key(column));
      const found = text.indexOf(quoted);
      const colon = found < 0 ? -1 : text.indexOf(":", found + quoted.length);
      return colon < 0 ? 1 : colon + 1 + /^\s*/.exec(text.slice(colon + 1))![0].length + 1;
    },
  };
}

/** The object on a line, or what is wrong with it. */
function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    return "not a JSON object";
  } catch {
    return "not valid JSON";
  }
}

function openText(file: TextFile): Readable {
  const bytes = createReadStream(file.path);
  if (!file.compressed) return bytes;
  const text = createGunzip();
  bytes.on("error", (error) => text.destroy(error));
  text.on("error", () => bytes.destroy());
  return bytes.pipe(text);
}
