/**
 * Binary cross-entropy from a probability.
 *
 *     L = w1 (-ln p) + w0 (-ln(1 - p))
 *
 * Both terms are non-negative, so nothing cancels, and each logarithm is taken where it is exact:
 * ln(1 - p) never forms 1 - p in one word.
 */
import { type ClassWeights, negativeWeight, positiveWeight } from "./class-weights.ts";
import { log, log1p } from "./log.ts";

/** Options of binary cross-entropy: a class weight, or none. */
export type BinaryCrossEntropyOptions = ClassWeights;

/**
 * Binary cross-entropy of one prediction, from its probability.
 *
 * `L = w1 (-ln p) + w0 (-ln(1 - p))`, with `w1 = y`, `w0 = 1 - y`, times the class weights of `options`.
 *
 * - A term whose weight is 0 is dropped, so `binaryCrossEntropy(1, 1)` is 0 and `binaryCrossEntropy(0, 1)` is `Infinity`.
 * - NaN in, NaN out; an argument or option outside its range gives NaN too. Never throws.
 * - Error below 8 ulp of the sum of the terms for every double `p`, subnormals included; the same bits in every engine.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param probability - Predicted probability `p` of class 1, in [0, 1].
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Loss in nats, `>= 0`.
 */
export function binaryCrossEntropy(
  label: number,
  probability: number,
  options?: BinaryCrossEntropyOptions,
): number {
  const w1 = positiveWeight(label, options);
  if (!(probability >= 0 && probability <= 1 && w1 >= 0)) return NaN;
  const w0 = negativeWeight(label, options);
  let loss = 0;
  if (w1 > 0) loss += w1 * (probability > 0 ? -log(probability, 0) : Infinity);
  if (w0 > 0) loss += w0 * (probability < 1 ? -log1p(-probability, 0) : Infinity);
  return loss;
}
