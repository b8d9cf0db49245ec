/**
 * The binary losses of arrays: the separable form by core's batches, the other conventions element by element.
 */
import { negativeWeight, positiveWeight } from "@focal-loss/core/kernels";

import type { BinaryTerm } from "../term.ts";
import { clippedTerm } from "./clipped.ts";
import type { Arrays, Outputs } from "./compute.ts";
import { element } from "./element.ts";
import { toFinite } from "./finite.ts";
import { interpolatedTerm } from "./interpolated.ts";
import { kernels } from "./kernels.ts";
import { multiply } from "./multiply.ts";

/** Fills values and slopes; returns the sum of the values. */
export function binaryLoss(term: BinaryTerm, arrays: Arrays, { values, slopes, scale }: Outputs): number {
  const sum =
    term.form === "separable"
      ? separable(term, arrays, { values, gradients: slopes }).sum
      : loop(term, arrays, values, slopes);
  if (slopes === undefined) return sum;
  if (!term.fromLogits) toFinite(slopes);
  multiply(slopes, scale);
  return sum;
}

/** Fills second derivatives. */
export function binaryCurvature(term: BinaryTerm, arrays: Arrays, out: Float32Array): void {
  if (term.form === "separable") separable(term, arrays, { hessians: out });
  else loop(term, arrays, undefined, undefined, out);
  toFinite(out);
}

function separable(
  { fromLogits, gamma, classWeights, labelSmoothing }: BinaryTerm,
  { labels, predictions, coefficients }: Arrays,
  out: {
    readonly values?: Float32Array | undefined;
    readonly gradients?: Float32Array | undefined;
    readonly hessians?: Float32Array;
  },
): { readonly sum: number } {
  const { focalLossWithLogitsBatch, focalLossBatch } = kernels();
  const batch = fromLogits ? focalLossWithLogitsBatch : focalLossBatch;
  // What weighs nothing is not looked at.
  const options = { gamma, labelSmoothing, weights: coefficients, mask: coefficients, ...classWeights };
  return batch(labels, predictions, options, out);
}

function loop(
  term: BinaryTerm,
  { labels, predictions, coefficients }: Arrays,
  values: Float32Array | undefined,
  slopes: Float32Array | undefined,
  curvatures?: Float32Array,
): number {
  const { form, fromLogits, gamma, labelSmoothing } = term;
  const w1 = positiveWeight(term.classWeights);
  const w0 = negativeWeight(term.classWeights);
  let sum = 0;
  for (let i = 0; i < predictions.length; i++) {
    const c = coefficients === undefined ? 1 : coefficients[i]!;
    element.fill(0);
    if (c !== 0) {
      const y = labels[i]! * (1 - labelSmoothing) + labelSmoothing / 2;
      const x = predictions[i]!;
      if (form === "interpolated") interpolatedTerm(y, x, gamma);
      else clippedTerm(y, x, gamma, fromLogits);
      const w = c * (w1 * y + w0 * (1 - y));
      for (let k = 0; k < 3; k++) element[k] = w === 0 ? 0 : element[k]! * w;
    }
    sum += element[0]!;
    if (values) values[i] = element[0]!;
    if (slopes) slopes[i] = element[1]!;
    if (curvatures) curvatures[i] = element[2]!;
  }
  return sum;
}
