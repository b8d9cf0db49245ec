/**
 * Whole numbers of any size rounded once to double: to nearest, ties to even, subnormals and overflow included.
 */
import { powerOfTwo } from "./float64-bits.ts";

const SMALLEST_EXPONENT = -1074;

/** n * 2^exponent, rounded once. */
export function roundScaled(n: bigint, exponent: number): number {
  if (n === 0n) return 0;
  const negative = n < 0n;
  let magnitude = negative ? -n : n;
  const bits = bitLength(magnitude);
  const shift = Math.max(bits - 53, SMALLEST_EXPONENT - exponent);
  let scale = exponent;
  if (shift > 0) {
    const unit = 1n << BigInt(shift);
    const half = unit >> 1n;
    const remainder = magnitude & (unit - 1n);
    magnitude >>= BigInt(shift);
    if (remainder > half || (remainder === half && (magnitude & 1n) === 1n)) magnitude += 1n;
    scale += shift;
  }
  const result = scaleExact(Number(magnitude), scale);
  return negative ? -result : result;
}

/** n / d, rounded once, for d > 0. */
export function roundQuotient(n: bigint, d: bigint, exponent: number): number {
  const shift = Math.max(0, bitLength(d) - bitLength(n < 0n ? -n : n) + 55);
  const scaled = n << BigInt(shift);
  // One bit more that only says "there was a remainder" keeps the final rounding the only one.
  const quotient = (scaled / d) * 2n;
  const sticky = scaled % d === 0n ? 0n : n < 0n ? -1n : 1n;
  return roundScaled(quotient + sticky, exponent - shift - 1);
}

/** The number of bits of n >= 0. */
export function bitLength(n: bigint): number {
  return n === 0n ? 0 : n.toString(16).length * 4 - Math.clz32(Number.parseInt(n.toString(16)[0]!, 16)) + 28;
}

/** m * 2^k where the product is a double, or overflows. */
function scaleExact(m: number, k: number): number {
  if (k > 1023) return m * powerOfTwo(1023) * powerOfTwo(Math.min(k - 1023, 1023));
  if (k < -1022) return m * powerOfTwo(-1022) * powerOfTwo(k + 1022);
  return m * powerOfTwo(k);
}
