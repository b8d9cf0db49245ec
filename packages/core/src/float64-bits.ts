/**
 * Bit access to a double. A DataView names its byte order, so the machine's does not matter.
 */

const view: DataView = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

/** The upper 32 bits: sign, biased exponent (11 bits), the first 20 bits of the significand. */
export function highWord(x: number): number {
  view.setFloat64(0, x);
  return view.getInt32(0);
}

/** The lower 32 bits of the significand. */
export function lowWord(x: number): number {
  view.setFloat64(0, x);
  return view.getUint32(4);
}

/** 2^k for -1022 <= k <= 1023. */
export function powerOfTwo(k: number): number {
  view.setInt32(0, (k + 1023) << 20);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}
