/**
 * Quotients of whole numbers of any size, rounded once: to nearest, ties to even.
 */
import { powerOfTwo } from "./float64-bits.ts";

/** The whole number nearest to n/d, for d > 0. */
export function nearestWhole(n: bigint, d: bigint): bigint {
  if (n < 0n) return -nearestWhole(-n, d);
  const odd = (n / d) & 1n;
  // (2n + d)/2d rounds ties up; a numerator less by 1 rounds them down.
  return (2n * n + d - 1n + odd) / (2n * d);
}

/** The double nearest to n/d in units of 2^-1074, for d > 0. */
export function nearestDouble(n: bigint, d: bigint): number {
  if (n < 0n) return -nearestDouble(-n, d);
  // A double is a whole number of at most 53 bits, times 2^shift units.
  const shift = Math.max(0, bitLength(n / d) - 53);
  const whole = Number(nearestWhole(n, d << BigInt(shift)));
  // With a larger shift it overflows: powerOfTwo(1024) is Infinity.
  return whole * Number.EPSILON * powerOfTwo(Math.min(shift - 1022, 1024));
}

/** The number of bits of n > 0. */
export function bitLength(n: bigint): number {
  return n.toString(2).length;
}
