/**
 * A column chunk of a Parquet file as doubles.
 *
 * hyparquet reads headers and decompresses. It would also make a JavaScript array of every column and look at the nesting of each
 * value, which takes five times as long as all the rest; and where a file is damaged, runs that are too long fill the memory.
 */
import type { ColumnMetaData, Compressors, DecodedArray, ParquetType, SchemaTree } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { readPlain } from "hyparquet/src/plain.js";
import { CODECS } from "./codecs.ts";
import { readHybrid } from "./hybrid.ts";
import { dataPage, pageBody } from "./page.ts";

export interface ColumnPlan {
  readonly chunk: ColumnMetaData;
  readonly node: SchemaTree;
  readonly compressors: Compressors;
  /** To be filled: one a row. */
  readonly values: Float64Array;
}

/** Bits of a value. */
const WIDTHS: Readonly<Partial<Record<ParquetType, number>>> = {
  BOOLEAN: 1,
  INT32: 32,
  INT64: 64,
  FLOAT: 32,
  DOUBLE: 64,
};
const CONVERTED = [undefined, "INT_8", "INT_16", "INT_32", "INT_64"];
const ENCODINGS = ["PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE", "BIT_PACKED"];
/** What single bits stand for: booleans, and levels of columns that are not nested. */
const BITS = Float64Array.of(0, 1);

/** Whether the chunk holds signed numbers or booleans in a form that is read here. */
export function isPlain({ element, children }: SchemaTree, chunk: ColumnMetaData): boolean {
  return (
    children.length === 0 &&
    element.repetition_type !== "REPEATED" &&
    chunk.type in WIDTHS &&
    CONVERTED.includes(element.converted_type) &&
    (element.logical_type === undefined || element.converted_type !== undefined) &&
    CODECS.includes(chunk.codec) &&
    chunk.encodings.every((encoding) => ENCODINGS.includes(encoding))
  );
}

/** @throws If the chunk is damaged. {@link Error} */
export function decodeColumn(
  bytes: Uint8Array,
  { chunk: { type, codec }, node, compressors, values }: ColumnPlan,
): { values: Float64Array; isNull: Uint8Array | undefined } {
  const optional = node.element.repetition_type === "OPTIONAL";
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let isNull: Uint8Array | undefined;
  let dictionary: Float64Array | undefined;
  let at = 0;
  while (at < values.length) {
    const header = parquetHeader(reader);
    const body = pageBody(bytes, reader.offset, header);
    reader.offset += body.length;
    if (header.dictionary_page_header !== undefined) {
      const plain = decompressPage(body, header.uncompressed_page_size, codec, compressors);
      dictionary = new Float64Array(header.dictionary_page_header.num_values);
      decodePlain(plain, type, dictionary);
      continue;
    }
    const page = dataPage(body, header, { codec, compressors }, optional);
    const { rows, levels } = page;
    if (!(rows >= 0 && at + rows <= values.length)) throw new Error("more values than rows");
    const target = values.subarray(at, at + rows);
    if (levels === undefined || isOneRun(levels, rows)) {
      decode(page, type, dictionary, target);
    } else {
      const present = new Float64Array(rows);
      readHybrid(levels, 1, BITS, present);
      const count = present.reduce((sum, one) => sum + one, 0);
      decode(page, type, dictionary, target.subarray(0, count));
      isNull ??= new Uint8Array(values.length);
      spread(target, count, present, isNull.subarray(at, at + rows));
    }
    at += rows;
  }
  return { values, isNull };
}

/** Whether levels are one run that says that all rows have a value. */
function isOneRun(levels: Uint8Array, rows: number): boolean {
  let run = 0;
  let p = 0;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = levels[p++]!;
    run |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return (run & 1) === 0 && run >>> 1 >= rows && levels[p] === 1;
}

/** Fills `to`: the values that are there. */
function decode(
  { encoding, values }: { readonly encoding: string; readonly values: Uint8Array },
  type: ParquetType,
  dictionary: Float64Array | undefined,
  to: Float64Array,
): void {
  if (to.length === 0) return;
  if (encoding === "PLAIN") {
    decodePlain(values, type, to);
  } else if (encoding === "RLE" && type === "BOOLEAN") {
    // The first four bytes are the length of the rest.
    readHybrid(values.subarray(4), 1, BITS, to);
  } else if (encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY") {
    if (dictionary === undefined) throw new Error("a dictionary is missing");
    readHybrid(values.subarray(1), values[0]!, dictionary, to);
  } else {
    throw new Error(`values as ${encoding}`);
  }
}

function decodePlain(bytes: Uint8Array, type: ParquetType, to: Float64Array): void {
  if (8 * bytes.length < WIDTHS[type]! * to.length) throw new Error("values end early");
  if (type === "DOUBLE") {
    // Wherever they start: bytes need no alignment.
    new Uint8Array(to.buffer, to.byteOffset, to.byteLength).set(bytes.subarray(0, to.byteLength));
    return;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  store(readPlain({ view, offset: 0 }, type, to.length, undefined), to);
}

function store(from: DecodedArray, to: Float64Array): void {
  if (from instanceof BigInt64Array) {
    // As two words, since a BigInt is an object. Their sum is rounded once, as the number itself would be.
    const words = new Int32Array(from.buffer, from.byteOffset, 2 * from.length);
    for (let i = 0; i < from.length; i++) to[i] = words[2 * i + 1]! * 4294967296 + (words[2 * i]! >>> 0);
  } else if (from instanceof Float32Array || from instanceof Int32Array) {
    to.set(from);
  } else {
    for (let i = 0; i < from.length; i++) to[i] = Number(from[i]);
  }
}

/** Moves values, which stand without gaps, to their rows; rows without one become NaN. */
function spread(values: Float64Array, count: number, present: Float64Array, isNull: Uint8Array): void {
  let from = count;
  for (let row = values.length - 1; row >= 0; row--) {
    if (present[row] === 1) values[row] = values[--from]!;
    else {
      values[row] = NaN;
      isNull[row] = 1;
    }
  }
}
