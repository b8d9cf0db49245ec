/**
 * A row and the numbers that are added to it as a line of a text file.
 */
import { reprFloat } from "../../python.ts";
import { csvLine } from "../../print/table.ts";
import { DELIMITERS, type RowFormat } from "../../input/formats.ts";
import type { InputFile } from "../../input/input-file.ts";
import type { RawRows, RowBlock, SourceRecord } from "../../input/row-block.ts";

/** Which lines rows are to become. */
export interface LineFormat {
  readonly format: Exclude<RowFormat, "parquet">;
  /** Of the numbers that are added. */
  readonly names: readonly string[];
  /** Whether a row without numbers becomes one, unless it is no record at all. */
  readonly keepBad: boolean;
}

/** Makes lines of the rows of a block. A row that has the format keeps its text. */
export type BlockLines = (
  block: RowBlock,
  /** `losses[gamma][i]` is of the row `rows[i]`. */
  checked: { readonly good: number; readonly rows: Int32Array },
  losses: readonly Float64Array[],
) => Uint8Array;

export function blockLines(file: InputFile, format: LineFormat): BlockLines {
  const write = lineOf(file, format);
  const none = format.names.map(() => null);
  const line = (record: SourceRecord, numbers: readonly number[] | undefined): string => {
    if (numbers === undefined && (!format.keepBad || record.error !== undefined)) return "";
    return `${write(record, numbers ?? none)}\n`;
  };
  const isRaw = format.format !== "jsonl" && file.format === format.format;
  return (block, { good, rows }, losses) => {
    if (isRaw && block.raw !== undefined && good === block.count) {
      return rawLines(block.raw, losses, DELIMITERS[format.format]);
    }
    let text = "";
    for (let i = 0, next = 0; i < block.count; i++) {
      const isGood = next < good && rows[next] === i;
      text += line(block.record(i), isGood ? losses.map((values) => values[next]!) : undefined);
      if (isGood) next += 1;
    }
    return new TextEncoder().encode(text);
  };
}

function lineOf(
  file: InputFile,
  { format, names }: LineFormat,
): (record: SourceRecord, numbers: readonly (number | null)[]) => string {
  if (format === "jsonl") {
    const pairsOf =
      file.format === "jsonl"
        ? ({ text }: SourceRecord) => text.trim().slice(1, -1)
        : (record: SourceRecord) =>
            file.columns.map(({ name }, k) => jsonPair(name, jsonCell(record.value(k)))).join(",");
    return (record, numbers) => {
      const pairs = pairsOf(record);
      const added = numbers.map((x, k) => jsonPair(names[k]!, jsonNumber(x))).join(",");
      // An object may be empty.
      return `{${pairs}${pairs.trim() === "" ? "" : ","}${added}}`;
    };
  }
  const delimiter = DELIMITERS[format];
  const tail = (numbers: readonly (number | null)[]): string =>
    numbers.map((x) => delimiter + textNumber(x)).join("");
  if (file.format === format) return ({ text }, numbers) => text + tail(numbers);
  return (record, numbers) =>
    csvLine(
      file.columns.map((_, k) => record.value(k)),
      delimiter,
    ) + tail(numbers);
}

function jsonPair(name: string, value: string): string {
  return `${JSON.stringify(name)}:${value}`;
}

/** `-2.2250738585072014e-308` */
const LONGEST_NUMBER = 24;
const LINE_FEED = 10;

/** Bytes of rows and numbers, without a string of a row. */
function rawLines(
  { bytes, places }: RawRows,
  losses: readonly Float64Array[],
  delimiter: string,
): Uint8Array {
  const { length: rows } = losses[0]!;
  let length = rows * (losses.length * (LONGEST_NUMBER + 1) + 1);
  for (let row = 0; row < rows; row++) length += places[3 * row + 1]! - places[3 * row]!;
  const lines = new Uint8Array(length);
  const code = delimiter.charCodeAt(0);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const to = places[3 * row + 1]!;
    for (let p = places[3 * row]!; p < to; p++) lines[at++] = bytes[p]!;
    for (const values of losses) {
      lines[at++] = code;
      const text = textNumber(values[row]!);
      for (let i = 0; i < text.length; i++) lines[at++] = text.charCodeAt(i);
    }
    lines[at++] = LINE_FEED;
  }
  return lines.subarray(0, at);
}

/** As DuckDB writes a double, which writes the rows where Parquet is involved; but Infinity in full. */
function textNumber(x: number | null): string {
  if (x === null) return "";
  return Number.isFinite(x) ? reprFloat(x) : String(x);
}

/** JSON has no Infinity: that is the string "Infinity". */
function jsonNumber(x: number | null): string {
  return x === null || Number.isFinite(x) ? String(x) : JSON.stringify(String(x));
}

/** What JSON writes like the text is that; all other text is a string. */
function jsonCell(text: string | null): string {
  if (text === null) return "null";
  return /^(-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?|true|false)$/i.test(text) && text === text.toLowerCase()
    ? text
    : JSON.stringify(text);
}
