/**
 * The total that the kernels leave.
 */
import type { Kernel } from "./instance.ts";

/** The sum of the values in two words, how many of them were NaN, and the sum of the weights in two words. */
export function totalOf({ doubles, total }: Kernel): Float64Array {
  return doubles.subarray(total.value / 8, total.value / 8 + 5);
}

/** What {@link totalOf} holds now. */
export function readTotal(total: Float64Array): { sum: number; nan: number; weight: number } {
  const [high, low, nan, weightHigh, weightLow] = total as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { sum: rounded(high, low), nan, weight: rounded(weightHigh, weightLow) };
}

/** Rounds a sum in two words. Where it is infinite or NaN, so is its rounding error. */
function rounded(high: number, low: number): number {
  return Number.isFinite(high) ? high + low : high;
}
