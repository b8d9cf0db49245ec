/**
 * Softmax focal losses of rows of logits, by core.
 */
import { softmaxFocalLossHessVec } from "@focal-loss/core";

import type { CategoricalTerm } from "../term.ts";
import type { Arrays, Outputs } from "./compute.ts";
import { kernels } from "./kernels.ts";
import { multiply } from "./multiply.ts";
import { labelOf } from "./row-labels.ts";

/** Fills values and slopes; returns the sum of the values. */
export function softmaxLoss(
  { gamma, alpha, labelSmoothing }: CategoricalTerm,
  classes: number,
  { labels, predictions, coefficients }: Arrays,
  { values, slopes, scale }: Outputs,
): number {
  // What weighs nothing is not looked at.
  const options = { classes, gamma, alpha, labelSmoothing, weights: coefficients, mask: coefficients };
  const { softmaxFocalLossBatch } = kernels();
  const { sum } = softmaxFocalLossBatch(labels, predictions, options, { values, gradients: slopes });
  if (slopes) multiply(slopes, scale);
  return sum;
}

/** Fills coefficient H direction. */
export function softmaxCurvature(
  term: CategoricalTerm,
  classes: number,
  { labels, predictions, coefficients }: Arrays,
  direction: Float32Array,
  out: Float32Array,
): void {
  const { gamma, alpha } = term;
  const target = new Float64Array(classes);
  const product = new Float64Array(classes);
  for (let row = 0, at = 0; at < out.length; row++, at += classes) {
    const c = coefficients === undefined ? 1 : coefficients[row]!;
    product.fill(0);
    if (c !== 0) {
      for (let k = 0; k < classes; k++) target[k] = labelOf(term, labels, classes, row, k);
      const logits = predictions.subarray(at, at + classes);
      const vector = direction.subarray(at, at + classes);
      softmaxFocalLossHessVec(target, logits, { gamma, alpha }, vector, product);
    }
    for (let k = 0; k < classes; k++) out[at + k] = c === 0 ? 0 : product[k]! * c;
  }
}
