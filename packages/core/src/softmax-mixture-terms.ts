/**
 * The terms of rows of logits whose softmax targets have several classes k, each at its margin d_k.
 *
 * The class m with the largest logit has its term as the only target of a row (softmax-block.ts). For the other classes, with
 * e_j = exp(z_j - z_m), e_m = 1, and S the sum of e_j over j != m,
 *
 *     S_k = 1 + (S - e_k)          sum of e_j over j != k
 *     d_k = z_k - z_m - ln S_k
 *     c_k = -w_k A'(d_k)/S_k
 *
 * What is subtracted from S is a part of it, and what is left is added to 1: nothing is lost.
 */
import type { Numbers } from "./batch-options.ts";
import { stage } from "./columns-io.ts";
import { low, twoSum } from "./double-double.ts";
import { BLOCK, type Order } from "./focal-columns.ts";
import type { SoftmaxBlock } from "./softmax-block.ts";
import { makeExponentials } from "./softmax-exponentials.ts";
import { softmaxTerms } from "./softmax-terms.ts";

/** Some rows of a block of logits, which starts at `at`. */
export interface MixtureRows {
  readonly logits: Numbers;
  readonly at: number;
  /** Which rows, and how many. */
  readonly indices: ArrayLike<number>;
  readonly rows: number;
  readonly classes: number;
  /** w of each class of each row of the block, times SCALE. */
  readonly weights: Float64Array;
  readonly gamma: number;
  readonly order: Order;
}

export interface MixtureTerms {
  /**
   * Of each class of these rows: z; e in two factors, so that only their product may underflow; w A'(d) and w A''(d) but for m;
   * S_k, S_k - 1 and c_k.
   */
  readonly z: Float64Array;
  readonly e: Float64Array;
  readonly root: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  readonly sum: Float64Array;
  readonly beside: Float64Array;
  readonly share: Float64Array;
  /** Of each row: m, counted from the start of the row, and the loss in two words. */
  readonly top: Int32Array;
  readonly total: Float64Array;
  readonly totalLow: Float64Array;
  /** Whether a row has a logit that is NaN or Infinity, or none above -Infinity. Its other terms are not there. */
  readonly isOdd: (row: number) => boolean;
  /** Computes the terms of m, and leaves them in the block. */
  readonly takeLargest: (mixture: MixtureRows) => void;
  /** Computes those of the others. */
  readonly takeOthers: (mixture: MixtureRows) => void;
}

export function makeMixtureTerms(block: SoftmaxBlock): MixtureTerms {
  const { capacity } = block;
  const { target, exponential: e, exponentialLow: eLow, off, offRoot, fill } = makeExponentials(capacity);
  const terms = softmaxTerms;
  const column = (): Float64Array => new Float64Array(capacity);
  const z = column();
  const root = column();
  const slope = column();
  const curvature = column();
  const sum = column();
  const beside = column();
  const share = column();
  const total = new Float64Array(BLOCK);
  const totalLow = new Float64Array(BLOCK);
  // Of each row: S in two words, NaN where it is odd; of a block of terms, which element each is of.
  const others = new Float64Array(BLOCK);
  const othersLow = new Float64Array(BLOCK);
  const elementOf = new Int32Array(BLOCK);

  const takeLargest: MixtureTerms["takeLargest"] = (mixture) => {
    const { logits, at, indices, rows, classes, weights, gamma, order } = mixture;
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const from = indices[row]! * classes;
      stage(z, logits, at + from, classes, start);
      let m = 0;
      for (let k = 1; k < classes; k++) if (z[start + k]! > z[start + m]!) m = k;
      block.target[row] = target[row] = m;
      terms.weight[row] = weights[from + m]!;
    }
    block.compute(z, 0, rows, classes, gamma, order);
    total.set(terms.value);
    totalLow.fill(0);
  };

  const isOdd = (row: number): boolean => others[row] !== others[row];

  const takeOthers: MixtureTerms["takeOthers"] = (mixture) => {
    const { indices, rows, classes, weights } = mixture;
    const n = rows * classes;
    for (const column of [slope, curvature, beside, share]) column.fill(0, 0, n);
    for (const column of [sum, root]) column.fill(1, 0, n);
    const offs = fill(z, 0, rows, classes, true);
    for (let row = 0; row < rows; row++) {
      // Where M is not z_m, a logit is not finite.
      const distance = terms.own[row]! - terms.largest[row]!;
      others[row] = distance === 0 ? terms.sum[row]! : NaN;
      othersLow[row] = terms.sumLow[row]!;
    }
    let count = 0;
    for (let row = 0; row < rows; row++) {
      if (isOdd(row)) continue;
      const start = row * classes;
      const m = start + target[row]!;
      const ofRow = indices[row]! * classes - start;
      const zTop = z[m]!;
      const S = others[row]!;
      const SLow = othersLow[row]!;
      for (let i = start; i < start + classes; i++) {
        const w = weights[ofRow + i]!;
        if (w === 0 || i === m) continue;
        const rest = S - e[i]!;
        const restLow = S - rest - e[i]! + (SLow - eLow[i]!);
        const high = 1 + rest;
        const rounded = high - 1;
        const highLow = 1 - (high - rounded) + (rest - rounded) + restLow;
        const ofOthers = high + highLow;
        beside[i] = rest + restLow;
        sum[i] = ofOthers;
        terms.sum[count] = ofOthers;
        terms.sumLow[count] = highLow - (ofOthers - high);
        terms.own[count] = z[i]!;
        terms.largest[count] = zTop;
        terms.weight[count] = w;
        elementOf[count] = i;
        count += 1;
        if (count === BLOCK) {
          settle(count, mixture);
          count = 0;
        }
      }
      e[m] = 1;
    }
    settle(count, mixture);
    for (let k = 0; k < offs; k++) e[off[k]!] = root[off[k]!] = offRoot[k]!;
  };

  /** Computes a block of terms. */
  const settle = (count: number, { classes, gamma, order }: MixtureRows): void => {
    terms.compute(count, gamma, order);
    for (let k = 0; k < count; k++) {
      const i = elementOf[k]!;
      const row = Math.floor(i / classes);
      const ofTerm = terms.slope[k]!;
      slope[i] = ofTerm;
      curvature[i] = terms.curvature[k]!;
      share[i] = 0 - ofTerm / sum[i]!;
      total[row] = twoSum(total[row]!, terms.value[k]!);
      totalLow[row]! += low[0]!;
    }
  };

  return {
    z,
    e,
    root,
    slope,
    curvature,
    sum,
    beside,
    share,
    top: target,
    total,
    totalLow,
    isOdd,
    takeLargest,
    takeOthers,
  };
}
