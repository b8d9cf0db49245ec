/**
 * Losses of a chunk of rows.
 */
import type { FocalLossOptions } from "@focal-loss/core";
import { createKernels } from "@focal-loss/wasm";
import type { Kind } from "./prediction-file.ts";

/** A function that gives the loss of every row, with the digits of `score`. */
export function chunkLosses(
  kind: Kind,
): (labels: Float64Array, predictions: Float64Array, options: FocalLossOptions) => Float64Array {
  const { focalLossBatch, focalLossWithLogitsBatch } = createKernels();
  const batch = kind === "logit" ? focalLossWithLogitsBatch : focalLossBatch;
  return (labels, predictions, options) => {
    const values = new Float64Array(labels.length);
    batch(labels, predictions, options, { values });
    return values;
  };
}

/** Whether a prediction is on the side of its label: what focal loss calls easy. */
export function isEasy(label: number, prediction: number, kind: Kind): boolean {
  const middle = kind === "logit" ? 0 : 0.5;
  return label >= 0.5 ? prediction >= middle : prediction <= middle;
}
