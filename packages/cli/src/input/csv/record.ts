/**
 * One record of CSV or TSV (RFC 4180): where it ends, and its fields.
 *
 * A quote opens where a field starts; inside, two quotes are one. Elsewhere a quote is a character like any other.
 */
import type { SourceRecord } from "../row-block.ts";

const LINE_FEED = 10;
const QUOTE = 34;

/** The index of the line feed that ends the record from `start` on; -1 where a quote is still open at `end`, or no line feed came. */
export function recordEnd(bytes: Uint8Array, start: number, end: number, delimiter: number): number {
  let fieldStarts = true;
  let quoted = false;
  for (let p = start; p < end; p++) {
    const byte = bytes[p]!;
    if (quoted) {
      if (byte !== QUOTE) continue;
      if (p + 1 < end && bytes[p + 1] === QUOTE) p += 1;
      else quoted = false;
    } else if (byte === LINE_FEED) {
      return p;
    } else {
      quoted = fieldStarts && byte === QUOTE;
      fieldStarts = byte === delimiter;
    }
  }
  return -1;
}

export interface Field {
  readonly value: string;
  /** An empty field without quotes is none. */
  readonly quoted: boolean;
  /** Where it starts in the record, from 1. */
  readonly start: number;
}

/** The fields of a record without its line end. */
export function splitFields(text: string, delimiter: string): { fields: Field[]; error?: string } {
  const fields: Field[] = [];
  let from = 0;
  for (;;) {
    const start = from + 1;
    if (text[from] !== '"') {
      const end = text.indexOf(delimiter, from);
      fields.push({ value: end < 0 ? text.slice(from) : text.slice(from, end), quoted: false, start });
      if (end < 0) return { fields };
      from = end + 1;
      continue;
    }
    let close = text.indexOf('"', from + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return { fields, error: "a quote is not closed" };
    fields.push({ value: text.slice(from + 1, close).replaceAll('""', '"'), quoted: true, start });
    if (close + 1 === text.length) return { fields };
    if (text[close + 1] !== delimiter) return { fields, error: "text after a closing quote" };
    from = close + 2;
  }
}

/** A record as it stands in its file, with what is wrong with it. */
export function csvRecord(
  text: string,
  line: number,
  delimiter: string,
  width: number,
  encodingError?: string,
): SourceRecord {
  // Most records are wanted for their text alone.
  let split: ReturnType<typeof splitFields> | undefined;
  const parts = (): ReturnType<typeof splitFields> => (split ??= splitFields(text, delimiter));
  return {
    at: { line },
    text,
    get error() {
      const { fields, error } = parts();
      const count = fields.length === width ? undefined : `expected ${width} columns, found ${fields.length}`;
      return encodingError ?? error ?? count;
    },
    value: (column) => {
      const field = parts().fields[column];
      return field === undefined || (field.value === "" && !field.quoted) ? null : field.value;
    },
    start: (column) => parts().fields[column]?.start ?? 1,
  };
}
