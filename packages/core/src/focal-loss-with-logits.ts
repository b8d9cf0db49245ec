/**
 * Focal loss from a logit, and its derivatives.
 *
 *     FL   = w1 y A(z) + w0 (1 - y) A(-z),      A(s)   = q^g L        q = sigmoid(-s), p = sigmoid(s), L = softplus(-s)
 *     FL'  = w1 y A'(z) - w0 (1 - y) A'(-z),    A'(s)  = -q^g (g p L + q)
 *     FL'' = w1 y A''(z) + w0 (1 - y) A''(-z),  A''(s) = q^g p (g g p L + q (2g + 1 - g L))
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5, differentiated by hand.
 */
import { DEFAULT_GAMMA, type FocalLossOptions } from "./focal-loss.ts";
import { loss } from "./focal-term.ts";
import { logitTerms } from "./logit-terms.ts";

/**
 * Focal loss of one prediction, from its logit.
 *
 * `FL = w1 y (1 - p)^gamma (-ln p) + w0 (1 - y) p^gamma (-ln(1 - p))` at `p = 1 / (1 + e^-z)`; `w1` and `w0` are the class
 * weights of `options`, 1 without. Linear in `y`.
 *
 * - `z = Infinity` and `z = -Infinity` take their limits: 0 for the right class, `Infinity` for the wrong one.
 * - A term whose weight is 0 is dropped. NaN in, NaN out; a label or option outside its range gives NaN too. Never throws.
 * - Error below 8 ulp of the sum of the terms for every finite `z` and `0 <= gamma <= 128`; the same bits in every engine.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z = ln(p / (1 - p))`, any real number.
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Loss in nats, `>= 0`.
 */
export function focalLossWithLogits(label: number, logit: number, options?: FocalLossOptions): number {
  logitTerms(label, logit, options?.gamma ?? DEFAULT_GAMMA, options);
  return loss[0]!;
}

/**
 * First derivative of {@link focalLossWithLogits} with respect to the logit.
 *
 * With `s = z`, `A'(s) = -q^gamma (gamma p L + q)`, `p = 1 / (1 + e^-s)`, `q = 1 - p`, `L = -ln p`:
 * `dFL/dz = w1 y A'(z) - w0 (1 - y) A'(-z)`. A closed form: finite for every `gamma >= 0`, also below 1, and not lost to
 * clipping where the prediction is most wrong (it tends to `-w1 y` and `w0 (1 - y)`).
 *
 * - At `z = Infinity` and `z = -Infinity`: 0 for the right class, `-w1` or `w0` for the wrong one.
 * - NaN, dropped terms and accuracy as for the loss: an error below 8 ulp of the sum of the terms.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z`, any real number.
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Slope in nats per unit of the logit.
 */
export function focalLossWithLogitsGrad(label: number, logit: number, options?: FocalLossOptions): number {
  logitTerms(label, logit, options?.gamma ?? DEFAULT_GAMMA, options);
  return loss[1]!;
}

/**
 * Second derivative of {@link focalLossWithLogits} with respect to the logit.
 *
 * `d2FL/dz2 = w1 y A''(z) + w0 (1 - y) A''(-z)`, `A''(s) = q^gamma p (gamma L ((gamma + 1) p - 1) + (2 gamma + 1) q)`.
 * For `gamma > 0` the loss is not convex in the logit: hard examples have a negative second derivative. Boosting, which
 * needs a positive one, finds other modes in `hessianMode` of {@link focalLossWithLogitsBatch}.
 *
 * - 0 at `z = Infinity` and `z = -Infinity`. NaN and dropped terms as for the loss.
 * - Error below 8 ulp of the sum of the terms (which cancel near the one real root).
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z`, any real number.
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Curvature in nats per squared unit of the logit.
 */
export function focalLossWithLogitsHess(label: number, logit: number, options?: FocalLossOptions): number {
  logitTerms(label, logit, options?.gamma ?? DEFAULT_GAMMA, options);
  return loss[2]!;
}
