/**
 * Binary cross-entropy from a logit, and its derivatives.
 *
 *     L   = w1 y softplus(-z) + w0 (1 - y) softplus(z)      softplus(x) = ln(1 + e^x)
 *     L'  = -w1 y sigmoid(-z) + w0 (1 - y) sigmoid(z)
 *     L'' = (w1 y + w0 (1 - y)) sigmoid(z) sigmoid(-z)
 *
 * The focal loss with gamma = 0, bit for bit.
 */
import type { BinaryCrossEntropyOptions } from "./binary-cross-entropy.ts";
import { loss } from "./focal-term.ts";
import { logitTerms } from "./logit-terms.ts";

/**
 * Binary cross-entropy of one prediction, from its logit.
 *
 * `L = w1 y ln(1 + e^-z) + w0 (1 - y) ln(1 + e^z)`; `w1` and `w0` are the class weights of `options`, 1 without.
 *
 * - `z = Infinity` and `z = -Infinity` take their limits: 0 for the right class, `Infinity` for the wrong one.
 * - A term whose weight is 0 is dropped. NaN in, NaN out; a label or option outside its range gives NaN too. Never throws.
 * - Error below 8 ulp of the sum of the terms for every finite `z`; the same bits in every engine.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z = ln(p / (1 - p))`, any real number.
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Loss in nats, `>= 0`.
 */
export function binaryCrossEntropyWithLogits(
  label: number,
  logit: number,
  options?: BinaryCrossEntropyOptions,
): number {
  logitTerms(label, logit, 0, options);
  return loss[0]!;
}

/**
 * First derivative of {@link binaryCrossEntropyWithLogits} with respect to the logit.
 *
 * `dL/dz = -w1 y (1 - p) + w0 (1 - y) p` at `p = 1 / (1 + e^-z)`. Limits, NaN, accuracy and parameters as there: an error
 * below 8 ulp of the sum of the terms. Without class weights it is `p - y`, but keeps its digits where `p` is near `y`.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z`, any real number.
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Slope in nats per unit of the logit, between `-w1` and `w0`.
 */
export function binaryCrossEntropyWithLogitsGrad(
  label: number,
  logit: number,
  options?: BinaryCrossEntropyOptions,
): number {
  logitTerms(label, logit, 0, options);
  return loss[1]!;
}

/**
 * Second derivative of {@link binaryCrossEntropyWithLogits} with respect to the logit.
 *
 * `d2L/dz2 = (w1 y + w0 (1 - y)) p (1 - p)`, never negative. Limits, NaN, accuracy and parameters as there.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z`, any real number.
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Curvature in nats per squared unit of the logit.
 */
export function binaryCrossEntropyWithLogitsHess(
  label: number,
  logit: number,
  options?: BinaryCrossEntropyOptions,
): number {
  logitTerms(label, logit, 0, options);
  return loss[2]!;
}
