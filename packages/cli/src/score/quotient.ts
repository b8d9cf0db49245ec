/**
 * The quotient of two exact sums.
 */
import type { ExactSum } from "@focal-loss/core";

/** Bits of a quotient before it is rounded, give or take some: a double has 53. */
const BITS = 64;

/**
 * Neither sum is rounded first, so that it is also right where one of them is too large for a double.
 *
 * @param divisor - Has finite terms, none of them negative.
 * @returns `sum / divisor`, rounded once; NaN for 0 by 0.
 */
export function quotient(sum: ExactSum, divisor: ExactSum): number {
  const [above, below] = [sum, divisor].map((exact) => BigInt(exact.toJSON().units)) as [bigint, bigint];
  if (sum.infinite > 0 || above === 0n || below === 0n) return sum.sum() / divisor.sum();
  const shift = BITS + 4 * (below.toString(16).length - above.toString(16).length);
  const [dividend, by] = shift > 0 ? [above << BigInt(shift), below] : [above, below << BigInt(-shift)];
  // The last bit stands for all that is left.
  const digits = (dividend / by) | (dividend % by === 0n ? 0n : 1n);
  const half = Math.trunc(shift / 2);
  return Number(digits) * 2 ** -half * 2 ** (half - shift);
}
