/**
 * The softmax focal losses of a block of rows of logits, each with one target class c.
 *
 *     d = z_c - M - ln S,  S = sum of e_j,  e_j = exp(z_j - M)       over j != c
 *     r_j = e_j / S
 *     FL = w A(d)
 *     gradient:          w A'(d) at c,  -w A'(d) r_j else
 *     Hessian diagonal:  w A''(d) at c,  w (A''(d) r_j^2 - A'(d) r_j (1 - r_j)) else
 *     Hessian times x:   w A''(d) (x_c - X) at c,  w r_j (-A''(d) (x_c - X) - A'(d) (x_j - X)) else,  X = sum of r_j x_j
 *
 * No 1 - p_c is formed: d is a sum over the other classes. 1 - r_j loses nothing where r_j <= 1/2; the largest r_j takes the
 * sum of the others.
 */
import type { Numbers } from "./batch-options.ts";
import { low, twoSum } from "./double-double.ts";
import { BLOCK, type Order } from "./focal-columns.ts";
import { makeExponentials } from "./softmax-exponentials.ts";
import { softmaxTerms } from "./softmax-terms.ts";

/** Logits a block: its columns stay in the fastest cache. */
const CAPACITY = 1280;
/** The weight of rows whose derivatives are left alone. */
export const SKIPPED = -1;

/** An array to fill with one number a class. */
export type ClassArray = Float64Array | Float32Array | number[];

export interface SoftmaxBlock {
  /** How many logits it takes, in rows of any length but at most BLOCK of them. */
  readonly capacity: number;
  /** In: the target class of each row. Its weight is that of softmax-terms.ts. */
  readonly target: Int32Array;
  /**
   * Computes `rows` rows of logits, which start at `at`, for derivatives up to `order`. Losses are left in softmax-terms.ts.
   */
  readonly compute: (
    logits: Numbers,
    at: number,
    rows: number,
    classes: number,
    gamma: number,
    order: Order,
  ) => void;
  /** Fill `out` with what follows for these rows, from `start` on, times `unit`/UNIT. */
  readonly gradients: (rows: number, classes: number, out: ClassArray, start: number, unit: number) => void;
  readonly hessians: (rows: number, classes: number, out: ClassArray, start: number, unit: number) => void;
  /** Fills `out` with the Hessian of the only row times `vector`, times `unit`/UNIT. */
  readonly multiply: (classes: number, out: ClassArray, vector: ArrayLike<number>, unit: number) => void;
}

let current: SoftmaxBlock | undefined;

/** The block to use for rows of `classes` logits. */
export function softmaxBlock(classes: number): SoftmaxBlock {
  if (current === undefined || current.capacity < classes) {
    current = makeSoftmaxBlock(Math.max(CAPACITY, classes));
  }
  return current;
}

function makeSoftmaxBlock(capacity: number): SoftmaxBlock {
  const { sum, weight, slope, curvature } = softmaxTerms;
  const { target, exponential, off, offRoot, fill } = makeExponentials(capacity);
  const beside = new Float64Array(BLOCK);
  let offs = 0;

  const compute: SoftmaxBlock["compute"] = (logits, at, rows, classes, gamma, order) => {
    offs = fill(logits, at, rows, classes, false);
    softmaxTerms.compute(rows, gamma, order);
  };

  /** -w A'(d)/S */
  const shareOf = (row: number): number => 0 - slope[row]! / sum[row]!;

  /** Where r_j^2 is 0, the gradient and the diagonal of the Hessian are -w A'(d) r_j. */
  const fillOff = (classes: number, out: ClassArray, start: number, unit: number): void => {
    for (let k = 0; k < offs; k++) {
      const row = Math.floor(off[k]! / classes);
      if (weight[row] === SKIPPED) continue;
      out[start + off[k]!] = offRoot[k]! * shareOf(row) * offRoot[k]! * unit;
    }
  };

  const gradients: SoftmaxBlock["gradients"] = (rows, classes, out, start, unit) => {
    for (let row = 0; row < rows; row++) {
      if (weight[row] === SKIPPED) continue;
      const first = row * classes;
      const end = first + classes;
      const share = shareOf(row);
      for (let i = first; i < end; i++) out[start + i] = exponential[i]! * share * unit;
      out[start + first + target[row]!] = slope[row]! * unit;
    }
    fillOff(classes, out, start, unit);
  };

  const hessians: SoftmaxBlock["hessians"] = (rows, classes, out, start, unit) => {
    // What the largest r_j has beside it that does not count in S.
    beside.fill(0, 0, rows);
    for (let k = 0; k < offs; k++) {
      const row = Math.floor(off[k]! / classes);
      beside[row]! += offRoot[k]! * (shareOf(row) / sum[row]!) * offRoot[k]!;
    }
    for (let row = 0; row < rows; row++) {
      if (weight[row] === SKIPPED) continue;
      const first = row * classes;
      const end = first + classes;
      const s = sum[row]!;
      const share = shareOf(row);
      const bent = curvature[row]!;
      let top = first;
      for (let i = first; i < end; i++) if (exponential[i]! > exponential[top]!) top = i;
      let others = 0;
      let othersLow = 0;
      for (let i = first; i < end; i++) {
        if (i === top) continue;
        others = twoSum(others, exponential[i]!);
        othersLow += low[0]!;
      }
      for (let i = first; i < end; i++) {
        const e = exponential[i]!;
        const r = e / s;
        const spread =
          i === top ? e * share * ((others + othersLow) / s) + beside[row]! : e * share * (1 - r);
        out[start + i] = (bent * r * r + spread) * unit;
      }
      out[start + first + target[row]!] = bent * unit;
    }
    fillOff(classes, out, start, unit);
  };

  const multiply: SoftmaxBlock["multiply"] = (classes, out, vector, unit) => {
    const c = target[0]!;
    const s = sum[0]!;
    for (let k = 0; k < offs; k++) exponential[off[k]!] = offRoot[k]! * offRoot[k]!;
    let mean = 0;
    let meanLow = 0;
    for (let i = 0; i < classes; i++) {
      if (i === c) continue;
      mean = twoSum(mean, exponential[i]! * vector[i]!);
      meanLow += low[0]!;
    }
    mean = (mean + meanLow) / s;
    const difference = vector[c]! - mean;
    const share = shareOf(0);
    const bent = (curvature[0]! * difference) / s;
    const factor = (i: number): number => share * (vector[i]! - mean) - bent;
    const ofTarget = curvature[0]! * difference;
    let next = 0;
    for (let i = 0; i < classes; i++) {
      const root = next < offs && off[next] === i ? offRoot[next++]! : undefined;
      const product = root === undefined ? exponential[i]! * factor(i) : root * factor(i) * root;
      out[i] = (i === c ? ofTarget : product) * unit;
    }
  };

  return { capacity, target, compute, gradients, hessians, multiply };
}
