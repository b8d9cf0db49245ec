/**
 * Class weights from class counts.
 *
 *     balancedAlpha           n_0/(n_0 + n_1)                     both classes weigh the same in total
 *     balancedWeights         n/(k n_c)                           all k classes weigh the same in total, n together
 *     effectiveNumberWeights  proportional to 1/(1 - beta^n_c)    the mean over the classes is 1
 *
 * beta^n is e^x with x = n ln beta, both in two words: where x is near 0, the second word of e^x has what 1 - e^x would lose.
 * The means are those of `ExactSum`, so that permuted counts give permuted weights to the last bit.
 *
 * Source: scikit-learn, `class_weight="balanced"`; Cui et al., Class-Balanced Loss Based on Effective Number of Samples (2019).
 */
import { low, twoProduct } from "./double-double.ts";
import { ExactSum } from "./exact-sum.ts";
import { expPair } from "./exp-column.ts";
import { log } from "./log.ts";
import { refuse } from "./show.ts";

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
  if (counts.length !== 2) refuse("counts", "length 2", counts.length);
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
  if (!(typeof beta === "number" && beta >= 0 && beta <= 1)) refuse("beta", "a number from 0 to 1", beta);
  const inverses = Array.from(counts, (count) => 1 / withoutPower(beta, count));
  const mean = new ExactSum().addAll(inverses).mean();
  return inverses.map((inverse) => inverse / mean);
}

/** 1 - beta^n; its limit over 1 - beta, which is n, for beta = 1. */
function withoutPower(beta: number, n: number): number {
  if (beta === 0) return 1;
  if (beta === 1) return n;
  const x = twoProduct(n, log(beta, 0));
  if (x < -40) return 1;
  const power = expPair(-x, -low[0]!);
  return 1 - power - low[0]!;
}

function checkCounts(counts: ArrayLike<number>): void {
  if (!(typeof counts === "object" && typeof counts?.length === "number")) {
    refuse("counts", "an array of numbers", counts, false);
  }
  if (counts.length === 0) throw new RangeError(`"counts" expected at least one class, got none`);
  for (let c = 0; c < counts.length; c++) {
    const count = counts[c]!;
    if (!(Number.isSafeInteger(count) && count >= 1))
      refuse(`counts[${c}]`, "a whole number from 1 to 2^53 - 1", count);
  }
}
