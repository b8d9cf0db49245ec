/**
 * The softmax focal loss of one row of logits for a target with several classes k, and its derivatives: in time that grows
 * as the classes, not as their square.
 *
 *     FL = sum of w_k A(d_k),  d_k = z_k - ln sum over j != k of exp(z_j),  w_k = alpha_k t_k
 *
 * The class m with the largest logit has its term as the only target of a row. With e_j = exp(z_j - z_m), the other classes
 * have S_k = T - e_k, T the sum of all e_j, in two words; since e_m = 1, at most half of T is lost. With c_k = -w_k A'(d_k)/S_k
 * and sums over k != i, m, they add
 *
 *     gradient_i:  w_i A'_i + e_i sum c_k
 *     Hessian_ii:  w_i A''_i + e_i^2 sum w_k A''_k/S_k^2 + e_i (sum c_k - e_i sum c_k/S_k);  i = m: sum c_k (S_k - 1)/S_k
 *     (H x)_i:     w_i A''_i (x_i - X_i) + e_i (x_i sum c_k - sum (w_k A''_k (x_k - X_k)/S_k + c_k X_k))
 *
 * X_k is the mean of x over the others. Sums without i are differences: what rounding leaves of the term of i is small beside
 * w_i A'_i and w_i A''_i.
 */
import { fastTwoSum, low, twoSum } from "./double-double.ts";
import { expPair } from "./exp-column.ts";
import { expOfMinus } from "./exp.ts";
import { BLOCK, HESSIAN } from "./focal-columns.ts";
import { type ClassArray, makeSoftmaxBlock, type SoftmaxBlock } from "./softmax-block.ts";
import { softmaxTerms, UNIT } from "./softmax-terms.ts";

/** What {@link softmaxMixture} fills, one number a class: the gradient, the diagonal of the Hessian, the Hessian times `x`. */
export interface MixtureOutput {
  readonly gradient?: ClassArray | undefined;
  readonly hessian?: ClassArray | undefined;
  readonly product?: ClassArray | undefined;
}

type Column = Float64Array;
type Columns = [Column, Column, Column, Column, Column, Column, Column, Column];

let block: SoftmaxBlock | undefined;
/**
 * Of each class: z, w A', w A'', S, S - 1, e in two factors and what the first lacks; and the gradient, Hessian and product of
 * the term of m.
 */
let columns: Float64Array[] = [];

/**
 * Computes a row of `n` logits from `from` on with the weights `w` of its classes. Returns the loss, and fills `out` from
 * `start` on.
 */
export function softmaxMixture(
  logits: ArrayLike<number>,
  from: number,
  w: Float64Array,
  n: number,
  gamma: number,
  { gradient, hessian, product }: MixtureOutput,
  start: number,
  x: ArrayLike<number> = logits,
): number {
  if (block === undefined || block.capacity < n) {
    block = makeSoftmaxBlock(n);
    columns = Array.from({ length: 11 }, () => new Float64Array(n));
  }
  const { own, largest, sum, sumLow, weight, value, slope, curvature, compute } = softmaxTerms;
  const [z, G, C, S, rest, first, second, eLow] = columns as Columns;
  const results = columns.slice(8);
  for (let i = 0; i < n; i++) z[i] = logits[from + i]!;
  let m = 0;
  for (let i = 0; i < n; i++) if (z[i]! > z[m]!) m = i;

  // The term of m.
  block.target[0] = m;
  weight[0] = w[m]!;
  block.compute(z, 0, 1, n, gamma, HESSIAN);
  let total = value[0]!;
  let totalLow = 0;
  if (gradient) block.gradients(1, n, results[0]!, 0, 1);
  if (hessian) block.hessians(1, n, results[1]!, 0, 1);
  if (product) block.multiply(n, results[2]!, x, 1);

  // The terms of the others.
  let T = 0;
  let TLow = 0;
  for (let k = 0; k < n; k++) {
    const x = z[k] === z[m] ? 0 : twoSum(z[m]!, -z[k]!);
    const xLow = x > 0 ? low[0]! : 0;
    const far = x > 700;
    first[k] = far ? expOfMinus(0.5 * x, 0.5 * xLow) : expPair(x, xLow);
    second[k] = far ? first[k]! : 1;
    eLow[k] = far ? 0 : low[0]!;
    if (far) continue;
    T = twoSum(T, first[k]!);
    TLow += low[0]! + eLow[k]!;
  }
  for (let head = 0; head < n; head += BLOCK) {
    const count = Math.min(BLOCK, n - head);
    for (let i = 0; i < count; i++) {
      const k = head + i;
      const counts = second[k] === 1 && k !== m;
      own[i] = k === m ? 0 : z[k]!;
      largest[i] = k === m ? 0 : z[m]!;
      weight[i] = k === m ? 0 : w[k]!;
      const high = twoSum(T, counts ? -first[k]! : 0);
      sum[i] = fastTwoSum(high, low[0]! + (counts ? TLow - eLow[k]! : TLow));
      sumLow[i] = low[0]!;
    }
    compute(count, gamma, HESSIAN);
    for (let i = 0; i < count; i++) {
      const k = head + i;
      G[k] = slope[i]!;
      C[k] = curvature[i]!;
      S[k] = sum[i]!;
      rest[k] = sum[i]! - 1 + sumLow[i]!;
      total = twoSum(total, value[i]!);
      totalLow += low[0]!;
    }
  }

  /** Sums a term of all classes in two words. Returns what it is without that of a class. */
  const sumOf = (term: (k: number) => number): ((i: number) => number) => {
    let high = 0;
    let rest = 0;
    for (let k = 0; k < n; k++) {
      high = twoSum(high, term(k));
      rest += low[0]!;
    }
    return (i) => high - term(i) + rest;
  };
  const e = (k: number): number => first[k]! * second[k]!;
  const share = (k: number): number => 0 - G[k]! / S[k]!;
  const shares = sumOf(share);
  const write = (out: ClassArray, result: Column, derivative: (i: number) => number): void => {
    for (let i = 0; i < n; i++) result[i]! += derivative(i);
    for (let i = 0; i < n; i++) out[start + i] = result[i]! * UNIT;
  };
  if (gradient) write(gradient, results[0]!, (i) => G[i]! + first[i]! * shares(i) * second[i]!);
  if (hessian) {
    const bends = sumOf((k) => C[k]! / S[k]! / S[k]!);
    const products = sumOf((k) => share(k) / S[k]!);
    const rests = sumOf((k) => (share(k) * rest[k]!) / S[k]!);
    // What m has beside it: of S, and beyond.
    const besides = sumOf((j) => (second[j] === 1 ? 0 : first[j]! * products(j) * second[j]!));
    write(hessian, results[1]!, (i) => {
      const spread =
        i === m ? rests(m) + besides(m) : first[i]! * (shares(i) - e(i) * products(i)) * second[i]!;
      return C[i]! + e(i) * bends(i) * e(i) + spread;
    });
  }
  if (product) {
    const weighted = sumOf((k) => e(k) * x[k]!);
    const mean = (k: number): number => weighted(k) / S[k]!;
    const bent = (k: number): number => C[k]! * (x[k]! - mean(k));
    const moved = sumOf((k) => bent(k) / S[k]! + share(k) * mean(k));
    write(product, results[2]!, (i) => bent(i) + first[i]! * (x[i]! * shares(i) - moved(i)) * second[i]!);
  }
  return total < Infinity ? total + totalLow : total;
}
