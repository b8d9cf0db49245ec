/**
 * The binary losses of one label and logit.
 *
 *     FL(y, z) = y w1 A(z) + (1 - y) w0 A(-z)
 *
 * A soft label mixes what it is as 1 and as 0 where both margins are on the table, and adds weighted terms elsewhere, so
 * that nothing overflows or underflows before its weight: as batches do.
 */
import { type ClassWeights, negativeWeight, positiveWeight } from "./class-weights.ts";
import { focalTerm, largestMargin, term } from "./focal-term.ts";

/** What {@link logitTerms} leaves: the loss, its first and its second derivative. Read it before the next call. */
export const logitLoss: Float64Array = /* @__PURE__ */ new Float64Array(3);

/** Computes the loss of one prediction; NaN where an argument or option is outside its range. */
export function logitTerms(
  label: number,
  logit: number,
  gamma: number,
  weights: ClassWeights | undefined,
): void {
  const w1 = positiveWeight(weights);
  const valid = label >= 0 && label <= 1 && w1 >= 0 && gamma >= 0 && gamma < Infinity && logit === logit;
  logitLoss.fill(valid ? 0 : NaN);
  const w0 = negativeWeight(weights);
  const limit = largestMargin(gamma, Math.min(w1, w0));
  add(logit, gamma, w1, label, 1, limit);
  add(-logit, gamma, w0, 1 - label, -1, limit);
}

function add(s: number, gamma: number, w: number, share: number, direction: number, limit: number): void {
  if (share === 0) return;
  const mixed = Math.abs(s) <= limit;
  focalTerm(s, 0, gamma, mixed ? w : w * share, limit);
  const factor = mixed ? share : 1;
  logitLoss[0]! += factor * term[0]!;
  logitLoss[1]! += factor * direction * term[1]!;
  logitLoss[2]! += factor * term[2]!;
}
