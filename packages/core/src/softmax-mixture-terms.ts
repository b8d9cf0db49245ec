/**
 * The terms of rows of logits whose softmax targets have several classes k, each at its margin d_k.
 *
 * The class m with the largest logit has its term as the only target of a row (softmax-block.ts), with e_j = exp(z_j - z_m), the
 * sum S of them over the others, and d_m = -ln S. For the other classes, with e_m = 1,
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
import { softmaxTerms } from "./softmax-terms.ts";

/** Rows of logits, which start at `at`; as many as a softmax block takes. */
export interface MixtureRows {
  readonly logits: Numbers;
  readonly at: number;
  readonly rows: number;
  readonly classes: number;
  /** w of each class, times SCALE: of the first row from `first` on. */
  readonly weights: Float64Array;
  readonly first: number;
  readonly gamma: number;
  readonly order: Order;
}

export interface MixtureTerms {
  /** Of each element: z, w A'(d) and w A''(d) but for m, S_k, S_k - 1, and c_k. The e_j are in the block. */
  readonly z: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  readonly sum: Float64Array;
  readonly beside: Float64Array;
  readonly share: Float64Array;
  /** Of each row: m, counted from the start of the row, and the loss in two words. */
  readonly top: Int32Array;
  readonly total: Float64Array;
  readonly totalLow: Float64Array;
  /** Whether a row is not finite or too wide for the terms of the others, which then are not there. */
  readonly isWide: (row: number) => boolean;
  /** Computes the terms of m, and leaves them in the block. */
  readonly takeLargest: (mixture: MixtureRows) => void;
  /** Computes those of the others. */
  readonly takeOthers: (mixture: MixtureRows) => void;
}

export function makeMixtureTerms(block: SoftmaxBlock): MixtureTerms {
  const { capacity, target, exponential, exponentialLow, off, offRoot } = block;
  const terms = softmaxTerms;
  const column = (): Float64Array => new Float64Array(capacity);
  const z = column();
  const slope = column();
  const curvature = column();
  const sum = column();
  const beside = column();
  const share = column();
  const top = new Int32Array(BLOCK);
  const total = new Float64Array(BLOCK);
  const totalLow = new Float64Array(BLOCK);
  // Of each row: S in two words, 0 where it is wide; of a block of terms, which element each is of.
  const others = new Float64Array(BLOCK);
  const othersLow = new Float64Array(BLOCK);
  const elementOf = new Int32Array(BLOCK);

  const takeLargest: MixtureTerms["takeLargest"] = (mixture) => {
    const { logits, at, rows, classes, weights, first, gamma, order } = mixture;
    stage(z, logits, at, rows * classes);
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      let m = 0;
      for (let k = 1; k < classes; k++) if (z[start + k]! > z[start + m]!) m = k;
      top[row] = target[row] = m;
      terms.weight[row] = weights[first + start + m]!;
    }
    const offs = block.compute(z, 0, rows, classes, gamma, order, true);
    for (let row = 0; row < rows; row++) {
      // Where M is not z_m, a logit is not finite.
      const distance = terms.own[row]! - terms.largest[row]!;
      others[row] = distance === 0 ? terms.sum[row]! : 0;
      othersLow[row] = terms.sumLow[row]!;
      total[row] = terms.value[row]!;
      totalLow[row] = 0;
    }
    for (let k = 0; k < offs; k++) if (offRoot[k]! > 0) others[Math.floor(off[k]! / classes)] = 0;
  };

  const isWide = (row: number): boolean => !(others[row]! > 0);

  const takeOthers: MixtureTerms["takeOthers"] = (mixture) => {
    const { rows, classes, weights, first } = mixture;
    const n = rows * classes;
    for (const column of [slope, curvature, beside, share]) column.fill(0, 0, n);
    sum.fill(1, 0, n);
    let count = 0;
    for (let row = 0; row < rows; row++) {
      if (isWide(row)) continue;
      const start = row * classes;
      const m = start + top[row]!;
      const zTop = z[m]!;
      const S = others[row]!;
      const SLow = othersLow[row]!;
      for (let i = start; i < start + classes; i++) {
        const w = weights[first + i]!;
        if (w === 0 || i === m) continue;
        const e = exponential[i]!;
        const rest = S - e;
        const restLow = S - rest - e + (SLow - exponentialLow[i]!);
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
      exponential[m] = 1;
    }
    settle(count, mixture);
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
    slope,
    curvature,
    sum,
    beside,
    share,
    top,
    total,
    totalLow,
    isWide,
    takeLargest,
    takeOthers,
  };
}
