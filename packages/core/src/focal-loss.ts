/**
 * Focal loss from a probability, and its derivatives.
 *
 *     FL = w1 y A(p) + w0 (1 - y) A(1 - p),   A(p) = (1 - p)^g (-ln p)
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5.
 */
import type { ClassWeights } from "./class-weights.ts";
import { probabilityLoss } from "./probability-terms.ts";

/**
 * Options of the focal loss: a class weight, or none, and
 *
 * - `gamma`: focusing exponent, finite and `>= 0` (default 2). 0 gives binary cross-entropy.
 */
export type FocalLossOptions = ClassWeights & { readonly gamma?: number | undefined };

/** What `gamma` is when none is given (Lin et al. 2017). */
export const DEFAULT_GAMMA = 2;

/**
 * Focal loss of one prediction, from its probability.
 *
 * `FL = w1 y (1 - p)^gamma (-ln p) + w0 (1 - y) p^gamma (-ln(1 - p))`; `w1` and `w0` are the class weights of `options`,
 * 1 without. Linear in `y`: soft labels, label smoothing and mixup commute with it.
 *
 * - A term whose weight is 0 is dropped; `p = 0` and `p = 1` take their limits (0 or `Infinity`).
 * - NaN in, NaN out; an argument or option outside its range gives NaN too. Never throws.
 * - Error below 8 ulp of the sum of the terms for every double `p` and `0 <= gamma <= 128`; the same bits in every engine.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param probability - Predicted probability `p` of class 1, in [0, 1].
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Loss in nats, `>= 0`.
 */
export function focalLoss(label: number, probability: number, options?: FocalLossOptions): number {
  return probabilityLoss(label, probability, options?.gamma ?? DEFAULT_GAMMA, options, 0);
}

/**
 * First derivative of {@link focalLoss} with respect to the probability.
 *
 * `dFL/dp = w1 y A'(p) - w0 (1 - y) A'(1 - p)`, `A'(p) = -(1 - p)^gamma (gamma (-ln p)/(1 - p) + 1/p)`. It never blows up
 * at the right answer: `A'(1)` is 0 for `gamma > 0` and -1 for `gamma = 0`; `A'(0)` is `-Infinity`.
 *
 * NaN, dropped terms and accuracy as for the loss: an error below 8 ulp of the sum of the terms.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param probability - Predicted probability `p` of class 1, in [0, 1].
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Slope in nats per unit of probability.
 */
export function focalLossGrad(label: number, probability: number, options?: FocalLossOptions): number {
  return probabilityLoss(label, probability, options?.gamma ?? DEFAULT_GAMMA, options, 1);
}

/**
 * Second derivative of {@link focalLoss} with respect to the probability. Never negative: the loss is convex in `p`.
 *
 * `d2FL/dp2 = w1 y A''(p) + w0 (1 - y) A''(1 - p)`,
 * `A''(p) = (1 - p)^gamma (gamma/(1 - p) ((gamma - 1)(-ln p)/(1 - p) + 2/p) + 1/p^2)`. `A''(0)` is `Infinity`; `A''(1)` is
 * 1 for `gamma = 0`, `Infinity` for `0 < gamma < 1`, 2 for `gamma = 1` and 0 above.
 *
 * NaN, dropped terms and accuracy as for the loss: an error below 8 ulp of the sum of the terms.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param probability - Predicted probability `p` of class 1, in [0, 1].
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Curvature in nats per squared unit of probability.
 */
export function focalLossHess(label: number, probability: number, options?: FocalLossOptions): number {
  return probabilityLoss(label, probability, options?.gamma ?? DEFAULT_GAMMA, options, 2);
}
