/**
 * Sums and products of doubles without loss, as unevaluated pairs (high word, low word).
 *
 *     twoSum:     a + b = s + e     s = fl(a + b)     Knuth
 *     fastTwoSum: the same for |a| >= |b| or a = 0    Dekker
 *     twoProduct: a * b = p + e     p = fl(a * b)     Veltkamp and Dekker; |a|, |b| < 2^996, no underflow
 *
 * Each function returns the high word and leaves the low word in `low[0]`: a pair costs no allocation.
 * `+ - *` alone, so the bits are the same in every engine.
 *
 * Source: T. J. Dekker, Numer. Math. 18 (1971); D. E. Knuth, TAOCP 2, 4.2.2.
 */

/** Low word of the pair that was returned last. Read it before the next call. */
export const low: Float64Array = /* @__PURE__ */ new Float64Array(1);

export function twoSum(a: number, b: number): number {
  const sum = a + b;
  const rounded = sum - a;
  low[0] = a - (sum - rounded) + (b - rounded);
  return sum;
}

export function fastTwoSum(a: number, b: number): number {
  const sum = a + b;
  low[0] = b - (sum - a);
  return sum;
}

export function twoProduct(a: number, b: number): number {
  const product = a * b;
  const aHigh = upperBits(a);
  const aLow = a - aHigh;
  const bHigh = upperBits(b);
  const bLow = b - bHigh;
  low[0] = aHigh * bHigh - product + aLow * bHigh + aHigh * bLow + aLow * bLow;
  return product;
}

/** The upper 26 bits of a double; or 53 - k of them, for the splitter 2^k + 1. */
export function upperBits(x: number, splitter = 134217729): number {
  const cut = splitter * x;
  return cut - (cut - x);
}
