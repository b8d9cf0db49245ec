/**
 * Losses as terms of sums, with their weights.
 */
import type { Totals } from "./totals.ts";

/** What a loop adds up: products of losses and weights. */
export function termsOf(losses: Float64Array, weights: Float64Array): Float64Array {
  return losses.map((loss, i) => weights[i]! * counted(loss, weights[i]!));
}

/** Adds products of losses and weights, exactly, and rounded ones. */
export function addWeighted(
  totals: Totals,
  gammaIndex: number,
  losses: Float64Array,
  weights: Float64Array,
): void {
  const sum = totals.losses[gammaIndex]!;
  const quantised = totals.quantised[gammaIndex]!;
  for (let i = 0; i < losses.length; i++) {
    const loss = counted(losses[i]!, weights[i]!);
    sum.addProduct(weights[i]!, loss);
    quantised.add(weights[i]! * loss);
  }
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
