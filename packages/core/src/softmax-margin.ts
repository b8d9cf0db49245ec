/**
 * The term of a softmax focal loss at its margin d = z - M - ln S, for the largest M of the other logits and
 * S = sum of exp(z_j - M) over them.
 */
import { fastTwoSum, low, twoSum } from "./double-double.ts";
import { focalTerm, largestMargin, term } from "./focal-term.ts";
import { logOfSum } from "./softmax-log.ts";

/** Leaves `weight` A(d), A'(d) and A''(d) in `term` of focal-term.ts: 0 where all others are masked, M = -Infinity. */
export function softmaxTerm(
  z: number,
  largest: number,
  sum: number,
  sumLow: number,
  gamma: number,
  weight: number,
): void {
  let d = Infinity;
  let dLow = 0;
  if (largest === -Infinity) {
    if (z !== z) d = NaN;
  } else {
    const L = logOfSum(sum, sumLow);
    const LLow = low[0]!;
    const difference = twoSum(z, -largest);
    const differenceLow = low[0]!;
    d = twoSum(difference, -L);
    if (d - d === 0) {
      d = fastTwoSum(d, low[0]! + (differenceLow - LLow));
      dLow = low[0]!;
    }
  }
  if (d === d) focalTerm(d, dLow, gamma, weight, largestMargin(gamma, weight));
  else term.fill(NaN);
}
