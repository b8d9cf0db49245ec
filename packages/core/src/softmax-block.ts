/**
 * The softmax focal losses of a block of rows of logits, each with one target class c.
 *
 *     d = z_c - M - ln S,  S = sum of e_j,  e_j = exp(z_j - M),  M = max of z_j       over j != c
 *     r_j = e_j / S
 *     FL = w A(d)
 *     gradient:          w A'(d) at c,  -w A'(d) r_j else
 *     Hessian diagonal:  w A''(d) at c,  w (A''(d) r_j^2 - A'(d) r_j (1 - r_j)) else
 *
 * No 1 - p_c is formed: d is a sum over the other classes. It is carried in two words (within 2^-58), since an error of d
 * counts gamma + 1 times. 1 - r_j loses nothing where r_j <= 1/2, which one class at most exceeds, one with e_j = 1: it takes
 * the sum of the other exponentials over S.
 *
 * Exponentials of differences above 700 do not count in S. They enter their derivatives by their roots, so that a result is
 * only 0 where it underflows.
 */
import { fastTwoSum, low, twoSum } from "./double-double.ts";
import { expOfMinus } from "./exp-table.ts";
import { term } from "./focal-term.ts";
import { type ExpPairColumn, expPairColumn } from "./exp-column.ts";
import { softmaxTerm } from "./softmax-margin.ts";

/** Logits a block: its columns stay in the fastest cache. */
const CAPACITY = 512;
/** Differences above it are off the exponential column. */
const LARGEST_DIFFERENCE = 700;

export interface SoftmaxBlock {
  /** How many logits it takes, in rows of any length. */
  readonly capacity: number;
  /** In: the rows of logits. Overwritten. Out: the gradient. */
  readonly logit: Float64Array;
  /** In: the target class of each row and its weight, 0 to 1e280. */
  readonly target: Int32Array;
  readonly weight: Float64Array;
  /** Out: the losses, and the diagonals of the Hessians. */
  readonly value: Float64Array;
  readonly hessian: Float64Array;
  /** Computes the losses of the first `rows` rows of `classes` logits. */
  readonly computeValues: (rows: number, classes: number, gamma: number) => void;
  /** Computes the derivatives of these rows: the diagonals first, if they are wanted, then the gradients. */
  readonly computeHessians: (rows: number, classes: number) => void;
  readonly computeGradients: (rows: number, classes: number) => void;
  /** Fills `out` with the Hessian of the only row times `vector`; instead of the other derivatives. */
  readonly multiply: (classes: number, vector: ArrayLike<number>, out: { [index: number]: number }) => void;
}

let current: SoftmaxBlock | undefined;

/** The block to use for rows of `classes` logits. */
export function softmaxBlock(classes: number): SoftmaxBlock {
  if (current === undefined || current.capacity < classes) {
    current = makeSoftmaxBlock(Math.max(CAPACITY, classes), expPairColumn);
  }
  return current;
}

function makeSoftmaxBlock(capacity: number, exponentials: ExpPairColumn): SoftmaxBlock {
  const logit = new Float64Array(capacity);
  const logitLow = new Float64Array(capacity);
  const hessian = new Float64Array(capacity);
  const target = new Int32Array(capacity);
  const weight = new Float64Array(capacity);
  const value = new Float64Array(capacity);
  // Of each row: z_c, M, S, w A', w A''; and which class has 1 - r by the sum of the others.
  const own = new Float64Array(capacity);
  const largest = new Float64Array(capacity);
  const sum = new Float64Array(capacity);
  const slope = new Float64Array(capacity);
  const curvature = new Float64Array(capacity);
  const leader = new Int32Array(capacity);
  // What is off the exponential column: where, in which row, and the root of its exponential.
  const off = new Int32Array(capacity);
  const offRow = new Int32Array(capacity);
  const offRoot = new Float64Array(capacity);
  const offs = new Int32Array(1);
  const limit = Float64Array.of(LARGEST_DIFFERENCE);

  /** Replaces the logits of all rows by M - z_j in two words, that of the target by 0. */
  const reduce = (rows: number, classes: number): void => {
    const highest = limit[0]!;
    offs[0] = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const c = start + target[row]!;
      own[row] = logit[c]!;
      logit[c] = -Infinity;
      let top = -Infinity;
      for (let i = start; i < end; i++) {
        const z = logit[i]!;
        if (z > top) top = z;
      }
      largest[row] = top;
      if (top - top !== 0) {
        reduceInfinite(row, start, end, c, top);
        continue;
      }
      logit[c] = top;
      for (let i = start; i < end; i++) {
        const z = logit[i]!;
        let x = top - z;
        const rounded = x - top;
        let xLow = top - (x - rounded) - (z + rounded);
        if (!(x <= highest)) {
          setOff(i, row, x, xLow);
          x = 0;
          xLow = 0;
        }
        logit[i] = x;
        logitLow[i] = xLow;
      }
    }
  };

  const setOff = (i: number, row: number, x: number, xLow: number): void => {
    const k = offs[0]!++;
    off[k] = i;
    offRow[k] = row;
    offRoot[k] = expOfMinus(0.5 * x, 0.5 * xLow);
    if (x !== x) largest[row] = NaN;
  };

  /** M is infinite: the others are masked, or one of them is Infinity. Where several are, nothing is defined. */
  const reduceInfinite = (row: number, start: number, end: number, c: number, top: number): void => {
    let infinite = 0;
    for (let i = start; i < end; i++) {
      const z = logit[i]!;
      logit[i] = 0;
      logitLow[i] = 0;
      if (i === c || z === -Infinity) {
        if (i !== c && top > 0) setOff(i, row, Infinity, 0);
      } else if (z === Infinity) infinite += 1;
      else setOff(i, row, z === z ? Infinity : NaN, 0);
    }
    if (infinite > 1) largest[row] = NaN;
  };

  const computeValues = (rows: number, classes: number, gamma: number): void => {
    reduce(rows, classes);
    exponentials(logit, logitLow, rows * classes);
    for (let k = 0; k < offs[0]!; k++) {
      logit[off[k]!] = 0;
      logitLow[off[k]!] = 0;
    }
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const c = start + target[row]!;
      logit[c] = 0;
      logitLow[c] = 0;
      let s = 0;
      let sLow = 0;
      for (let i = start; i < end; i++) {
        const e = logit[i]!;
        const next = s + e;
        const rounded = next - s;
        sLow += s - (next - rounded) + (e - rounded) + logitLow[i]!;
        s = next;
      }
      s = fastTwoSum(s, sLow);
      sum[row] = s;
      softmaxTerm(own[row]!, largest[row]!, s, low[0]!, gamma, weight[row]!);
      value[row] = term[0]!;
      slope[row] = term[1]!;
      curvature[row] = term[2]!;
    }
  };

  const computeGradients = (rows: number, classes: number): void => {
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const share = 0 - slope[row]! / sum[row]!;
      for (let i = start; i < end; i++) logit[i]! *= share;
      logit[start + target[row]!] = slope[row]!;
    }
    for (let k = 0; k < offs[0]!; k++) {
      const share = 0 - slope[offRow[k]!]! / sum[offRow[k]!]!;
      logit[off[k]!] = offRoot[k]! * share * offRoot[k]!;
    }
  };

  const computeHessians = (rows: number, classes: number): void => {
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const s = sum[row]!;
      const share = 0 - slope[row]! / s;
      const bent = curvature[row]!;
      let first = start;
      while (first < end - 1 && logit[first]! !== 1) first += 1;
      leader[row] = first;
      let rest = 0;
      let restLow = 0;
      for (let i = start; i < end; i++) {
        const e = logit[i]!;
        const r = e / s;
        hessian[i] = bent * r * r + e * share * (1 - r);
        if (i === first) continue;
        const next = rest + e;
        const rounded = next - rest;
        restLow += rest - (next - rounded) + (e - rounded);
        rest = next;
      }
      const r = logit[first]! / s;
      hessian[first] = bent * r * r + logit[first]! * share * ((rest + restLow) / s);
      hessian[start + target[row]!] = bent;
    }
    for (let k = 0; k < offs[0]!; k++) {
      const row = offRow[k]!;
      const root = offRoot[k]!;
      const share = 0 - slope[row]! / sum[row]!;
      hessian[off[k]!] = root * share * root;
      hessian[leader[row]!]! += root * (share / sum[row]!) * root;
    }
  };

  const multiply = (classes: number, vector: ArrayLike<number>, out: { [index: number]: number }): void => {
    const c = target[0]!;
    const s = sum[0]!;
    for (let k = 0; k < offs[0]!; k++) logit[off[k]!] = offRoot[k]! * offRoot[k]!;
    let mean = 0;
    let meanLow = 0;
    for (let i = 0; i < classes; i++) {
      if (i === c) continue;
      mean = twoSum(mean, logit[i]! * vector[i]!);
      meanLow += low[0]!;
    }
    mean = s > 0 ? (mean + meanLow) / s : 0;
    const difference = vector[c]! - mean;
    const share = 0 - slope[0]! / s;
    const bent = (curvature[0]! * difference) / s;
    const factor = (i: number): number => share * (vector[i]! - mean) - bent;
    for (let k = 0; k < offs[0]!; k++) hessian[off[k]!] = offRoot[k]! * factor(off[k]!) * offRoot[k]!;
    const ownProduct = curvature[0]! * difference;
    let next = 0;
    for (let i = 0; i < classes; i++) {
      const isOff = next < offs[0]! && off[next] === i;
      if (isOff) next += 1;
      out[i] = i === c ? ownProduct : isOff ? hessian[i]! : logit[i]! * factor(i);
    }
  };

  return {
    capacity,
    logit,
    target,
    weight,
    value,
    hessian,
    computeValues,
    computeHessians,
    computeGradients,
    multiply,
  };
}
