/**
 * Focal loss of one softmax prediction, and its derivatives.
 *
 *     FL = sum of alpha_k t_k (1 - p_k)^g (-ln p_k) = sum of alpha_k t_k A(d_k),    p = softmax(z)
 *
 *     d_k = z_k - ln sum over j != k of exp(z_j)     A(s) = q^g L,  q = sigmoid(-s),  p = sigmoid(s),  L = softplus(-s)
 *
 * Each class against all the others is a binary focal loss at the margin d_k, so that nothing is lost where p_k is near 1.
 * With r_j the softmax of the other logits, the term of class k has the derivatives A' at k and -A' r_j at j, and the Hessian
 *
 *     A'' at (k, k),   -A'' r_j at (j, k),   A'' r_i r_j + A' r_i r_j at (i, j),   A'' r_j^2 - A' r_j (1 - r_j) at (j, j)
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5 for the softmax, differentiated by hand.
 */
import type { ClassArray } from "./softmax-block.ts";
import { type SoftmaxFocalLossOptions, softmaxRow, type SoftmaxTarget } from "./softmax-row.ts";

export type { SoftmaxFocalLossOptions, SoftmaxTarget } from "./softmax-row.ts";

const HUGE = 1.6069380442589903e60; // 2^200

/**
 * Focal loss of one prediction over several classes, from its logits.
 *
 * `FL = sum of alpha_k t_k (1 - p_k)^gamma (-ln p_k)` at `p = softmax(logits)`; a class index `c` is `t_c = 1`. Linear in
 * `t`, which need not sum to 1.
 *
 * - A logit of `-Infinity` masks its class. A masked target has an infinite loss; but with all other classes masked the loss is
 *   0, whatever the target's own logit is.
 * - A term whose weight is 0 is dropped. NaN in, NaN out; a target or option outside its range gives NaN too, and so do two
 *   logits of `Infinity`. Never throws.
 * - Error below 8 ulp of the sum of the terms for `0 <= gamma <= 128`; the same bits in every engine.
 *
 * ```ts
 * softmaxFocalLoss(0, [0, 0], { gamma: 0 }); // => 0.6931471805599453
 * ```
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - `gamma` (default 2), `alpha`: a weight for all classes or one a class (default 1).
 * @returns Loss in nats, `>= 0`.
 */
export function softmaxFocalLoss(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options?: SoftmaxFocalLossOptions,
): number {
  return softmaxRow(target, logits, options, []);
}

/**
 * Gradient of {@link softmaxFocalLoss} with respect to the logits.
 *
 * The term of class `k` adds `alpha_k t_k A'(d_k)` at `k` and `-alpha_k t_k A'(d_k) r_j` at every other `j`, with
 * `A'(d) = -q^gamma (gamma p L + q)`, `p = 1 / (1 + e^-d)`, `q = 1 - p`, `L = -ln p` and `r` the softmax of the other logits.
 *
 * - A masked class has a slope of 0; if it is the target, `-alpha_k t_k`, as in the limit.
 * - NaN and dropped terms as for the loss. Error below 12 ulp of the sum of the terms; a subnormal result is rounded once.
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - `gamma` (default 2), `alpha`: a weight for all classes or one a class (default 1).
 * @returns The gradient, one number a class, in nats per unit of the logits.
 */
export function softmaxFocalLossGrad(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options?: SoftmaxFocalLossOptions,
): Float64Array;
/**
 * The same, into an array of yours.
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - As above.
 * @param out - Array to fill, one number a class; may be `logits`.
 * @returns `out`.
 */
export function softmaxFocalLossGrad<Out extends ClassArray>(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  out: Out,
): Out;
export function softmaxFocalLossGrad(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options?: SoftmaxFocalLossOptions,
  out: ClassArray = new Float64Array(logits.length),
): ClassArray {
  softmaxRow(target, logits, options, [out]);
  return out;
}

/**
 * Diagonal of the Hessian of {@link softmaxFocalLoss} with respect to the logits.
 *
 * The term of class `k` adds `alpha_k t_k A''(d_k)` at `k` and `alpha_k t_k (A''(d_k) r_j^2 - A'(d_k) r_j (1 - r_j))` at
 * every other `j`, with `A''(d) = q^gamma p (gamma L ((gamma + 1) p - 1) + (2 gamma + 1) q)` and the rest as for
 * {@link softmaxFocalLossGrad}. Negative on hard examples where `gamma > 0`.
 *
 * - 0 for a masked class. NaN and dropped terms as for the loss.
 * - Error below 12 ulp of the sum of the terms; a subnormal result is rounded once.
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - `gamma` (default 2), `alpha`: a weight for all classes or one a class (default 1).
 * @returns The diagonal, one number a class, in nats per squared unit of the logits.
 */
export function softmaxFocalLossHess(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options?: SoftmaxFocalLossOptions,
): Float64Array;
/**
 * The same, into an array of yours.
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - As above.
 * @param out - Array to fill, one number a class; may be `logits`.
 * @returns `out`.
 */
export function softmaxFocalLossHess<Out extends ClassArray>(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  out: Out,
): Out;
export function softmaxFocalLossHess(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options?: SoftmaxFocalLossOptions,
  out: ClassArray = new Float64Array(logits.length),
): ClassArray {
  softmaxRow(target, logits, options, [undefined, out]);
  return out;
}

/**
 * Hessian of {@link softmaxFocalLoss} with respect to the logits, times a vector `x`; the matrix is not formed.
 *
 * With `X = sum of r_j x_j` over the other classes, the term of class `k` adds `alpha_k t_k A''(d_k) (x_k - X)` at `k` and
 * `-alpha_k t_k r_j (A''(d_k) (x_k - X) + A'(d_k) (x_j - X))` at every other `j`; the rest as for
 * {@link softmaxFocalLossHess}.
 *
 * - 0 for a masked class. NaN and dropped terms as for the loss; a vector of another length gives NaN.
 * - Error below 12 ulp of the sum of the terms, those of each difference counted one by one, `X` as
 *   `sum of r_j |x_j|`; a subnormal result is rounded once.
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - `gamma` (default 2), `alpha`: a weight for all classes or one a class (default 1).
 * @param vector - Finite numbers, one a class.
 * @returns The product, one number a class.
 */
export function softmaxFocalLossHessVec(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  vector: ArrayLike<number>,
): Float64Array;
/**
 * The same, into an array of yours.
 *
 * @param target - Class index, or one weight `t_k` in [0, 1] a class.
 * @param logits - One logit a class.
 * @param options - As above.
 * @param vector - Finite numbers, one a class.
 * @param out - Array to fill, one number a class; may be `logits` or `vector`.
 * @returns `out`.
 */
export function softmaxFocalLossHessVec<Out extends ClassArray>(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  vector: ArrayLike<number>,
  out: Out,
): Out;
export function softmaxFocalLossHessVec(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  vector: ArrayLike<number>,
  out: ClassArray = new Float64Array(logits.length),
): ClassArray {
  // The product is linear: a huge vector is scaled, so that nothing overflows on the way.
  const scale = largestOf(vector) * Math.max(1, largestOf(options?.alpha ?? 1)) > 1e200 ? HUGE : 1;
  const scaled = scale === 1 ? vector : Float64Array.from(vector, (x) => x / scale);
  softmaxRow(target, logits, options, [undefined, undefined, out], scaled);
  if (scale !== 1) for (let i = 0; i < logits.length; i++) out[i]! *= scale;
  return out;
}

/** The largest magnitude. */
function largestOf(numbers: number | ArrayLike<number>): number {
  if (typeof numbers === "number") return Math.abs(numbers);
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) largest = Math.max(largest, Math.abs(numbers[i]!));
  return largest;
}
