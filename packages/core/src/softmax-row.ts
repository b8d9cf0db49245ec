/**
 * One row of a softmax focal loss: a target class or distribution, logits and options in, loss and derivatives out.
 *
 * A distribution with one class is that class as a target, with its weight: the same bits. One with several is a mixture.
 */
import { LARGEST_WEIGHT } from "./class-weights.ts";
import { GRADIENT, HESSIAN, type Order, VALUE } from "./focal-columns.ts";
import { DEFAULT_GAMMA } from "./focal-loss.ts";
import { softmaxBlock } from "./softmax-block.ts";
import { type MixtureOutput, softmaxMixture } from "./softmax-mixture.ts";
import { SCALE, softmaxTerms, UNIT } from "./softmax-terms.ts";

/** Options of the softmax focal losses. */
export interface SoftmaxFocalLossOptions {
  /** Focusing exponent, finite and `>= 0` (default 2). */
  readonly gamma?: number | undefined;
  /** Weight of the classes in [0, 1e280]: one for all, or one a class (default 1). */
  readonly alpha?: number | ArrayLike<number> | undefined;
}

/** A class index, or one weight in [0, 1] a class. */
export type SoftmaxTarget = number | ArrayLike<number>;

/** Several classes have a weight. */
export const MIXTURE = -1;

/** The weights alpha_k t_k that {@link weigh} sets, times SCALE. */
export let weights: Float64Array = /* @__PURE__ */ new Float64Array(64);

/** Makes room for the {@link weights} of `n` elements. */
export function growWeights(n: number): void {
  if (weights.length < n) weights = new Float64Array(n);
}

/**
 * Sets the {@link weights} from `at` on to those of a target from `start` on, smoothed. Returns the only class that has one,
 * {@link MIXTURE}, or NaN where the target or `alpha` is outside its range. A target without any weight counts as class 0.
 */
export function weigh(
  target: SoftmaxTarget,
  start: number,
  alpha: number | ArrayLike<number>,
  n: number,
  smoothing: number,
  at: number,
): number {
  let only = typeof target === "number" && !(target >= 0 && target < n && target % 1 === 0) ? NaN : 0;
  let count = 0;
  const kept = 1 - smoothing;
  const spread = smoothing / n;
  for (let k = 0; k < n; k++) {
    const t = typeof target === "number" ? (k === target ? 1 : 0) : target[start + k]!;
    const a = typeof alpha === "object" ? alpha[k]! : alpha;
    const w = a * SCALE * (t * kept + spread);
    weights[at + k] = w;
    if (!(t >= 0 && t <= 1 && a >= 0 && a <= LARGEST_WEIGHT)) only = NaN;
    if (w > 0) {
      only += k;
      count += 1;
    }
  }
  return count > 1 && only === only ? MIXTURE : only;
}

const loss: Float64Array = /* @__PURE__ */ new Float64Array(1);

/** Computes one row of logits; NaN where an argument or option is outside its range. Returns the loss, and fills `out`. */
export function softmaxRow(
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  out: MixtureOutput,
  vector: ArrayLike<number> = logits,
): number {
  const n = logits.length;
  const gamma = options?.gamma ?? DEFAULT_GAMMA;
  const alpha = options?.alpha ?? 1;
  const fits = (given: number | ArrayLike<number> | undefined): boolean =>
    typeof given === "number" || given?.length === n;
  const valid = n > 0 && gamma >= 0 && gamma < Infinity && fits(target) && fits(alpha) && fits(vector);
  growWeights(n);
  const kind = valid ? weigh(target, 0, alpha, n, 0, 0) : NaN;
  const [gradient, hessian, product] = out;
  if (kind !== kind) {
    for (const array of out) array?.fill(NaN, 0, n);
    return NaN;
  }
  const order: Order = hessian || product ? HESSIAN : gradient ? GRADIENT : VALUE;
  if (kind === MIXTURE) {
    const rows = { logits, at: 0, indices: [0], rows: 1, classes: n };
    softmaxMixture(n)({ ...rows, weights, gamma, order }, loss, out, 0, vector);
    return loss[0]!;
  }
  const block = softmaxBlock(n);
  block.target[0] = kind;
  softmaxTerms.weight[0] = weights[kind]!;
  block.compute(logits, 0, 1, n, gamma, order);
  if (gradient) block.gradients(1, n, gradient, 0, UNIT);
  if (hessian) block.hessians(1, n, hessian, 0, UNIT);
  if (product) block.multiply(n, product, vector, UNIT);
  return softmaxTerms.value[0]!;
}
