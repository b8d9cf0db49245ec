/**
 * JSONL files: the keys, and the rows.
 */
import { isUtf8 } from "node:buffer";
import { CliError } from "../cli-error.ts";
import { valuePlaces, writtenValue } from "./json-values.ts";
import { numberOf } from "./number.ts";
import { BLOCK_ROWS, type Cell, type RowBlock, type SourceRecord } from "./row-block.ts";
import { LONGEST_RECORD, readBytes, type TextSource } from "./text-bytes.ts";

interface Line {
  readonly done: number;
  readonly line: number;
  readonly bytes: Buffer;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The keys of the objects on the first lines, in the order they appear. */
export async function readKeys(file: TextSource, lines: number): Promise<readonly string[]> {
  const keys = new Set<string>();
  for await (const { line, bytes } of jsonLines(file)) {
    if (line > lines) break;
    const record = parseObject(bytes);
    if (typeof record !== "string") for (const key of Object.keys(record)) keys.add(key);
  }
  if (keys.size === 0) {
    throw new CliError("data", `${file.path}: no JSON object found, expected one on each line`);
  }
  return [...keys];
}

export async function* jsonBlocks(
  file: TextSource & { readonly columns: readonly { readonly name: string }[] },
  cells: readonly Cell[],
): AsyncGenerator<RowBlock> {
  const names = file.columns.map(({ name }) => name);
  const columns = cells.map(() => new Float64Array(BLOCK_ROWS));
  let rows: Line[] = [];
  const block = (): RowBlock => {
    const records = rows;
    rows = [];
    return {
      count: records.length,
      done: records.at(-1)!.done,
      columns: columns.map((column) => column.subarray(0, records.length)),
      record: (row) => jsonRecord(records[row]!, names),
    };
  };
  for await (const line of jsonLines(file)) {
    const record = parseObject(line.bytes);
    for (const [k, { column, positive }] of cells.entries()) {
      const name = names[column]!;
      const value = typeof record === "string" ? undefined : valueOf(record, name);
      columns[k]![rows.length] =
        positive === undefined
          ? toNumber(value)
          : isPositive(value, positive, () => writtenValue(line.bytes.toString(), name));
    }
    rows.push(line);
    if (rows.length === BLOCK_ROWS) yield block();
  }
  if (rows.length > 0) yield block();
}

function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" ? numberOf(value) : NaN;
}

/** Whether a value is the text that counts as 1, as it is written: a double may have lost digits of an id. */
function isPositive(value: unknown, positive: string, written: () => string): number {
  // Most lines need no second look.
  if (typeof value === "number" && value !== Number(positive)) return 0;
  const text = textOf(value, written);
  return text === null || text.trim() === "" ? NaN : text === positive ? 1 : 0;
}

/** The text of a value; of a number, a list and an object as it is written. */
function textOf(value: unknown, written: () => string): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  return typeof value === "boolean" ? String(value) : written();
}

async function* jsonLines(file: TextSource): AsyncGenerator<Line> {
  let line = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of readBytes(file)) {
    const bytes = rest.length === 0 ? piece.bytes : Buffer.concat([rest, piece.bytes]);
    let from = 0;
    for (let end = bytes.indexOf("\n"); end >= 0 || (piece.last && from < bytes.length);) {
      const to = end < 0 ? bytes.length : end;
      line += 1;
      const text = bytes.subarray(from, bytes[to - 1] === 13 ? to - 1 : to);
      if (!isBlank(text)) yield { line, bytes: text, done: piece.done };
      from = to + 1;
      end = bytes.indexOf("\n", from);
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST_RECORD) {
      throw new CliError("data", `${file.path}:${line + 1}: the line is longer than ${LONGEST_RECORD} bytes`);
    }
  }
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}

function jsonRecord({ line, bytes }: Line, names: readonly string[]): SourceRecord {
  const record = parseObject(bytes);
  const text = bytes.toString();
  let places: ReturnType<typeof valuePlaces> | undefined;
  const place = (column: number): { from: number; to: number } | undefined => {
    places ??= typeof record === "string" ? new Map() : valuePlaces(text);
    return places.get(names[column]!);
  };
  return {
    at: { line },
    text,
    error: typeof record === "string" ? record : undefined,
    value: (column) => {
      if (typeof record === "string") return null;
      return textOf(valueOf(record, names[column]!), () => {
        const { from, to } = place(column)!;
        return text.slice(from, to);
      });
    },
    start: (column) => (place(column)?.from ?? 0) + 1,
  };
}

/** The value of a key: `toString` and its like are none that a line has. */
function valueOf(record: JsonObject, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The object on a line, or what is wrong with it. */
function parseObject(bytes: Buffer): JsonObject | string {
  if (!isUtf8(bytes)) return "not UTF-8";
  try {
    const value: unknown = JSON.parse(bytes.toString());
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as JsonObject;
    }
    return "not a JSON object";
  } catch {
    return "not valid JSON";
  }
}
