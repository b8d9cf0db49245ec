/**
 * Binary cross-entropy from a probability, and its derivatives.
 *
 *     L   = w1 y (-ln p) + w0 (1 - y) (-ln q)      q = 1 - p
 *     L'  = -w1 y / p    + w0 (1 - y) / q
 *     L'' = w1 y / p^2   + w0 (1 - y) / q^2
 *
 * The focal loss with gamma = 0, bit for bit.
 */
import type { ClassWeights } from "./class-weights.ts";
import { probabilityLoss } from "./probability-terms.ts";

/** Options of binary cross-entropy: a class weight, or none. */
export type BinaryCrossEntropyOptions = ClassWeights;

/**
 * Binary cross-entropy of one prediction, from its probability.
 *
 * `L = w1 y (-ln p) + w0 (1 - y) (-ln(1 - p))`; `w1` and `w0` are the class weights of `options`, 1 without.
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
  return probabilityLoss(label, probability, 0, options, 0);
}

/**
 * First derivative of {@link binaryCrossEntropy} with respect to the probability: `-w1 y / p + w0 (1 - y) / (1 - p)`.
 *
 * `-Infinity` or `Infinity` where the probability is 0 or 1 and the label is not. NaN, dropped terms and accuracy as there.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param probability - Predicted probability `p` of class 1, in [0, 1].
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Slope in nats per unit of probability.
 */
export function binaryCrossEntropyGrad(
  label: number,
  probability: number,
  options?: BinaryCrossEntropyOptions,
): number {
  return probabilityLoss(label, probability, 0, options, 1);
}

/**
 * Second derivative of {@link binaryCrossEntropy} with respect to the probability: `w1 y / p^2 + w0 (1 - y) / (1 - p)^2`.
 *
 * `Infinity` where the probability is 0 or 1 and the label is not. NaN, dropped terms and accuracy as there.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param probability - Predicted probability `p` of class 1, in [0, 1].
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Curvature in nats per squared unit of probability.
 */
export function binaryCrossEntropyHess(
  label: number,
  probability: number,
  options?: BinaryCrossEntropyOptions,
): number {
  return probabilityLoss(label, probability, 0, options, 2);
}
