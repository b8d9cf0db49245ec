/**
 * Bit access to a double: one double and its two words of 32 bits, in the machine's byte order. (A DataView, which names its
 * byte order, is slower by a quarter.)
 */

const bytes: ArrayBuffer = /* @__PURE__ */ new ArrayBuffer(8);
/** The double. */
const cell: Float64Array = /* @__PURE__ */ new Float64Array(bytes);
/** Its words. */
const words: Int32Array = /* @__PURE__ */ new Int32Array(bytes);
/** Which word holds the sign, the biased exponent (11 bits) and the first 20 bits of the significand. */
const HIGH: number = /* @__PURE__ */ indexOfHighWord();

function indexOfHighWord(): number {
  cell[0] = 1;
  return words[0] === 0 ? 1 : 0;
}

/** The upper 32 bits. */
export function highWord(x: number): number {
  cell[0] = x;
  return words[HIGH]!;
}

/** The lower 32 bits of the significand. */
export function lowWord(x: number): number {
  cell[0] = x;
  return words[1 - HIGH]! >>> 0;
}

/** 2^k for -1022 <= k <= 1023, Infinity for k = 1024. */
export function powerOfTwo(k: number): number {
  words[HIGH] = (k + 1023) << 20;
  words[1 - HIGH] = 0;
  return cell[0]!;
}
