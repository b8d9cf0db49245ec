/**
 * The softmax focal losses of a block of rows of logits, each with one target class c.
 *
 *     d = z_c - M - ln S,  S = sum of e_j,  e_j = exp(z_j - M),  M = max of z_j       over j != c
 *     r_j = e_j / S
 *     FL = w A(d)
 *     gradient:          w A'(d) at c,  -w A'(d) r_j else
 *     Hessian diagonal:  w A''(d) at c,  w (A''(d) r_j^2 - A'(d) r_j (1 - r_j)) else
 *
 * No 1 - p_c is formed: d is a sum over the other classes. 1 - r_j loses nothing where r_j <= 1/2, which one class at most
 * exceeds, one with e_j = 1: it takes the sum of the other exponentials over S.
 *
 * Exponentials of differences above 700 do not count in S. They enter their derivatives by their roots, so that a result is
 * only 0 where it underflows. The exponentials are those of exp-column.ts, summed as they come: a column of them and of their
 * low words would be written and read again.
 */
import type { OutputArray } from "./batch-options.ts";
import { low, twoSum } from "./double-double.ts";
import {
  expOfMinus,
  fillExpTable,
  LN2_STEP,
  LN2_STEP_LOW,
  powers,
  ROUND,
  steps,
  STEPS_PER_UNIT,
} from "./exp-table.ts";
import { BLOCK } from "./margin-columns.ts";
import { type Order, type SoftmaxTerms, softmaxTerms } from "./softmax-terms.ts";

/** Logits a block: its columns stay in the fastest cache. */
const CAPACITY = 1280;
/** The exponentials of larger differences do not count in S. */
const LARGEST_DIFFERENCE = 700;

export interface SoftmaxBlock {
  /** How many logits it takes, in rows of any length but at most BLOCK of them. */
  readonly capacity: number;
  /** In: the rows of logits. Overwritten. */
  readonly logit: Float64Array;
  /** In: the target class of each row and its weight, 0 to 1e280. */
  readonly target: Int32Array;
  readonly weight: Float64Array;
  /** Out: the losses, and the diagonals of the Hessians. */
  readonly value: Float64Array;
  readonly hessian: Float64Array;
  /** Computes the losses of the first `rows` rows of `classes` logits, and what their derivatives up to `order` need. */
  readonly computeValues: (rows: number, classes: number, gamma: number, order: Order) => void;
  /** Computes the diagonals of the Hessians of these rows. */
  readonly computeHessians: (rows: number, classes: number) => void;
  /** Fills `out` with the gradients of these rows, from `start` on. `out` may be {@link logit}: then nothing comes after. */
  readonly computeGradients: (rows: number, classes: number, out: OutputArray, start: number) => void;
  /** Fills `out` with the Hessian of the only row times `vector`; instead of the other derivatives. */
  readonly multiply: (classes: number, vector: ArrayLike<number>, out: { [index: number]: number }) => void;
}

let current: SoftmaxBlock | undefined;

/** The block to use for rows of `classes` logits. */
export function softmaxBlock(classes: number): SoftmaxBlock {
  if (current === undefined || current.capacity < classes) {
    current = makeSoftmaxBlock(Math.max(CAPACITY, classes), steps, powers, softmaxTerms);
  }
  return current;
}

function makeSoftmaxBlock(
  capacity: number,
  step: Float64Array,
  power: Float64Array,
  { own, largest, sum: logSum, sumLow, weight, value, slope, curvature, compute }: SoftmaxTerms,
): SoftmaxBlock {
  const logit = new Float64Array(capacity);
  const hessian = new Float64Array(capacity);
  const target = new Int32Array(BLOCK);
  // Of each row: S, and which class has 1 - r by the sum of the others.
  const sum = new Float64Array(BLOCK);
  const leader = new Int32Array(BLOCK);
  // What does not count: where, in which row, and the root of its exponential.
  const off = new Int32Array(capacity);
  const offRow = new Int32Array(capacity);
  const offRoot = new Float64Array(capacity);
  const offs = new Int32Array(1);
  const constants = Float64Array.of(
    -LARGEST_DIFFERENCE,
    ROUND,
    STEPS_PER_UNIT,
    LN2_STEP,
    LN2_STEP_LOW,
    1 / 2,
    1 / 6,
    1 / 24,
    1 / 120,
    1 / 720,
  );

  /** Replaces the logits of all rows by their exponentials, that of the target by 0, and sums these. */
  const exponentiate = (rows: number, classes: number): void => {
    fillExpTable();
    const lowest = constants[0]!;
    const round = constants[1]!;
    const perUnit = constants[2]!;
    const ln2Step = constants[3]!;
    const ln2StepLow = constants[4]!;
    const a2 = constants[5]!;
    const a3 = constants[6]!;
    const a4 = constants[7]!;
    const a5 = constants[8]!;
    const a6 = constants[9]!;
    offs[0] = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const c = start + target[row]!;
      own[row] = logit[c]!;
      logit[c] = -Infinity;
      let top = -Infinity;
      for (let i = start; i < end; i++) top = Math.max(top, logit[i]!);
      largest[row] = top;
      // The target counts as the exponential 1, so S starts at -1.
      logit[c] = top;
      let s = -1;
      let sLow = 0;
      if (top - top !== 0) s = takeInfinite(row, start, end, c, top);
      else
        for (let i = start; i < end; i++) {
          const z = logit[i]!;
          const x = z - top;
          const difference = x - z;
          const xLow = z - (x - difference) - (top + difference);
          if (x < lowest) {
            setOff(i, row, x, xLow);
            continue;
          }
          const k = x * perUnit + round - round;
          const r = x - k * ln2Step - (k * ln2StepLow - xLow);
          const whole = k | 0;
          const j = (whole & 127) << 1;
          const first = step[j]!;
          const square = r * r;
          const growth = square * (a2 + r * a3 + square * (a4 + r * a5 + square * a6));
          const rest = first * (r + growth) + step[j + 1]!;
          const scale = power[1012 + (whole >> 7)]!;
          const head = first + rest;
          const e = head * scale;
          logit[i] = e;
          const next = s + e;
          const rounded = next - s;
          sLow += s - (next - rounded) + (e - rounded) + (rest - (head - first)) * scale;
          s = next;
        }
      logit[c] = 0;
      const both = s + sLow;
      sum[row] = both;
      logSum[row] = both;
      sumLow[row] = sLow - (both - s);
    }
  };

  const setOff = (i: number, row: number, x: number, xLow: number): void => {
    const k = offs[0]!++;
    off[k] = i;
    offRow[k] = row;
    offRoot[k] = expOfMinus(-0.5 * x, -0.5 * xLow);
    logit[i] = 0;
  };

  /** M is NaN or infinite: the others are masked, or one of them is Infinity. Where several are, nothing is defined. */
  const takeInfinite = (row: number, start: number, end: number, c: number, top: number): number => {
    let infinite = 0;
    for (let i = start; i < end; i++) {
      logit[i] = i !== c && logit[i] === Infinity ? 1 : 0;
      infinite += logit[i]!;
    }
    largest[row] = infinite > 1 ? NaN : top;
    return 1;
  };

  const computeValues = (rows: number, classes: number, gamma: number, order: Order): void => {
    exponentiate(rows, classes);
    compute(rows, gamma, order);
  };

  const computeGradients: SoftmaxBlock["computeGradients"] = (rows, classes, out, start) => {
    for (let row = 0; row < rows; row++) {
      const first = row * classes;
      const end = first + classes;
      const share = 0 - slope[row]! / sum[row]!;
      if (out instanceof Float64Array) for (let i = first; i < end; i++) out[start + i] = logit[i]! * share;
      else if (out instanceof Float32Array)
        for (let i = first; i < end; i++) out[start + i] = logit[i]! * share;
      else for (let i = first; i < end; i++) out[start + i] = logit[i]! * share;
      out[start + first + target[row]!] = slope[row]!;
    }
    for (let k = 0; k < offs[0]!; k++) {
      const share = 0 - slope[offRow[k]!]! / sum[offRow[k]!]!;
      out[start + off[k]!] = offRoot[k]! * share * offRoot[k]!;
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
