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
  /** Adds the first `n` doubles of a column, or their exact products with weights. */
  readonly add: (column: Float64Array, n: number, weights?: Float64Array) => void;
  readonly sum: () => number;
  /** How many of the terms were NaN. */
  readonly nan: () => number;
}

export function makeTotal(): Total {
  /** The sum, its second word, how many terms were NaN. */
  const state = new Float64Array(3);

  const add = (column: Float64Array, n: number, weights?: Float64Array): void => {
    let sum = state[0]!;
    let rest = state[1]!;
    for (let i = 0; i < n; i++) {
      const value = weights === undefined ? column[i]! : twoProduct(weights[i]!, column[i]!);
      const next = sum + value;
      const rounded = next - sum;
      rest += sum - (next - rounded) + (value - rounded);
      if (weights !== undefined && Number.isFinite(low[0]!)) rest += low[0]!;
      sum = next;
      if (value !== value) state[2]! += 1;
    }
    state[0] = sum;
    state[1] = rest;
  };

  return {
    // Faster than fill, for three.
    clear: () => {
      state[0] = state[1] = state[2] = 0;
    },
    add,
    // Where the sum is infinite or NaN, so is its rounding error.
    sum: () => (Number.isFinite(state[0]!) ? state[0]! + state[1]! : state[0]!),
    nan: () => state[2]!,
  };
}
