/**
 * The total of a batch, carried in two words: each addition leaves its rounding error in the second word.
 *
 * For losses, which are not negative, the error is below n 2^-104 of the total: it is the exact sum rounded once, unless that
 * lies so near to the middle of two doubles. Where many batches make one total, `ExactSum` is exact in every case.
 *
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen (1974).
 */
import { low, twoProduct } from "./double-double.ts";

export interface Total {
  /** Starts again at 0. */
  readonly clear: () => void;
  /** Adds the first `n` doubles of a column. */
  readonly add: (column: Float64Array, n: number) => void;
  /** Adds the exact products of the first `n` doubles of two columns. */
  readonly addProducts: (weights: Float64Array, column: Float64Array, n: number) => void;
  readonly sum: () => number;
  /** How many of the terms were NaN. */
  readonly nan: () => number;
}

export function makeTotal(): Total {
  const words = new Float64Array(2);
  let nan = 0;

  const clear = (): void => {
    words.fill(0);
    nan = 0;
  };

  const add = (column: Float64Array, n: number): void => {
    let sum = words[0]!;
    let rest = words[1]!;
    for (let i = 0; i < n; i++) {
      const value = column[i]!;
      const next = sum + value;
      const rounded = next - sum;
      rest += sum - (next - rounded) + (value - rounded);
      sum = next;
      if (value !== value) nan += 1;
    }
    words[0] = sum;
    words[1] = rest;
  };

  const one = new Float64Array(1);
  const addProducts = (weights: Float64Array, column: Float64Array, n: number): void => {
    for (let i = 0; i < n; i++) {
      const weight = weights[i]!;
      const value = column[i]!;
      one[0] = weight * value;
      add(one, 1);
      twoProduct(weight, value);
      if (Number.isFinite(low[0]!)) words[1]! += low[0]!;
    }
  };

  // Where the sum is infinite or NaN, so is its rounding error.
  const sum = (): number => (Number.isFinite(words[0]!) ? words[0]! + words[1]! : words[0]!);

  return { clear, add, addProducts, sum, nan: () => nan };
}
