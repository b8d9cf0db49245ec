/**
 * The loss of a row as one SQL expression.
 */
import { checkGamma, checkScoreOptions, type ScoreOptions } from "./options.ts";
import { printInline } from "./print.ts";
import { rowSteps } from "./loss-steps.ts";

/** Options of {@link lossExpression}. */
export interface LossExpressionOptions extends ScoreOptions {
  /** Focusing exponent in [0, 128] (default 2). 0 gives binary cross-entropy. */
  readonly gamma?: number | undefined;
}

/**
 * The focal loss of a row as one SQL expression of type double, in nats.
 *
 * `FL = w1 y (1 - p)^gamma (-ln p) + w0 (1 - y) p^gamma (-ln(1 - p))`, from a probability `p` or a logit, times the weight of
 * the row if there is one. Soft labels are allowed.
 *
 * - `NULL` where the label, the prediction or the weight is `NULL`; `NaN` where one is NaN or outside its range.
 * - `p = 0` and `p = 1` take their limits, 0 or `Infinity`; a term whose weight is 0 is dropped.
 * - It raises no error, whatever numbers the columns hold. They may have any type that the engine casts to double.
 * - Error below 8 units of `2^-53` of the sum of the terms, where the exponential, logarithm and power of the engine err by at most
 *   one unit in the last place.
 *
 * @throws If an option is missing or wrong. {@link TypeError} {@link RangeError}
 */
export function lossExpression(options: LossExpressionOptions): string {
  const scoring = checkScoreOptions(options);
  return printInline(rowSteps(scoring, checkGamma(options.gamma)), scoring.dialect, { qualified: false });
}
