/**
 * The exponentials of one row of logits, and the sums of all but one.
 *
 *     e_j = exp(z_j - M)
 *     T_k = sum of e_j over j != k        as prefix plus suffix, in two words: nothing is subtracted
 *
 * Below exp(-700), e_j = a_j b_j with both its root, so that a product (a_j P) b_j only vanishes where it underflows.
 */
import { fastTwoSum, low, twoSum } from "./double-double.ts";
import { expOfMinus } from "./exp-table.ts";
import { expPairColumn } from "./exp-column.ts";

export interface Exponentials {
  /** e_j = a_j b_j. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** T_k, without the classes that {@link fill} left out. */
  readonly others: Float64Array;
  readonly othersLow: Float64Array;
  /**
   * Fills the columns for `n` logits and their maximum M. Classes `first` and `second` get an exponential of 1, which is
   * left out of the sums. Returns false where a logit is NaN, or Infinity and M too.
   */
  readonly fill: (logit: Float64Array, n: number, largest: number, first: number, second: number) => boolean;
}

export function makeExponentials(capacity: number): Exponentials {
  const a = new Float64Array(capacity);
  const b = new Float64Array(capacity);
  const aLow = new Float64Array(capacity);
  const others = new Float64Array(capacity);
  const othersLow = new Float64Array(capacity);

  const fill: Exponentials["fill"] = (logit, n, largest, first, second) => {
    let defined = true;
    for (let i = 0; i < n; i++) {
      const counts = i !== first && i !== second;
      const x = counts ? twoSum(largest, -logit[i]!) : 0;
      const xLow = counts ? low[0]! : 0;
      const off = !(x <= 700);
      if (x !== x) defined = false;
      b[i] = off ? expOfMinus(0.5 * x, 0.5 * xLow) : 1;
      a[i] = off ? 0 : x;
      aLow[i] = off ? 0 : xLow;
    }
    expPairColumn(a, aLow, n);
    for (let i = 0; i < n; i++) {
      if (b[i] === 1) continue;
      a[i] = b[i]! * b[i]!;
      aLow[i] = 0;
    }
    a[first] = a[second] = 0;
    sumOthers(a, aLow, n, others, othersLow, first, second);
    a[first] = a[second] = 1;
    for (let i = 0; i < n; i++) if (b[i] !== 1) a[i] = b[i]!;
    return defined;
  };

  return { a, b, others, othersLow, fill };
}

/** Replaces the first `n` pairs of `sums` by the sums of all but one of the pairs x; `first` and `second` count as 0. */
export function sumOthers(
  x: Float64Array,
  xLow: Float64Array | undefined,
  n: number,
  sums: Float64Array,
  sumsLow: Float64Array,
  first = -1,
  second = -1,
): void {
  let sum = 0;
  let rest = 0;
  for (let i = n - 1; i >= 0; i--) {
    sums[i] = sum;
    sumsLow[i] = rest;
    if (i === first || i === second) continue;
    sum = twoSum(sum, x[i]!);
    rest += low[0]! + (xLow === undefined ? 0 : xLow[i]!);
  }
  sum = 0;
  rest = 0;
  for (let i = 0; i < n; i++) {
    const total = twoSum(sums[i]!, sum);
    sums[i] = fastTwoSum(total, low[0]! + (sumsLow[i]! + rest));
    sumsLow[i] = low[0]!;
    if (i === first || i === second) continue;
    sum = twoSum(sum, x[i]!);
    rest += low[0]! + (xLow === undefined ? 0 : xLow[i]!);
  }
}
