/**
 * The rows of a CSV or TSV file by ranges of its bytes.
 *
 * Where a range begins in the middle of a record, nothing tells for sure whether a line feed is one of a quoted field. So the
 * first record is guessed, and whoever reads the range before knows whether the guess was right.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { CliError } from "../../cli-error.ts";
import { DELIMITERS } from "../formats.ts";
import type { Extent, Portion, PortionReader, Position } from "../portions.ts";
import type { Cell } from "../row-block.ts";
import { LONGEST_RECORD, type TextSource, tooLong, unreadable } from "../text-bytes.ts";
import { recordEnd, splitFields } from "./record.ts";
import { CsvScanner } from "./scanner.ts";

/** Small beside the memory of a thread; 10 ms of work. */
const PORTION = 1 << 22;
/** What is read at once stays in the cache of the processor. */
const PIECE = 1 << 18;
/** Bytes that are looked at beyond a portion, at first. */
const BEYOND = 1 << 16;
/** No byte of a file: a wrong guess, so that lines of a long text are not read as millions of bad records. */
const NOWHERE = -1;
/** Records that a guess has to get right where there are quotes. */
const PROOF = 4;
const LINE_FEED = 10;
const QUOTE = 34;

type CsvFile = TextSource & { readonly columns: readonly unknown[] };

export function csvPortions(file: TextSource, length: number = PORTION): readonly Portion[] {
  const { size } = orUnreadable(file, () => statSync(file.source));
  return Array.from({ length: Math.ceil(size / length) }, (_, k) => {
    const to = Math.min(size, (k + 1) * length);
    return { from: k * length, to, bytes: to - k * length };
  });
}

export function openCsv(file: CsvFile, cells: readonly Cell[]): PortionReader {
  const { columns, format, source } = file;
  const delimiter = DELIMITERS[format === "tsv" ? "tsv" : "csv"];
  const code = delimiter.charCodeAt(0);
  const scanner = new CsvScanner(columns.length, delimiter, cells);
  const descriptor = orUnreadable(file, () => openSync(source, "r"));
  const { size } = fstatSync(descriptor);

  /** Fills the buffer. */
  const readAt = (at: number, into: Buffer): void => {
    orUnreadable(file, () => {
      for (let got = 0, more = 0; got < into.length; got += more) {
        more = readSync(descriptor, into, got, into.length - got, at + got);
        if (more === 0) throw new CliError("file", `${file.path}: cannot be read: it became shorter`);
      }
    });
  };

  /** Reads on to the end of the record that has begun, and returns where that is. */
  const finishRecord = (at: number): number => {
    for (let length = BEYOND; ; length *= 2) {
      const beyond = Math.min(length, size - at);
      readAt(at, scanner.room(beyond));
      const needed = scanner.recordLength(beyond) - scanner.pending;
      const isLast = beyond === size - at;
      if (scanner.pending + (needed > 0 ? needed : beyond) > LONGEST_RECORD)
        throw tooLong(file, scanner.line);
      if (needed <= 0 && !isLast) continue;
      const taken = needed > 0 ? needed : beyond;
      scanner.filled(taken, at + taken === size);
      return at + taken;
    }
  };

  /** Behind the first line feed before which a record seems to end; nowhere if nothing looks like records. */
  const guess = (from: number): number => {
    if (from === 0) return 0;
    for (let length = BEYOND; ; length *= 2) {
      const bytes = Buffer.alloc(Math.min(length, size - from + 1));
      readAt(from - 1, bytes);
      const first = bytes.indexOf(LINE_FEED) + 1;
      if (first > 0) {
        const hasQuotes = bytes.includes(QUOTE);
        const proof = hasQuotes ? PROOF : 1;
        let start = first;
        while (start > 0 && !startsRecords(bytes, start, proof)) start = bytes.indexOf(LINE_FEED, start) + 1;
        const isLong = recordEnd(bytes, first, bytes.length, code) < 0;
        if (start === 0 && !isLong) return NOWHERE;
        // Without a quote, what looks like no record is a bad one.
        return from - 1 + (start > 0 && hasQuotes ? start : first);
      }
      if (length > LONGEST_RECORD || bytes.length < length) return size;
    }
  };

  const startsRecords = (bytes: Buffer, start: number, count: number): boolean => {
    let at = start;
    for (let found = 0; found < count; found++) {
      const end = recordEnd(bytes, at, bytes.length, code);
      if (end < 0) return found > 0;
      const text = bytes.toString("latin1", at, bytes[end - 1] === 13 ? end - 1 : end);
      const { fields, error } = splitFields(text, delimiter);
      if (text !== "" && (error !== undefined || fields.length !== columns.length)) return false;
      at = end + 1;
    }
    return true;
  };

  function* read({ from, to }: Portion, start?: Position): ReturnType<PortionReader["read"]> {
    const first = start?.at ?? guess(from);
    if (first === NOWHERE) return { from: NOWHERE, to: NOWHERE, rows: 0 };
    const line = (start?.rows ?? 0) + 1;
    scanner.restart(line);
    let at = first;
    let header = first === 0;
    if (header) at = markLength(readAt, size);
    while (at < to || (at < size && (header || scanner.pending > 0))) {
      if (at < to) {
        const length = Math.min(PIECE, to - at);
        readAt(at, scanner.room(length));
        at += length;
        scanner.filled(length, at === size);
      } else at = finishRecord(at);
      if (header) header = scanner.takeRecord() === undefined;
      if (header) continue;
      for (let block = scanner.next(at / size); block.count > 0; block = scanner.next(at / size)) yield block;
    }
    const extent: Extent = { from: first, to: at, rows: scanner.line - line };
    return extent;
  }

  return {
    read,
    close: () => {
      closeSync(descriptor);
    },
  };
}

function orUnreadable<T>(file: TextSource, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(file, error);
  }
}

/** How many bytes a byte order mark takes. */
function markLength(readAt: (at: number, into: Buffer) => void, size: number): number {
  const bytes = Buffer.alloc(Math.min(3, size));
  readAt(0, bytes);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
