/**
 * The terms of softmax focal losses, a column of them at their margins.
 *
 *     d = z - M - ln S,  S = sum of exp(z_j - M)       over the other classes j
 *     w A(d), w A'(d), w A''(d)
 *
 * d is carried in two words (within 2^-58), since an error of d counts gamma + 1 times. Where all others are masked, M is
 * -Infinity and so the term is 0. Weights are multiplied by 2^60 until results are final: so a result that is subnormal is
 * rounded once.
 */
import { low } from "./double-double.ts";
import { BLOCK, focalColumns, type Order } from "./focal-columns.ts";
import { addFocalTerm, largestMargin, loss } from "./focal-term.ts";
import { log } from "./log.ts";

/** Of weights: 2^60. */
export const SCALE = 1152921504606846976;
/** What brings results back: 2^-60. */
export const UNIT = 8.673617379884035e-19;

export interface SoftmaxTerms {
  /** In: z, M, and S >= 1 in two words, and the weights, 0 to 1e280, times {@link SCALE}. */
  readonly own: Float64Array;
  readonly largest: Float64Array;
  readonly sum: Float64Array;
  readonly sumLow: Float64Array;
  readonly weight: Float64Array;
  /** Out: the terms; and their derivatives by d, divided by {@link UNIT}. */
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** Computes the first `n` terms, at most {@link BLOCK}, and their derivatives up to `order`. */
  readonly compute: (n: number, gamma: number, order: Order) => void;
}

export const softmaxTerms: SoftmaxTerms = /* @__PURE__ */ makeSoftmaxTerms();

function makeSoftmaxTerms(): SoftmaxTerms {
  const {
    label,
    logit: margin,
    logitLow: marginLow,
    value,
    gradient: slope,
    hessian: curvature,
  } = focalColumns;
  const own = new Float64Array(BLOCK);
  const largest = new Float64Array(BLOCK);
  const sum = new Float64Array(BLOCK);
  const sumLow = new Float64Array(BLOCK);
  const weight = new Float64Array(BLOCK);

  const compute: SoftmaxTerms["compute"] = (n, gamma, order) => {
    for (let i = 0; i < n; i++) {
      const z = own[i]!;
      const top = largest[i]!;
      const L = log(sum[i]!, sumLow[i]!);
      const LLow = low[0]!;
      const difference = z - top;
      const rounded = difference - z;
      const high = difference - L;
      const highRounded = high - difference;
      const rest =
        difference -
        (high - highRounded) -
        (L + highRounded) +
        (z - (difference - rounded) - (top + rounded) - LLow);
      const d = high + rest;
      const finite = d - d === 0;
      label[i] = 1;
      margin[i] = finite ? d : top === -Infinity && z === z ? Infinity : difference;
      marginLow[i] = finite ? rest - (d - high) : 0;
    }
    const limit = largestMargin(gamma, 1);
    const count = focalColumns.fill(label, margin, 0, n, { gamma, limit, w1: 1, w0: 1, order }, slope);
    for (let i = 0; i < n; i++) {
      const w = weight[i]!;
      // 0 + makes +0 of the -0 of a weight of 0.
      value[i] = value[i]! * w * UNIT;
      slope[i] = 0 + slope[i]! * w;
      curvature[i] = 0 + curvature[i]! * w;
    }
    for (let k = 0; k < count; k++) {
      const i = focalColumns.off[k]!;
      const d = margin[i]!;
      const w = weight[i]!;
      const isNumber = d === d && w === w;
      loss.fill(isNumber ? 0 : NaN);
      if (isNumber) addFocalTerm(d, marginLow[i]!, gamma, w, largestMargin(gamma, w), 1);
      value[i] = loss[0]! * UNIT;
      slope[i] = loss[1]!;
      curvature[i] = loss[2]!;
      if (value[i] !== Infinity) continue;
      // Perhaps only with the scale.
      loss.fill(0);
      addFocalTerm(d, marginLow[i]!, gamma, w * UNIT, largestMargin(gamma, w * UNIT), 1);
      value[i] = loss[0]!;
      // Or with the margin: there the loss is w times it.
      const half = 0.5 * largest[i]! - 0.5 * own[i]!;
      if (half < Infinity && value[i] === Infinity) value[i] = w * UNIT * 2 * half;
    }
    marginLow.fill(0, 0, n);
  };

  return { own, largest, sum, sumLow, weight, value, slope, curvature, compute };
}
