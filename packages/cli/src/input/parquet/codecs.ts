/**
 * How pages are compressed.
 */
import { unzipSync } from "node:zlib";
import type { Compressors } from "hyparquet";

/** What most writers take. The other ones are large modules. */
const USUAL = ["UNCOMPRESSED", "SNAPPY", "GZIP"];
export const CODECS: readonly string[] = [...USUAL, "BROTLI", "ZSTD", "LZ4", "LZ4_RAW"];

/** That of Node.js looks at the checksum of gzip. */
const GZIP = (bytes: Uint8Array, maxOutputLength: number): Uint8Array =>
  unzipSync(bytes, { maxOutputLength });

/** Loads what decompresses pages of these codecs. */
export async function loadCompressors(codecs: readonly string[]): Promise<Compressors> {
  if (codecs.some((codec) => !USUAL.includes(codec))) {
    return { ...(await import("hyparquet-compressors")).compressors, GZIP };
  }
  const { snappyUncompressor } = await import("hysnappy");
  return { SNAPPY: snappyUncompressor(), GZIP };
}
