/**
 * The binary losses of one label and logit.
 *
 *     FL(y, z) = y w1 A(z) + (1 - y) w0 A(-z)
 */
import { type ClassWeights, negativeWeight, positiveWeight } from "./class-weights.ts";
import { addFocalTerm, largestMargin, loss } from "./focal-term.ts";

/** Computes the {@link loss} of one prediction; NaN where an argument or option is outside its range. */
export function logitTerms(
  label: number,
  logit: number,
  gamma: number,
  weights: ClassWeights | undefined,
): void {
  const w1 = positiveWeight(weights);
  const w0 = negativeWeight(weights);
  const limit = largestMargin(gamma, Math.min(w1, w0));
  const isValid = label * (1 - label) >= 0 && gamma >= 0 && gamma < Infinity && w1 >= 0 && logit === logit;
  // What is added to NaN is NaN.
  loss.fill(isValid ? 0 : NaN);
  addFocalTerm(logit, 0, gamma, w1, limit, label);
  addFocalTerm(-logit, 0, gamma, w0, limit, label - 1);
}
