/**
 * The scanner of `assembly/csv.ts`, its memory, and what it leaves to JavaScript.
 */
import { isUtf8 } from "node:buffer";
import { type CsvWasm, instantiate, PAGE } from "./wasm.ts";
import { csvRecord, recordEnd, splitFields } from "./record.ts";
import { numberOf } from "../number.ts";
import { BLOCK_ROWS, type Cell, type RowBlock } from "../row-block.ts";

/** The module's own data lies below. */
const FREE = PAGE;
const NOTES = 8192;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The memory of the module, which moves when it grows. */
interface Views {
  readonly bytes: Buffer;
  readonly integers: Int32Array;
  readonly columns: readonly Float64Array[];
}

export class CsvScanner {
  readonly #wasm: CsvWasm;
  readonly #width: number;
  readonly #delimiter: string;
  readonly #cells: readonly Cell[];
  readonly #slots = FREE;
  readonly #columns: number;
  readonly #places: number;
  readonly #notes: number;
  readonly #text: number;
  /** Lines of earlier pieces. */
  #line = 1;
  #position = 0;
  #end = 0;
  #length = 0;
  #last = false;
  #utf8 = true;
  #views: Views;

  constructor(width: number, delimiter: string, cells: readonly Cell[]) {
    this.#wasm = instantiate();
    this.#width = width;
    this.#delimiter = delimiter;
    this.#cells = cells;
    this.#columns = (this.#slots + 4 * width + 7) & -8;
    this.#places = this.#columns + 8 * BLOCK_ROWS * cells.length;
    this.#notes = this.#places + 12 * BLOCK_ROWS;
    this.#text = this.#notes + 16 * (NOTES + width);
    this.#views = this.#grow(this.#text);
    const slots = this.#views.integers;
    for (const [k, { column, positive }] of cells.entries()) {
      slots[this.#slots / 4 + column] = positive === undefined ? k + 1 : -k - 1;
    }
    this.#position = this.#end = this.#length = this.#text;
  }

  /** The line of the next record. */
  get line(): number {
    return this.#line;
  }

  /** Bytes that were read and not scanned. */
  get pending(): number {
    return this.#length - this.#position;
  }

  /** Forgets what it has. */
  restart(line: number): void {
    this.#line = line;
    this.#position = this.#end = this.#length = this.#text;
    this.#last = false;
  }

  /** Adds bytes after those that are not scanned yet. `last`: nothing comes after them. */
  add(piece: Uint8Array, last: boolean): void {
    this.room(piece.length).set(piece);
    this.filled(piece.length, last);
  }

  /** Room for bytes after those that are not scanned yet, to be filled. */
  room(length: number): Buffer {
    const { pending } = this;
    const needed = this.#text + pending + length + 1;
    if (needed > this.#wasm.memory.buffer.byteLength) this.#views = this.#grow(needed);
    const { bytes } = this.#views;
    if (this.#position > this.#text) bytes.copyWithin(this.#text, this.#position, this.#length);
    this.#position = this.#text;
    this.#length = this.#text + pending;
    return bytes.subarray(this.#length, this.#length + length);
  }

  /** Takes the first bytes of the {@link room}. `last`: nothing comes after them. */
  filled(length: number, last: boolean): void {
    const { bytes } = this.#views;
    this.#length += length;
    if (last && this.#length > this.#text && bytes[this.#length - 1] !== LINE_FEED)
      bytes[this.#length++] = LINE_FEED;
    this.#end = bytes.subarray(0, this.#length).lastIndexOf(LINE_FEED) + 1;
    if (this.#end < this.#text) this.#end = this.#text;
    this.#last = last;
    this.#utf8 = isUtf8(bytes.subarray(this.#position, this.#end));
  }

  /** The length of the first record that is not scanned, of which the {@link room} has more bytes; 0 if it does not end there. */
  recordLength(more: number): number {
    const { bytes } = this.#views;
    const end = recordEnd(bytes, this.#text, this.#length + more, this.#delimiter.charCodeAt(0));
    return end + 1 - (end < 0 ? 0 : this.#text);
  }

  /** Skips empty lines and takes a record. Nothing where none is there as a whole; valid until bytes are added. */
  takeRecord(): Buffer | undefined {
    const { bytes } = this.#views;
    while (/^\r?\n/.test(bytes.toString("latin1", this.#position, Math.min(this.#end, this.#position + 2)))) {
      this.#passLines(bytes.indexOf(LINE_FEED, this.#position) + 1);
    }
    const start = this.#position;
    let end = recordEnd(bytes, start, this.#end, this.#delimiter.charCodeAt(0));
    if (end < 0 && this.#last && start < this.#end) end = this.#end - 1;
    if (end < 0) return undefined;
    this.#passLines(end + 1);
    return bytes.subarray(start, bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
  }

  /** The next rows; none where whole records are used up. */
  next(done: number): RowBlock {
    const count = this.#scan();
    const { bytes, integers, columns } = this.#views;
    const place = (row: number, k: number): number => integers[this.#places / 4 + 3 * row + k]!;
    const bytesOf = (row: number): Buffer => bytes.subarray(place(row, 0), place(row, 1));
    if (!this.#utf8) {
      for (let row = 0; row < count; row++) if (!isUtf8(bytesOf(row))) this.#setBad(row);
    }
    return {
      count,
      done,
      columns: columns.map((column) => column.subarray(0, count)),
      raw: { bytes, places: integers.subarray(this.#places / 4, this.#places / 4 + 3 * count) },
      record: (row) => {
        const record = bytesOf(row);
        const error = isUtf8(record) ? undefined : "not UTF-8";
        return csvRecord(record.toString(), place(row, 2), this.#delimiter, this.#width, error);
      },
    };
  }

  #scan(): number {
    const { position, lines, noted, setPosition, scan } = this.#wasm;
    const delimiter = this.#delimiter.charCodeAt(0);
    let row = 0;
    while (row < BLOCK_ROWS && this.#position < this.#end) {
      setPosition(this.#position, this.#line);
      const limits = [BLOCK_ROWS, this.#places, this.#notes, NOTES] as const;
      row = scan(this.#end, delimiter, this.#width, this.#slots, this.#columns, ...limits, row);
      this.#position = position.value;
      this.#line = lines.value;
      this.#readNotes(noted.value);
      if (row === BLOCK_ROWS || this.#position >= this.#end || noted.value >= NOTES) continue;
      if (!this.#readQuoted(row)) break;
      row += 1;
    }
    return row;
  }

  /** Cells that are no plain decimals. */
  #readNotes(count: number): void {
    const { bytes, integers, columns } = this.#views;
    for (let note = this.#notes / 4; note < this.#notes / 4 + 4 * count; note += 4) {
      const [row, cell, from, to] = [0, 1, 2, 3].map((k) => integers[note + k]!) as [
        number,
        number,
        number,
        number,
      ];
      columns[cell]![row] = this.#number(cell, bytes.toString("utf8", from, to));
    }
  }

  /** A record with a quote. Whether it is there as a whole. */
  #readQuoted(row: number): boolean {
    const { bytes, integers, columns } = this.#views;
    const start = this.#position;
    let end = recordEnd(bytes, start, this.#end, this.#delimiter.charCodeAt(0));
    if (end < 0 && !this.#last) return false;
    if (end < 0) end = this.#end - 1;
    const to = bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    integers.set([start, to, this.#line], this.#places / 4 + 3 * row);
    const { fields, error } = splitFields(bytes.toString("utf8", start, to), this.#delimiter);
    if (error !== undefined || fields.length !== this.#width) this.#setBad(row);
    else {
      for (const [k, { column }] of this.#cells.entries()) {
        columns[k]![row] = this.#number(k, fields[column]!.value);
      }
    }
    this.#passLines(end + 1);
    return true;
  }

  #number(cell: number, text: string): number {
    const { positive } = this.#cells[cell]!;
    if (positive === undefined) return numberOf(text);
    return text.trim() === "" ? NaN : text === positive ? 1 : 0;
  }

  #setBad(row: number): void {
    for (const column of this.#views.columns) column[row] = NaN;
  }

  #passLines(to: number): void {
    const { bytes } = this.#views;
    for (let p = this.#position; p < to; p++) if (bytes[p] === LINE_FEED) this.#line += 1;
    this.#position = to;
  }

  #grow(length: number): Views {
    const { memory } = this.#wasm;
    // Some more, so that it does not happen often.
    if (length > memory.buffer.byteLength)
      memory.grow(Math.ceil((1.25 * length - memory.buffer.byteLength) / PAGE));
    const { buffer } = memory;
    return {
      bytes: Buffer.from(buffer),
      integers: new Int32Array(buffer),
      columns: this.#cells.map(
        (_, k) => new Float64Array(buffer, this.#columns + 8 * BLOCK_ROWS * k, BLOCK_ROWS),
      ),
    };
  }
}
