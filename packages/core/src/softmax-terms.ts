/**
 * The terms of softmax focal losses, a column of them at their margins.
 *
 *     d = z - M - ln S,  S = sum of exp(z_j - M),  M the largest z_j       over the other classes j
 *     w A(d), w A'(d), w A''(d)
 *
 * d is carried in two words (within 2^-58), since an error of d counts gamma + 1 times. Where all others are masked, M is
 * -Infinity and so the term is 0.
 */
import { type FocalColumns, focalColumns } from "./focal-columns.ts";
import { focalTerm, largestMargin, term } from "./focal-term.ts";
import { type LogPairColumn, logPairColumn } from "./log-column.ts";
import { BLOCK, type MarginColumns, marginColumns } from "./margin-columns.ts";
import { type PowerColumn, powerColumn } from "./power-column.ts";

/** The highest derivative that is wanted. */
export type Order = 0 | 1 | 2;

export interface SoftmaxTerms {
  /** In: z, M, and S >= 1 in two words, which are overwritten. */
  readonly own: Float64Array;
  readonly largest: Float64Array;
  readonly sum: Float64Array;
  readonly sumLow: Float64Array;
  /** In: 0 to 1e280. */
  readonly weight: Float64Array;
  /** Out, as far as the order goes. */
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** Computes the first `n` terms, at most {@link BLOCK}. */
  readonly compute: (n: number, gamma: number, order: Order) => void;
}

export const softmaxTerms: SoftmaxTerms = /* @__PURE__ */ makeSoftmaxTerms(
  marginColumns,
  powerColumn,
  focalColumns,
  logPairColumn,
);

function makeSoftmaxTerms(
  margins: MarginColumns,
  powers: PowerColumn,
  { value, gradient: slope, hessian: curvature, fillValue, fillGradient, fillHessian }: FocalColumns,
  logarithms: LogPairColumn,
): SoftmaxTerms {
  const { label, logit: margin, logitLow: marginLow, off } = margins;
  const fills = [fillValue, fillGradient, fillHessian] as const;
  const own = new Float64Array(BLOCK);
  const largest = new Float64Array(BLOCK);
  const sum = new Float64Array(BLOCK);
  const sumLow = new Float64Array(BLOCK);
  const weight = new Float64Array(BLOCK);

  const computeMargins = (n: number): void => {
    logarithms(sum, sumLow, n);
    for (let i = 0; i < n; i++) {
      const z = own[i]!;
      const top = largest[i]!;
      const L = sum[i]!;
      const difference = z - top;
      const rounded = difference - z;
      const differenceLow = z - (difference - rounded) - (top + rounded);
      const high = difference - L;
      const highRounded = high - difference;
      const highLow = difference - (high - highRounded) - (L + highRounded);
      const rest = highLow + (differenceLow - sumLow[i]!);
      const d = high + rest;
      label[i] = 1;
      margin[i] = d;
      marginLow[i] = rest - (d - high);
      if (d - d !== 0) {
        margin[i] = top === -Infinity && z === z ? Infinity : difference;
        marginLow[i] = 0;
      }
    }
  };

  const compute = (n: number, gamma: number, order: Order): void => {
    computeMargins(n);
    const offs = margins.fill(n, largestMargin(gamma, 1));
    powers.fill(n, gamma, 1, 1);
    fills[order](n, gamma);
    for (let i = 0; i < n; i++) {
      const w = weight[i]!;
      // 0 + makes +0 of the -0 of a weight of 0.
      value[i]! *= w;
      slope[i] = 0 + slope[i]! * w;
      curvature[i] = 0 + curvature[i]! * w;
    }
    for (let k = 0; k < offs; k++) {
      const i = off[k]!;
      const w = weight[i]!;
      const d = margin[i]!;
      if (d === d) focalTerm(d, marginLow[i]!, gamma, w, largestMargin(gamma, w));
      else term.fill(NaN);
      value[i] = term[0]!;
      slope[i] = term[1]!;
      curvature[i] = term[2]!;
    }
    marginLow.fill(0, 0, n);
  };

  return { own, largest, sum, sumLow, weight, value, slope, curvature, compute };
}
