/**
 * The softmax focal loss of one row of logits for a target with several classes k, and its derivatives: in time that grows
 * as the classes, not as their square.
 *
 *     FL = sum of w_k A(d_k),  d_k = z_k - ln sum over j != k of exp(z_j),  w_k = alpha_k t_k
 *
 * With m the largest logit and e_j = exp(z_j - z_m), every k != m has the others' sum S_k = 1 + T_k, T_k over j != k, m. The
 * class m has others of its own, f_j = exp(z_j - the second largest logit), and S_m = 1 + T_m. With c_k = -w_k A'(d_k)/S_k:
 *
 *     gradient_i:  w_i A'_i + e_i sum c_k + f_i c_m                                                  over k != i, m
 *     Hessian_ii:  w_i A''_i + e_i^2 sum w_k A''_k/S_k^2 + e_i (sum c_k - e_i sum c_k/S_k) + (the term of m)
 *     (H x)_i:     w_i A''_i (x_i - X_i) + e_i (x_i sum c_k - sum (w_k A''_k (x_k - X_k)/S_k + c_k X_k)) + (the term of m)
 *
 * X_k is the mean of x over the others. All sums without i are prefix plus suffix. The difference in H_ii loses at most a
 * factor of 2, since e_i/S_k <= 1/2; i = m has sum of c_k T_k/S_k instead.
 */
import { fastTwoSum, low, twoSum } from "./double-double.ts";
import { BLOCK } from "./margin-columns.ts";
import { type Exponentials, makeExponentials, sumOthers } from "./softmax-exponentials.ts";
import { type SoftmaxTerms, softmaxTerms } from "./softmax-terms.ts";

export interface SoftmaxMixture {
  readonly capacity: number;
  /** In: logits, and the weights alpha_k t_k of their terms, 0 to 1e280. */
  readonly logit: Float64Array;
  readonly weight: Float64Array;
  /** Computes the terms. Returns the loss. */
  readonly computeValue: (n: number, gamma: number) => number;
  /** Fill `out` from `start` on with what follows from the terms. */
  readonly gradient: (n: number, out: { [index: number]: number }, start: number) => void;
  readonly hessian: (n: number, out: { [index: number]: number }, start: number) => void;
  readonly multiply: (n: number, vector: ArrayLike<number>, out: { [index: number]: number }) => void;
}

let current: SoftmaxMixture | undefined;

/** The mixture to use for `classes` logits. */
export function softmaxMixture(classes: number): SoftmaxMixture {
  if (current === undefined || current.capacity < classes)
    current = makeMixture(Math.max(64, classes), softmaxTerms);
  return current;
}

function makeMixture(capacity: number, terms: SoftmaxTerms): SoftmaxMixture {
  const column = (): Float64Array => new Float64Array(capacity);
  const logit = column();
  const weight = column();
  const all: Exponentials = makeExponentials(capacity);
  const rest: Exponentials = makeExponentials(capacity);
  // w A', w A'', S and c of each class.
  const slope = column();
  const curvature = column();
  const sum = column();
  const share = column();
  const part = column();
  const shares = column();
  const bends = column();
  const products = column();
  const lows = column();
  // Which logits are the largest, whether the largest has a term, and whether all is defined.
  let top = 0;
  let second = 0;
  let hasTop = false;
  let invalid = false;

  const findLargest = (n: number): void => {
    top = 0;
    for (let i = 1; i < n; i++) if (logit[i]! > logit[top]!) top = i;
    second = top === 0 ? 1 : 0;
    for (let i = 0; i < n; i++) if (i !== top && logit[i]! > logit[second]!) second = i;
  };

  /** Computes the terms of n classes from `start` on. */
  const computeTerms = (start: number, n: number, gamma: number): void => {
    for (let i = 0; i < n; i++) {
      const k = start + i;
      const { others, othersLow } = k === top ? rest : all;
      terms.own[i] = logit[k]!;
      terms.largest[i] = logit[k === top ? second : top]!;
      terms.weight[i] = k === top && !hasTop ? 0 : weight[k]!;
      const S = twoSum(1, others[k]!);
      terms.sum[i] = sum[k] = fastTwoSum(S, low[0]! + othersLow[k]!);
      terms.sumLow[i] = low[0]!;
    }
    terms.compute(n, gamma, 2);
    slope.set(terms.slope.subarray(0, n), start);
    curvature.set(terms.curvature.subarray(0, n), start);
    for (let k = start; k < start + n; k++) share[k] = 0 - slope[k]! / sum[k]!;
  };

  const computeValue = (n: number, gamma: number): number => {
    findLargest(n);
    const largest = logit[top]!;
    const next = logit[second]!;
    for (const results of [slope, curvature, share]) results.fill(0, 0, n);
    sum.fill(1, 0, n);
    // With all but one class masked, that one has no term.
    hasTop = weight[top]! > 0 && next > -Infinity;
    if (!hasTop) rest.a.fill(0, 0, n);
    invalid = largest !== largest;
    if (largest === -Infinity) {
      all.a.fill(0, 0, n);
      all.others.fill(0, 0, n);
      for (let k = 0; k < n; k++) if (logit[k] !== logit[k]) invalid = true;
      return invalid ? NaN : 0;
    }
    if (!all.fill(logit, n, largest, top, top)) invalid = true;
    if (hasTop && !rest.fill(logit, n, next, top, second)) invalid = true;
    if (invalid) return NaN;
    let value = 0;
    let valueLow = 0;
    for (let start = 0; start < n; start += BLOCK) {
      const count = Math.min(BLOCK, n - start);
      computeTerms(start, count, gamma);
      for (let i = 0; i < count; i++) {
        value = twoSum(value, terms.value[i]!);
        valueLow += low[0]!;
      }
    }
    if (hasTop) rest.a[top] = 0;
    return value < Infinity ? value + valueLow : value;
  };

  /** Replaces `sums` by the sums of `part` over all classes but one, and but the largest. */
  const sumParts = (n: number, sums: Float64Array): void => sumOthers(part, undefined, n, sums, lows, top);

  const gradient: SoftmaxMixture["gradient"] = (n, out, start) => {
    part.set(share);
    sumParts(n, shares);
    for (let i = 0; i < n; i++) {
      const ofOthers = all.a[i]! * shares[i]! * all.b[i]!;
      const a = rest.a[i]!;
      const ofTop = a === 0 ? 0 : a * share[top]! * rest.b[i]!;
      out[start + i] = invalid ? NaN : slope[i]! + (ofOthers + ofTop);
    }
  };

  const hessian: SoftmaxMixture["hessian"] = (n, out, start) => {
    part.set(share);
    sumParts(n, shares);
    for (let k = 0; k < n; k++) part[k] = curvature[k]! / sum[k]! / sum[k]!;
    sumParts(n, bends);
    for (let k = 0; k < n; k++) part[k] = share[k]! / sum[k]!;
    sumParts(n, products);
    let rests = 0;
    for (let k = 0; k < n; k++) if (k !== top) rests += share[k]! * (all.others[k]! / sum[k]!);
    for (let i = 0; i < n; i++) {
      const a = all.a[i]!;
      const b = all.b[i]!;
      const e = a * b;
      const spread = i === top ? rests : a * (shares[i]! - e * products[i]!) * b;
      out[start + i] = invalid ? NaN : curvature[i]! + (e * bends[i]! * e + spread + ofTop(i));
    }
  };

  /** What the term of the largest logit adds to the Hessian's diagonal. */
  const ofTop = (i: number): number => {
    const a = rest.a[i]!;
    if (a === 0) return 0;
    const b = rest.b[i]!;
    const r = (a * b) / sum[top]!;
    const others = i === second ? rest.others[i]! / sum[top]! : 1 - r;
    return curvature[top]! * r * r + a * (share[top]! * others) * b;
  };

  const multiply: SoftmaxMixture["multiply"] = (n, vector, out) => {
    part.set(share);
    sumParts(n, shares);
    let topMean = 0;
    for (let j = 0; j < n; j++) {
      part[j] = all.a[j]! * all.b[j]! * vector[j]!;
      if (rest.a[j]! > 0) topMean += rest.a[j]! * rest.b[j]! * vector[j]!;
    }
    topMean /= sum[top]!;
    const topVector = vector[top]!;
    sumParts(n, products);
    // From here on, bends holds x_k - X_k.
    for (let k = 0; k < n; k++) {
      const mean = k === top ? topMean : (topVector + products[k]!) / sum[k]!;
      bends[k] = vector[k]! - mean;
      part[k] = 0 - (curvature[k]! * bends[k]!) / sum[k]! - share[k]! * mean;
    }
    sumParts(n, products);
    const topBend = (curvature[top]! * bends[top]!) / sum[top]!;
    for (let i = 0; i < n; i++) {
      const x = vector[i]!;
      const ofOthers = all.a[i]! * (products[i]! + x * shares[i]!) * all.b[i]!;
      const a = rest.a[i]!;
      const ofTop = a === 0 ? 0 : a * (share[top]! * (x - topMean) - topBend) * rest.b[i]!;
      out[i] = invalid ? NaN : curvature[i]! * bends[i]! + (ofOthers + ofTop);
    }
  };

  return { capacity, logit, weight, computeValue, gradient, hessian, multiply };
}
