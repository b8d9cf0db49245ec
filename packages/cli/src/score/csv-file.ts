/**
 * CSV and TSV files: the header, and the place of a record.
 */
import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { CliError } from "../cli-error.ts";
import { DELIMITERS } from "./formats.ts";
import { readText, type TextFile, type TextRecord } from "./text-file.ts";

interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
  readonly text: string;
  readonly newline: string;
}

/** The column names, and how the lines end. */
export async function readHeader(file: TextFile): Promise<{ names: readonly string[]; newline: string }> {
  for await (const { fields, newline } of parseCsv(file)) return { names: fields, newline };
  throw new CliError("data", `${file.path}: the file is empty, expected a header line`);
}

/** The records after the header; empty lines do not count. */
export async function* csvRecords(file: TextFile): AsyncGenerator<() => TextRecord> {
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

async function* parseCsv(file: TextFile): AsyncGenerator<CsvRecord> {
  const options = {
    bom: true,
    delimiter: delimiterOf(file),
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  };
  try {
    const records = readText(
      file,
      (bytes) =>
        pipeline(bytes, parse(options), () => undefined) as AsyncIterable<{
          record: string[];
          raw: string;
          info: { lines: number };
        }>,
    );
    for await (const { record, raw, info } of records) {
      const text = raw.replace(/^[\r\n]+|[\r\n]+$/g, "");
      // `lines` is the line on which the record ends, and `raw` ends before the line feed.
      const line = info.lines - (text.match(/\n/g)?.length ?? 0);
      yield { fields: record, text, line, newline: raw.endsWith("\r") ? "\r\n" : "\n" };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new CliError("data", `${file.path}: ${error.message}`);
    throw error;
  }
}

/** The column, from 1, where a field of a record starts. */
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

function delimiterOf(file: TextFile): string {
  return DELIMITERS[file.format === "tsv" ? "tsv" : "csv"];
}
