/**
 * Class weights from class counts.
 *
 *     balancedAlpha           n_0/(n_0 + n_1)                     both classes weigh the same in total
 *     balancedWeights         n/(k n_c)                           all k classes weigh the same in total, n together
 *     effectiveNumberWeights  proportional to 1/(1 - beta^n_c)    the mean over the classes is 1
 *
 * 1 - beta^n is -expm1(n ln beta), with the exponent in two words; near 0, where 1 - e^x would cancel, its series.
 * The means are those of `ExactSum`, so that permuted counts give permuted weights to the last bit.
 *
 * Source: scikit-learn, `class_weight="balanced"`; Cui et al., Class-Balanced Loss Based on Effective Number of Samples (2019).
 */
import { fastTwoSum, low, twoProduct } from "./double-double.ts";
import { ExactSum } from "./exact-sum.ts";
import { exp } from "./exp.ts";
import { log } from "./log.ts";
import { show } from "./show.ts";

/**
 * The `alpha` with which both classes weigh the same in total: the share of class 0 in the samples.
 *
 * ```ts
 * balancedAlpha([990, 10]); // => 0.99
 * ```
 *
 * @param counts - How many samples have label 0 and label 1, in this order; whole numbers `>= 1`.
 * @returns `alpha` in (0, 1), for the options of the binary losses. Error below 1 ulp.
 * @throws If `counts` is not an array of numbers. {@link TypeError}
 * @throws If there are not two counts, or one is not a whole number `>= 1`: nothing balances a class without samples. {@link RangeError}
 */
export function balancedAlpha(counts: ArrayLike<number>): number {
  checkCounts(counts);
  if (counts.length !== 2) throw new RangeError(`"counts" expected length 2, got ${counts.length}`);
  return counts[0]! / (counts[0]! + counts[1]!);
}

/**
 * One weight per class with which all classes weigh the same in total, and all samples together as much as before
 * (`n / (k n_c)`, scikit-learn's "balanced").
 *
 * ```ts
 * balancedWeights([60, 30, 10]); // => [0.5555555555555556, 1.1111111111111112, 3.3333333333333335]
 * ```
 *
 * @param counts - How many samples each class has, by class index; whole numbers `>= 1`.
 * @returns Weights by class index, for the `alpha` of the softmax losses. Error below 2 ulp.
 * @throws If `counts` is not an array of numbers. {@link TypeError}
 * @throws If there is no count, or one is not a whole number `>= 1`: nothing balances a class without samples. {@link RangeError}
 */
export function balancedWeights(counts: ArrayLike<number>): number[] {
  checkCounts(counts);
  const mean = new ExactSum().addAll(counts).mean();
  return Array.from(counts, (count) => mean / count);
}

/**
 * One weight per class, inverse to its effective number of samples `(1 - beta^n_c) / (1 - beta)`, with mean 1.
 *
 * `beta` says how much samples overlap: at 0 all weights are 1, at 1 they are inverse to the counts. For a binary loss,
 * `alpha` is `w[1] / (w[0] + w[1])`.
 *
 * ```ts
 * effectiveNumberWeights([60, 30, 10], 0.9); // => [0.8391673953727129, 0.8747406732493587, 1.2860919313779282]
 * ```
 *
 * @param counts - How many samples each class has, by class index; whole numbers `>= 1`.
 * @param beta - In [0, 1] (default 0.9999).
 * @returns Weights by class index; they sum to the number of classes. Error below 8 ulp.
 * @throws If `counts` is not an array of numbers, or `beta` no number. {@link TypeError}
 * @throws If there is no count, one is not a whole number `>= 1`, or `beta` is outside [0, 1]. {@link RangeError}
 */
export function effectiveNumberWeights(counts: ArrayLike<number>, beta: number = 0.9999): number[] {
  checkCounts(counts);
  if (!(beta >= 0 && beta <= 1) || typeof beta !== "number") {
    const message = `"beta" expected a number from 0 to 1, got ${show(beta)}`;
    throw typeof beta === "number" ? new RangeError(message) : new TypeError(message);
  }
  const inverses = Array.from(counts, (count) => 1 / withoutPower(beta, count));
  const mean = new ExactSum().addAll(inverses).mean();
  return inverses.map((inverse) => inverse / mean);
}

/** 1 - beta^n; its limit over 1 - beta, which is n, for beta = 1. */
function withoutPower(beta: number, n: number): number {
  if (beta === 0) return 1;
  if (beta === 1) return n;
  const ln = log(beta, 0);
  const lnLow = low[0]!;
  const product = twoProduct(n, ln);
  const x = fastTwoSum(product, low[0]! + n * lnLow);
  const xLow = low[0]!;
  if (x < -40) return 1;
  if (x < -0.5) return 1 - exp(x, xLow) - low[0]!;
  // expm1 x = x (1 + x/2 (1 + x/3 (1 + ...)))
  let series = 1;
  for (let k = 16; k > 1; k--) series = 1 + (x / k) * series;
  return -(x * series + xLow);
}

function checkCounts(counts: ArrayLike<number>): void {
  const length: unknown = (counts as ArrayLike<number> | null | undefined)?.length;
  if (typeof counts !== "object" || typeof length !== "number") {
    throw new TypeError(`"counts" expected an array of numbers, got ${show(counts)}`);
  }
  if (length === 0) throw new RangeError(`"counts" expected at least one class, got none`);
  for (let c = 0; c < length; c++) {
    const count: unknown = counts[c];
    if (typeof count === "number" && Number.isSafeInteger(count) && count >= 1) continue;
    const message = `"counts[${c}]" expected a whole number >= 1, got ${show(count)}`;
    throw typeof count === "number" ? new RangeError(message) : new TypeError(message);
  }
}
