/**
 * CSV and TSV files (RFC 4180): the header, and the place of a record.
 *
 * DuckDB reads the rows and does not tell where they stand, and the parsers at hand miscount lines with quoted line ends.
 */
import { CliError } from "../cli-error.ts";
import { DELIMITERS } from "./formats.ts";
import { readText, type TextFile, type TextRecord } from "./text-file.ts";

interface Line {
  /** Number of the line on which the record starts, from 1. */
  readonly line: number;
  readonly text: string;
  readonly newline: string;
}

interface Field {
  readonly value: string;
  /** Where it starts in the record, from 1. */
  readonly start: number;
}

/** The column names, how the lines end, and how many empty lines stand before. */
export async function readHeader(
  file: TextFile,
): Promise<{ names: readonly string[]; newline: string; emptyLines: number }> {
  for await (const { line, text, newline } of readRecords(file)) {
    const names = splitFields(text, delimiterOf(file)).map(({ value }) => value);
    return { names, newline, emptyLines: line - 1 };
  }
  throw new CliError("data", `${file.path}: the file is empty, expected a header line`);
}

/** The records after the header; empty lines do not count. */
export async function* csvRecords(file: TextFile): AsyncGenerator<() => TextRecord> {
  let header = true;
  for await (const { line, text } of readRecords(file)) {
    if (!header) yield () => csvRecord(line, text, splitFields(text, delimiterOf(file)));
    header = false;
  }
}

function csvRecord(line: number, text: string, fields: readonly Field[]): TextRecord {
  return {
    line,
    text,
    value: (column) => fields[column]?.value ?? null,
    start: (column) => fields[column]?.start ?? 1,
  };
}

/** Cuts the text at line feeds that are not in quotes. */
async function* readRecords(file: TextFile): AsyncGenerator<Line> {
  const inQuotes = quoteTracker(delimiterOf(file));
  let line = 1;
  let record = { line, text: "" };
  for await (const chunk of readText<string>(file, (bytes) => bytes.setEncoding("utf8"))) {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const quoted = inQuotes(chunk[i]!);
      if (chunk[i] !== "\n") continue;
      line += 1;
      if (quoted) continue;
      const complete = toLine(record.line, record.text + chunk.slice(from, i));
      if (complete.text !== "") yield complete;
      from = i + 1;
      record = { line, text: "" };
    }
    record.text += chunk.slice(from);
  }
  const last = toLine(record.line, record.text);
  if (last.text !== "") yield last;
}

function toLine(line: number, raw: string): Line {
  const text = line === 1 ? raw.replace(/^\uFEFF/, "") : raw;
  return text.endsWith("\r")
    ? { line, text: text.slice(0, -1), newline: "\r\n" }
    : { line, text, newline: "\n" };
}

function splitFields(text: string, delimiter: string): Field[] {
  const inQuotes = quoteTracker(delimiter);
  const fields: Field[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && (inQuotes(text[i]!) || text[i] !== delimiter)) continue;
    const raw = text.slice(from, i);
    const value = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    fields.push({ value, start: from + 1 });
    from = i + 1;
  }
  return fields;
}

/** Takes a text character by character and tells of each whether it is in quotes. A quote opens at the start of a field. */
function quoteTracker(delimiter: string): (character: string) => boolean {
  let quoted = false;
  let previous = "\n";
  return (character) => {
    if (character === '"') {
      // A quote right after a closing one is a quote in the text.
      const opens = previous === '"' || previous === delimiter || previous === "\n" || previous === "\uFEFF";
      quoted = !quoted && opens;
    }
    previous = character;
    return quoted;
  };
}

function delimiterOf(file: TextFile): string {
  return DELIMITERS[file.format === "tsv" ? "tsv" : "csv"];
}
