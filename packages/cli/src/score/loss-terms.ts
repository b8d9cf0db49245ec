/**
 * Losses as terms of sums, with their weights.
 */
import type { Totals } from "./totals.ts";

/** What a loop adds up: losses, or their products with weights. */
export function termsOf(losses: Float64Array, weights: Float64Array | undefined): Float64Array {
  return weights === undefined ? losses : losses.map((loss, i) => weights[i]! * counted(loss, weights[i]!));
}

/** Adds losses, exactly, and rounded terms. */
export function addTerms(
  totals: Totals,
  gammaIndex: number,
  terms: Float64Array,
  losses: Float64Array,
  weights: Float64Array | undefined,
): void {
  const sum = totals.losses[gammaIndex]!;
  totals.quantised[gammaIndex]!.addAll(terms);
  if (weights === undefined) sum.addAll(losses);
  else for (const [i, loss] of losses.entries()) sum.addProduct(weights[i]!, counted(loss, weights[i]!));
}

/** A weight of 0 takes the row out, also where its loss is infinite. */
function counted(loss: number, weight: number): number {
  return weight === 0 ? 0 : loss;
}

/** The sum of a loop that goes on from `sum`. */
export function plainSum(sum: number, terms: Float64Array): number {
  let total = sum;
  for (let i = 0; i < terms.length; i++) total += terms[i]!;
  return total;
}
