/**
 * How pages are compressed.
 */
import type { Compressors } from "hyparquet";

const NONE = "UNCOMPRESSED";
/** What most writers take. The other ones are large modules. */
const USUAL = "SNAPPY";
export const CODECS: readonly string[] = [NONE, USUAL, "GZIP", "BROTLI", "ZSTD", "LZ4", "LZ4_RAW"];

/** Loads what decompresses pages of these codecs. */
export async function loadCompressors(codecs: readonly string[]): Promise<Compressors> {
  if (codecs.some((codec) => codec !== NONE && codec !== USUAL)) {
    return (await import("hyparquet-compressors")).compressors;
  }
  const { snappyUncompressor } = await import("hysnappy");
  return { [USUAL]: snappyUncompressor() };
}
