/**
 * Focal loss from a probability.
 *
 *     FL = w1 A(p) + w0 A(1 - p),   A(p) = (1 - p)^gamma (-ln p)
 *
 * The power is exp(gamma ln q) with ln q in two words, so that gamma may be large; its square root enters twice,
 * A = (h (-ln p)) h with h = q^(gamma/2), so that a subnormal result is rounded once.
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5.
 */
import { type ClassWeights, negativeWeight, positiveWeight } from "./class-weights.ts";
import { low } from "./double-double.ts";
import { log, log1p } from "./log.ts";
import { pow } from "./pow.ts";

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
 * `FL = w1 (1 - p)^gamma (-ln p) + w0 p^gamma (-ln(1 - p))`, with `w1 = y`, `w0 = 1 - y`, times the class weights
 * of `options`. Linear in `y`: soft labels, label smoothing and mixup commute with it.
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
  const gamma = options?.gamma ?? DEFAULT_GAMMA;
  const w1 = positiveWeight(label, options);
  if (!(probability >= 0 && probability <= 1 && w1 >= 0 && gamma >= 0 && gamma < Infinity)) return NaN;
  const w0 = negativeWeight(label, options);
  if (probability === 0) return w1 > 0 ? Infinity : 0;
  if (probability === 1) return w0 > 0 ? Infinity : 0;

  const lnP = log(probability, 0);
  const lnPLow = low[0]!;
  const lnQ = log1p(-probability, 0);
  const lnQLow = low[0]!;
  let loss = 0;
  if (w1 > 0) {
    const h = pow(lnQ, lnQLow, 0.5 * gamma);
    loss += h * (w1 * -lnP) * h;
  }
  if (w0 > 0) {
    const h = pow(lnP, lnPLow, 0.5 * gamma);
    loss += h * (w0 * -lnQ) * h;
  }
  return loss;
}
