/**
 * A column chunk of a Parquet file as doubles.
 *
 * hyparquet does the pages. It would also make a JavaScript array of every column and look at the nesting of each value, which
 * takes five times as long as all the rest; a flat column needs neither.
 */
import type { ColumnMetaData, Compressors, DecodedArray, SchemaTree } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { decompressPage, readDataPage, readDataPageV2 } from "hyparquet/src/datapage.js";
import { readPlain } from "hyparquet/src/plain.js";
import { CODECS } from "./codecs.ts";
import { readIndexed, WIDEST_INDEX } from "./indices.ts";

export interface ColumnPlan {
  readonly chunk: ColumnMetaData;
  readonly node: SchemaTree;
  readonly compressors: Compressors;
  /** To be filled: one a row. */
  readonly values: Float64Array;
}

const TYPES = ["BOOLEAN", "INT32", "INT64", "FLOAT", "DOUBLE"];
const CONVERTED = [undefined, "INT_8", "INT_16", "INT_32", "INT_64"];
const ENCODINGS = ["PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE", "BIT_PACKED"];

/** Whether the chunk holds signed numbers or booleans in a form that is read here. */
export function isPlain({ element, children }: SchemaTree, chunk: ColumnMetaData): boolean {
  return (
    children.length === 0 &&
    element.repetition_type !== "REPEATED" &&
    TYPES.includes(chunk.type) &&
    CONVERTED.includes(element.converted_type) &&
    (element.logical_type === undefined || element.converted_type !== undefined) &&
    CODECS.includes(chunk.codec) &&
    chunk.encodings.every((encoding) => ENCODINGS.includes(encoding))
  );
}

export function decodeColumn(
  bytes: Uint8Array,
  { chunk, node, compressors, values }: ColumnPlan,
): { values: Float64Array; isNull: Uint8Array | undefined } {
  const { type, codec } = chunk;
  const rows = values.length;
  const { element } = node;
  const optional = element.repetition_type === "OPTIONAL";
  // The first element is the root.
  const decoder = {
    pathInSchema: node.path,
    type,
    element,
    schemaPath: [node, node],
    codec,
    compressors,
    parsers: DEFAULT_PARSERS,
  };
  const withoutLevels = { ...decoder, schemaPath: [node] };
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let isNull: Uint8Array | undefined;
  let dictionary: Float64Array | undefined;
  let at = 0;
  while (at < rows) {
    const header = parquetHeader(reader);
    const body = bytes.subarray(reader.offset, reader.offset + header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    const size = header.uncompressed_page_size;
    if (header.dictionary_page_header !== undefined) {
      const page = decompressPage(body, size, codec, compressors);
      const { num_values: count } = header.dictionary_page_header;
      const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
      dictionary = new Float64Array(count);
      store(readPlain({ view, offset: 0 }, type, count, undefined), dictionary, 0);
      continue;
    }
    const data = header.data_page_header;
    const description = data ?? header.data_page_header_v2;
    if (description === undefined) throw new Error(`a page of the type ${header.type}`);
    const { encoding, num_values: count } = description;
    if (at + count > rows) throw new Error("more values than rows");
    const target = values.subarray(at, at + count);
    at += count;
    const isIndexed = encoding.endsWith("_DICTIONARY");
    let page;
    if (data === undefined) {
      page = readDataPageV2(body, header, decoder);
    } else {
      const whole = decompressPage(body, size, codec, compressors);
      const levels = optional ? levelsWithoutNulls(whole, count) : 0;
      const plain = whole.subarray(levels);
      if (isIndexed && dictionary !== undefined && (levels > 0 || !optional) && plain[0]! <= WIDEST_INDEX) {
        readIndexed(plain, dictionary, target);
        continue;
      }
      if (
        type === "DOUBLE" &&
        encoding === "PLAIN" &&
        (levels > 0 || !optional) &&
        plain.length >= 8 * count
      ) {
        // Wherever they start: bytes need no alignment.
        new Uint8Array(target.buffer, target.byteOffset, 8 * count).set(plain.subarray(0, 8 * count));
        continue;
      }
      page = levels === 0 ? readDataPage(whole, data, decoder) : readDataPage(plain, data, withoutLevels);
    }
    const { dataPage, definitionLevels } = page;
    if (!isIndexed) store(dataPage, target, 0);
    else if (dictionary === undefined) throw new Error("a dictionary is missing");
    else for (let i = 0; i < dataPage.length; i++) target[i] = dictionary[dataPage[i] as number]!;
    if (dataPage.length < count) {
      isNull ??= new Uint8Array(rows);
      spread(target, dataPage.length, definitionLevels!, isNull.subarray(at - count, at));
    }
  }
  return { values, isNull };
}

/** The length of the definition levels of a page if they are one run that says "not null", else 0. */
function levelsWithoutNulls(page: Uint8Array, count: number): number {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const length = view.getUint32(0, true);
  let run = 0;
  let p = 4;
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = page[p++]!;
    run |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return (run & 1) === 0 && run >>> 1 >= count && page[p] === 1 ? 4 + length : 0;
}

function store(from: DecodedArray, to: Float64Array, at: number): void {
  if (from instanceof BigInt64Array) {
    // As two words, since a BigInt is an object. Their sum is rounded once, as the number itself would be.
    const words = new Int32Array(from.buffer, from.byteOffset, 2 * from.length);
    for (let i = 0; i < from.length; i++) to[at + i] = words[2 * i + 1]! * 4294967296 + (words[2 * i]! >>> 0);
  } else if (from instanceof Float64Array || from instanceof Float32Array || from instanceof Int32Array) {
    to.set(from, at);
  } else {
    for (let i = 0; i < from.length; i++) to[at + i] = Number(from[i]);
  }
}

/** Moves values, which stand without gaps, to their rows; rows without one become NaN. */
function spread(values: Float64Array, present: number, levels: readonly number[], isNull: Uint8Array): void {
  let from = present;
  for (let row = values.length - 1; row >= 0; row--) {
    if (levels[row] === 1) values[row] = values[--from]!;
    else {
      values[row] = NaN;
      isNull[row] = 1;
    }
  }
}
