/**
 * A page of a column chunk: its bytes, and what a data page of a flat column is made of.
 *
 * Source: https://github.com/apache/parquet-format/blob/master/README.md, "Data Pages" and "Checksumming".
 */
import { crc32 } from "node:zlib";
import type { CompressionCodec, Compressors, PageHeader } from "hyparquet";
import { decompressPage } from "hyparquet/src/datapage.js";

/** How pages are compressed. */
export interface Compression {
  readonly codec: CompressionCodec;
  readonly compressors: Compressors;
}

/** @throws If they are not all there, or not those that were written. {@link Error} */
export function pageBody(bytes: Uint8Array, offset: number, header: PageHeader): Uint8Array {
  const { compressed_page_size: size, crc } = header as PageHeader & { readonly crc?: number };
  if (!(size >= 0 && offset + size <= bytes.length)) throw new Error("a page ends early");
  const body = bytes.subarray(offset, offset + size);
  if (crc !== undefined && crc32(body) !== crc >>> 0) throw new Error("a page differs from its checksum");
  return body;
}

export interface DataPage {
  /** Values, or none, one after the other: less than `rows` are there where some are none. */
  readonly rows: number;
  readonly encoding: string;
  /** Which rows have a value; undefined in a column where all have. */
  readonly levels: Uint8Array | undefined;
  readonly values: Uint8Array;
}

/** @throws If it is no data page, or is damaged. {@link Error} */
export function dataPage(
  body: Uint8Array,
  header: PageHeader,
  { codec, compressors }: Compression,
  optional: boolean,
): DataPage {
  const { type, uncompressed_page_size: size, data_page_header: first, data_page_header_v2: second } = header;
  if (first !== undefined) {
    const { num_values: rows, encoding } = first;
    const whole = decompressPage(body, size, codec, compressors);
    if (!optional) return { rows, encoding, levels: undefined, values: whole };
    const length = new DataView(whole.buffer, whole.byteOffset, whole.byteLength).getUint32(0, true);
    return { rows, encoding, levels: whole.subarray(4, 4 + length), values: whole.subarray(4 + length) };
  }
  if (second === undefined) throw new Error(`a page of the type ${type}`);
  const { num_values: rows, encoding, is_compressed: isCompressed = true } = second;
  const start = second.repetition_levels_byte_length;
  const end = start + second.definition_levels_byte_length;
  const rest = body.subarray(end);
  const values = isCompressed && size > end ? decompressPage(rest, size - end, codec, compressors) : rest;
  return { rows, encoding, levels: optional ? body.subarray(start, end) : undefined, values };
}
