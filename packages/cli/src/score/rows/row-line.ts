/**
 * A row and the numbers that are added to it as a line of a text file.
 */
import { reprFloat } from "../../python.ts";
import { csvLine } from "../../print/table.ts";
import { DELIMITERS, type RowFormat } from "../../input/formats.ts";
import type { InputFile } from "../../input/input-file.ts";
import type { SourceRecord } from "../../input/row-block.ts";

export type RowLine = (record: SourceRecord, numbers: readonly (number | null)[]) => string;

/** How rows of `file` are written. A row that has the format already keeps its text. */
export function rowLine(
  file: InputFile,
  format: Exclude<RowFormat, "parquet">,
  names: readonly string[],
): RowLine {
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
