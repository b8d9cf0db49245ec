/**
 * JSONL files: the keys, and the place of a record.
 */
import { createInterface } from "node:readline";
import { CliError } from "../cli-error.ts";
import type { InputFile } from "./input-file.ts";
import { readText, type TextFile, type TextRecord } from "./text-file.ts";

/** The keys of the objects on the first lines, in the order they appear. */
export async function readKeys(file: TextFile, lines: number): Promise<readonly string[]> {
  const keys = new Set<string>();
  for await (const { line, text } of jsonLines(file)) {
    if (line > lines) break;
    const record = parseObject(text);
    if (typeof record !== "string") for (const key of Object.keys(record)) keys.add(key);
  }
  if (keys.size === 0) {
    throw new CliError("data", `${file.path}: no JSON object found, expected one on each line`);
  }
  return [...keys];
}

/** The records; empty lines do not count. */
export async function* jsonRecords(file: InputFile): AsyncGenerator<() => TextRecord> {
  for await (const { line, text } of jsonLines(file)) yield () => jsonRecord(file, line, text);
}

async function* jsonLines(file: TextFile): AsyncGenerator<{ line: number; text: string }> {
  let line = 0;
  for await (const text of readText(file, (input) => createInterface({ input, crlfDelay: Infinity }))) {
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
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    return "not a JSON object";
  } catch {
    return "not valid JSON";
  }
}
