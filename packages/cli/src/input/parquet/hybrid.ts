/**
 * Small whole numbers of a Parquet page, a mix of runs and packed bits, straight to the values they stand for: indices in a
 * dictionary, levels, booleans.
 *
 * Source: https://github.com/apache/parquet-format/blob/master/Encodings.md, "RLE/Bit-Packing Hybrid".
 */

/** Wider numbers do not fit in 32 bits beside a byte; no dictionary is that large. */
const WIDEST = 24;

/**
 * Fills `out`.
 *
 * @param width - Of a number, in bits.
 * @throws If the bytes end too early, or a number stands for nothing. {@link Error}
 */
export function readHybrid(
  bytes: Uint8Array,
  width: number,
  dictionary: Float64Array,
  out: Float64Array,
): void {
  if (!(width <= WIDEST)) throw new Error(`indices of ${width} bits`);
  const { length } = out;
  let p = 0;
  let filled = 0;
  while (filled < length) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      if (p >= bytes.length) throw new Error("indices end early");
      const byte = bytes[p++]!;
      header |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    const isRun = (header & 1) === 0;
    const end = Math.min(length, filled + (isRun ? header >>> 1 : (header >>> 1) * 8));
    const needed = Math.ceil(isRun ? width / 8 : ((end - filled) * width) / 8);
    if (p + needed > bytes.length) throw new Error("indices end early");
    if (isRun) {
      let index = 0;
      for (let shift = 0; shift < width; shift += 8) index |= bytes[p++]! << shift;
      if (index >= dictionary.length) throw beyond();
      const value = dictionary[index]!;
      // Most runs are short: a call of fill would take longer.
      for (let i = filled; i < end; i++) out[i] = value;
    } else {
      const next = p + (header >>> 1) * width;
      if (width === 1 && dictionary.length > 1) readBits(bytes, p, dictionary, out, filled, end);
      else readPacked(bytes, p, width, dictionary, out, filled, end);
      p = next;
    }
    filled = end;
  }
}

function beyond(): Error {
  return new Error("an index is beyond the dictionary");
}

function readPacked(
  bytes: Uint8Array,
  start: number,
  width: number,
  dictionary: Float64Array,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const mask = (1 << width) - 1;
  let p = start;
  let packed = 0;
  let bits = 0;
  let highest = 0;
  for (let i = from; i < to; i++) {
    for (; bits < width; bits += 8) packed |= bytes[p++]! << bits;
    const index = packed & mask;
    if (index > highest) highest = index;
    out[i] = dictionary[index]!;
    packed >>>= width;
    bits -= width;
  }
  if (highest >= dictionary.length) throw beyond();
}

/** Eight indices a byte, as of a column of labels. */
function readBits(
  bytes: Uint8Array,
  start: number,
  dictionary: Float64Array,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const zero = dictionary[0]!;
  const one = dictionary[1]!;
  let p = start;
  for (let i = from; i < to; p++) {
    const byte = bytes[p]!;
    const end = Math.min(i + 8, to);
    if (byte === 0) for (; i < end; i++) out[i] = zero;
    else for (let bit = 1; i < end; i++, bit <<= 1) out[i] = (byte & bit) === 0 ? zero : one;
  }
}
