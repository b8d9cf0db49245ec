/**
 * The notebook's losses, bit for bit: what Python prints for them.
 *
 *     bce:   (-y)*log(p) - (1-y)*log(1-p)
 *     focal: ((-y)*log(p))*(1-p)**gamma + ((-(1-y))*log(1-p))*p**gamma
 *
 * The rule that reproduces every printed digit in every engine: log and pow each correctly rounded, every other operation
 * one IEEE rounding in the order written, sums left to right from 0. These are the digits of the naive formula, not the
 * most accurate loss: for that, use `@focal-loss/core`.
 *
 * Where Python raises (`math.log(0)`), these return what IEEE arithmetic gives: `Infinity` or NaN.
 */
import { correctlyRoundedLog, correctlyRoundedPow } from "./correctly-rounded.ts";

/**
 * Binary cross-entropy as the notebook computes it: `(-y)*log(p) - (1-y)*log(1-p)`.
 *
 * @param label - Target `y`.
 * @param probability - Predicted probability `p` of class 1, in [0, 1]; NaN outside.
 * @returns Loss in nats, with the rounding errors of the naive formula.
 */
export function binaryCrossEntropy(label: number, probability: number): number {
  return -label * correctlyRoundedLog(probability) - (1 - label) * correctlyRoundedLog(1 - probability);
}

/**
 * Focal loss as the notebook computes it: `((-y)*log(p))*(1-p)**gamma + ((-(1-y))*log(1-p))*p**gamma`.
 *
 * @param label - Target `y`.
 * @param probability - Predicted probability `p` of class 1, in [0, 1]; NaN outside.
 * @param options - `gamma`, finite and `>= 0` (default 2, as in `@focal-loss/core`); NaN elsewhere.
 * @returns Loss in nats, with the rounding errors of the naive formula.
 */
export function focalLoss(
  label: number,
  probability: number,
  options?: { readonly gamma?: number | undefined },
): number {
  const gamma = options?.gamma ?? 2;
  const complement = 1 - probability;
  return (
    -label * correctlyRoundedLog(probability) * correctlyRoundedPow(complement, gamma) +
    -(1 - label) * correctlyRoundedLog(complement) * correctlyRoundedPow(probability, gamma)
  );
}

/**
 * Sum as the notebook computes it: left to right from 0, one rounding an addition (Python's `sum` before 3.12).
 *
 * @param values - The terms.
 * @returns The rounded running sum; 0 for no terms.
 */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
