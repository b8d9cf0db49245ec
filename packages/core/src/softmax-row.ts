/**
 * One row of a softmax focal loss: a target class or distribution, logits and options in, loss and derivatives out.
 *
 * A distribution with one class is that class as a target, with its weight: the same bits. One with several is a mixture.
 */
import { LARGEST_WEIGHT } from "./class-weights.ts";
import { DEFAULT_GAMMA } from "./focal-loss.ts";
import { softmaxBlock } from "./softmax-block.ts";
import { softmaxMixture } from "./softmax-mixture.ts";

/** Options of the softmax focal losses. */
export interface SoftmaxFocalLossOptions {
  /** Focusing exponent, finite and `>= 0` (default 2). */
  readonly gamma?: number | undefined;
  /** Weight of the classes in [0, 1e280]: one for all, or one a class (default 1). */
  readonly alpha?: number | ArrayLike<number> | undefined;
}

/** A class index, or one weight in [0, 1] a class. */
export type SoftmaxTarget = number | ArrayLike<number>;

/** An array to fill with one number a class. */
export type ClassArray = Float64Array | Float32Array | number[];

/** What {@link softmaxRow} computes. */
export type Part = "value" | "gradient" | "hessian" | "product";

/** Computes one part of one row; NaN where an argument or option is outside its range. Returns the value, or fills `out`. */
export function softmaxRow(
  part: Part,
  target: SoftmaxTarget,
  logits: ArrayLike<number>,
  options: SoftmaxFocalLossOptions | undefined,
  out: ClassArray,
  vector?: ArrayLike<number>,
): number {
  const n = logits.length;
  const gamma = options?.gamma ?? DEFAULT_GAMMA;
  const alpha = options?.alpha;
  const valid =
    n > 0 &&
    gamma >= 0 &&
    gamma < Infinity &&
    (typeof alpha !== "object" || alpha.length === n) &&
    (typeof target !== "object" || target.length === n);
  const kind = valid ? weighClasses(target, alpha, n) : NaN;
  if (kind !== kind) {
    for (let i = 0; i < n; i++) out[i] = NaN;
    return NaN;
  }
  if (kind === MIXTURE) {
    const mixture = softmaxMixture(n);
    for (let i = 0; i < n; i++) mixture.logit[i] = logits[i]!;
    const value = mixture.computeValue(n, gamma);
    if (part === "gradient") mixture.gradient(n, out, 0);
    else if (part === "hessian") mixture.hessian(n, out, 0);
    else if (part === "product") mixture.multiply(n, vector!, out);
    return value;
  }
  const block = softmaxBlock(n);
  for (let i = 0; i < n; i++) block.logit[i] = logits[i]!;
  block.target[0] = kind;
  block.weight[0] = typeof target === "number" ? classWeight(alpha, kind) : softmaxMixture(n).weight[kind]!;
  block.computeValues(1, n, gamma, part === "value" ? 0 : part === "gradient" ? 1 : 2);
  if (part === "gradient") block.computeGradients(1, n, out, 0);
  else if (part === "product") block.multiply(n, vector!, out);
  else if (part === "hessian") {
    block.computeHessians(1, n);
    for (let i = 0; i < n; i++) out[i] = block.hessian[i]!;
  }
  return block.value[0]!;
}

/** More than one class has a weight. */
export const MIXTURE = -1;

/** The only class that has a weight, {@link MIXTURE}, or NaN where the target or its weights are outside their range. */
function weighClasses(
  target: SoftmaxTarget,
  alpha: number | ArrayLike<number> | undefined,
  n: number,
): number {
  if (typeof target === "number") {
    const inRange = target >= 0 && target < n && Math.floor(target) === target;
    for (let k = 0; k < n; k++) if (Number.isNaN(classWeight(alpha, k))) return NaN;
    return inRange ? target : NaN;
  }
  return weighDistribution(target, 0, alpha, n, 0);
}

/**
 * Sets the weights alpha_k t_k of the mixture, for the target from `start` on, smoothed. Returns as {@link weighClasses}; a
 * target without any weight counts as class 0.
 */
export function weighDistribution(
  target: ArrayLike<number>,
  start: number,
  alpha: number | ArrayLike<number> | undefined,
  n: number,
  smoothing: number,
): number {
  const { weight } = softmaxMixture(n);
  let only = 0;
  let count = 0;
  let valid = true;
  for (let k = 0; k < n; k++) {
    const t = target[start + k]!;
    const a = classWeight(alpha, k);
    if (!(t >= 0 && t <= 1 && a >= 0)) valid = false;
    weight[k] = a * (smoothing > 0 ? t * (1 - smoothing) + smoothing / n : t);
    if (weight[k] === 0) continue;
    only = k;
    count += 1;
  }
  if (!valid) return NaN;
  return count > 1 ? MIXTURE : only;
}

/** The weight of class k, or NaN where it is outside its range. */
export function classWeight(alpha: number | ArrayLike<number> | undefined, k: number): number {
  const weight = typeof alpha === "object" ? alpha[k]! : (alpha ?? 1);
  return weight >= 0 && weight <= LARGEST_WEIGHT ? weight : NaN;
}
