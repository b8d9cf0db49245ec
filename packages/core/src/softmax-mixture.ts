/**
 * The softmax focal losses of rows of logits whose targets have several classes k, and their derivatives: in time that grows
 * as the classes, not as their square.
 *
 *     FL = sum of w_k A(d_k),  d_k = z_k - ln sum over j != k of exp(z_j),  w_k = alpha_k t_k
 *
 * The class m with the largest logit has its term as the only target of a row. With e_j = exp(z_j - z_m), S_k the sum of e_j over
 * j != k, c_k = -w_k A'(d_k)/S_k, and sums over k != i, m, the others add
 *
 *     gradient_i:  w_i A'_i + e_i sum c_k
 *     Hessian_ii:  w_i A''_i + e_i^2 sum w_k A''_k/S_k^2 + e_i (sum c_k - e_i sum c_k/S_k);  i = m: sum c_k (S_k - 1)/S_k
 *     (H x)_i:     w_i A''_i (x_i - X_i) + e_i (x_i sum c_k - sum (w_k A''_k (x_k - X_k)/S_k + c_k X_k))
 *
 * X_k is the mean of x over the others. Sums without i are differences: what rounding leaves of the term of i is small beside
 * w_i A'_i and w_i A''_i. Rows with logits that are NaN or Infinity are added up class by class.
 */
import { low, twoSum } from "./double-double.ts";
import { HESSIAN } from "./focal-columns.ts";
import { type ClassArray, softmaxBlock, type SoftmaxBlock } from "./softmax-block.ts";
import { makeMixtureTerms, type MixtureRows } from "./softmax-mixture-terms.ts";
import { softmaxTerms, UNIT } from "./softmax-terms.ts";

/** What is filled, one number a class: the gradient, the diagonal of the Hessian, the Hessian times a vector; where it is wanted. */
export type MixtureOutput = readonly [
  gradient?: ClassArray | undefined,
  hessian?: ClassArray | undefined,
  product?: ClassArray | undefined,
];

/**
 * Computes rows of a block. Losses are left in `values`, and derivatives in `out`, from `start` on, where those of the block are.
 * Products are those with `x`, of one row.
 */
export type SoftmaxMixture = (
  mixture: MixtureRows,
  values: Float64Array,
  out: MixtureOutput,
  start: number,
  x?: ArrayLike<number>,
) => void;

let current: SoftmaxMixture | undefined;
let capacity = 0;

/** What computes mixtures of `classes` logits. */
export function softmaxMixture(classes: number): SoftmaxMixture {
  const block = softmaxBlock(classes);
  if (current === undefined || capacity < block.capacity) {
    current = makeSoftmaxMixture(block);
    capacity = block.capacity;
  }
  return current;
}

/** Of rows: what their terms of m have, and what those of the others add to it, from one row's start to its end. */
interface Derivative {
  readonly ofTarget: (part: Float64Array, rows: number, classes: number, x: ArrayLike<number>) => void;
  readonly addOthers: (
    result: Float64Array,
    from: number,
    end: number,
    m: number,
    x: ArrayLike<number>,
  ) => void;
  readonly result: Float64Array;
}

function makeSoftmaxMixture(block: SoftmaxBlock): SoftmaxMixture {
  const terms = makeMixtureTerms(block);
  const { z, e, root, slope, curvature, sum, beside, share, top, total, totalLow } = terms;
  const column = (): Float64Array => new Float64Array(block.capacity);
  const first = column();
  const second = column();
  // The sum of the c_k in two words.
  const shares = new Float64Array(2);

  /** The sum of c_k without that of a class. */
  const sharesBeside = (i: number): number => shares[0]! - share[i]! + shares[1]!;

  const gradient: Derivative = {
    result: column(),
    ofTarget: (part, rows, classes) => block.gradients(rows, classes, part, 0, 1),
    addOthers: (result, from, end) => {
      for (let i = from; i < end; i++) result[i]! += slope[i]! + e[i]! * sharesBeside(i) * root[i]!;
    },
  };

  const hessian: Derivative = {
    result: column(),
    ofTarget: (part, rows, classes) => block.hessians(rows, classes, part, 0, 1),
    addOthers: (result, from, end, m) => {
      for (let i = from; i < end; i++) {
        first[i] = (share[i]! * beside[i]!) / sum[i]!;
        second[i] = share[i]! / sum[i]!;
      }
      let ofTop = add(first, from, end) + low[0]!;
      const products = add(second, from, end);
      const productsLow = low[0]!;
      for (let i = from; i < end; i++) first[i] = curvature[i]! / sum[i]! / sum[i]!;
      const bends = add(first, from, end);
      const bendsLow = low[0]!;
      for (let i = from; i < end; i++) {
        const ofProducts = e[i]! * (products - second[i]! + productsLow) * root[i]!;
        // What does not count in S_k is beside m, too.
        if (root[i] !== 1) ofTop += ofProducts;
        const ofBends = e[i]! * root[i]! * (bends - first[i]! + bendsLow) * e[i]! * root[i]!;
        const spread = e[i]! * (sharesBeside(i) - ofProducts) * root[i]!;
        result[i]! += curvature[i]! + ofBends + (i === m ? 0 : spread);
      }
      result[m]! += ofTop;
    },
  };

  const product: Derivative = {
    result: column(),
    ofTarget: (part, _rows, classes, x) => block.multiply(classes, part, x, 1),
    addOthers: (result, _from, n, _m, x) => {
      for (let i = 0; i < n; i++) first[i] = e[i]! * root[i]! * x[i]!;
      const weighted = add(first, 0, n);
      const weightedLow = low[0]!;
      for (let i = 0; i < n; i++) {
        const mean = (weighted - first[i]! + weightedLow) / sum[i]!;
        first[i] = curvature[i]! * (x[i]! - mean);
        second[i] = first[i]! / sum[i]! + share[i]! * mean;
      }
      const moved = add(second, 0, n);
      const movedLow = low[0]!;
      for (let i = 0; i < n; i++) {
        const ofShares = x[i]! * sharesBeside(i) - (moved - second[i]! + movedLow);
        result[i]! += first[i]! + e[i]! * ofShares * root[i]!;
      }
    },
  };

  const derivatives = [gradient, hessian, product];

  /** Adds up what the classes of a row have, each as its only target: `read` puts `n` numbers into the array. */
  const addUp = (
    { indices, classes, weights, gamma }: MixtureRows,
    row: number,
    n: number,
    read: (part: Float64Array) => void,
    result: Float64Array,
    at: number,
  ): void => {
    result.fill(0, at, at + n);
    second.fill(0, 0, n);
    for (let k = 0; k < classes; k++) {
      const w = weights[indices[row]! * classes + k]!;
      if (w === 0) continue;
      block.target[0] = k;
      softmaxTerms.weight[0] = w;
      block.compute(z, row * classes, 1, classes, gamma, HESSIAN);
      read(first);
      for (let i = 0; i < n; i++) {
        result[at + i] = twoSum(result[at + i]!, first[i]!);
        if (Number.isFinite(low[0])) second[i]! += low[0]!;
      }
    }
    for (let i = 0; i < n; i++) result[at + i]! += second[i]!;
  };

  return (mixture, values, out, start, x = []) => {
    const { indices, rows, classes } = mixture;
    const wanted = derivatives.filter((_, k) => out[k] !== undefined);
    terms.takeLargest(mixture);
    for (const { result, ofTarget } of wanted) ofTarget(result, rows, classes, x);
    terms.takeOthers(mixture);
    for (let row = 0; row < rows; row++) {
      if (terms.isOdd(row)) continue;
      const from = row * classes;
      const end = from + classes;
      values[indices[row]!] = total[row]! < Infinity ? total[row]! + totalLow[row]! : total[row]!;
      shares[0] = add(share, from, end);
      shares[1] = low[0]!;
      for (const { result, addOthers } of wanted) addOthers(result, from, end, from + top[row]!, x);
    }
    for (let row = 0; row < rows; row++) {
      if (!terms.isOdd(row)) continue;
      addUp(mixture, row, 1, (part) => (part[0] = softmaxTerms.value[0]!), values, indices[row]!);
      for (const { result, ofTarget } of wanted) {
        addUp(mixture, row, classes, (part) => ofTarget(part, 1, classes, x), result, row * classes);
      }
    }
    derivatives.forEach(({ result }, k) => {
      const array = out[k];
      if (array === undefined) return;
      for (let row = 0; row < rows; row++) {
        const to = start + indices[row]! * classes;
        for (let i = 0; i < classes; i++) array[to + i] = result[row * classes + i]! * UNIT;
      }
    });
  };
}

/** Sums a part of a column in two words; `low[0]` holds the second. */
function add(column: Float64Array, from: number, end: number): number {
  let high = 0;
  let rest = 0;
  for (let i = from; i < end; i++) {
    const x = column[i]!;
    const next = high + x;
    const rounded = next - high;
    rest += high - (next - rounded) + (x - rounded);
    high = next;
  }
  low[0] = rest;
  return high;
}
