/**
 * Focal loss of a batch of probabilities, with its derivatives, bit for bit the scalars.
 */
import { checkBatch, checkBatchOptions } from "./batch-checks.ts";
import type { BatchOptions, BatchOutput, Numbers } from "./batch-options.ts";
import type { BatchResult } from "./reduction.ts";
import { runBatch } from "./binary-batch.ts";
import { negativeWeight, positiveWeight } from "./class-weights.ts";
import { focalColumns } from "./focal-columns.ts";
import { checkCounted, scanLabels } from "./label-scan.ts";
import { probabilityLosses, probabilityTerms } from "./probability-terms.ts";

/**
 * Focal loss of a batch, from probabilities; binary cross-entropy with `gamma: 0`.
 *
 * Each element's value, gradient and Hessian are those of {@link focalLoss}, {@link focalLossGrad} and
 * {@link focalLossHess}, to the last bit (rounded to float32 where the output array is one), times its weight. Where a model
 * gives logits, {@link focalLossWithLogitsBatch} is faster and keeps what a probability near 1 has lost.
 *
 * Smoothing, ignored elements, NaN, errors and the result are as there. `hessianMode` changes nothing: the loss is convex in
 * the probability.
 *
 * @param labels - Targets in [0, 1].
 * @param probabilities - Predicted probabilities of class 1 in [0, 1], as many.
 * @param options - As for {@link focalLossWithLogitsBatch}.
 * @param out - Arrays to fill: `values`, `gradients` (by the probability), `hessians`.
 * @returns The reduced loss and what it is made of.
 * @throws If an argument is not of its type, or both `alpha` and `posWeight` are given. {@link TypeError}
 * @throws If lengths differ, or a label, a probability or an option is outside its range. {@link RangeError}
 */
export function focalLossBatch(
  labels: Numbers,
  probabilities: Numbers,
  options: BatchOptions = {},
  out: BatchOutput = {},
): BatchResult {
  const gamma = checkBatchOptions(options);
  checkBatch(labels, "probabilities", probabilities, options, out);
  const scan = scanLabels(labels, options);
  checkCounted("probabilities", probabilities, labels, options);
  const w1 = positiveWeight(options);
  const w0 = negativeWeight(options);
  const { value, hessian } = focalColumns;
  return runBatch(labels, probabilities, scan, options, out, (y, p, start, n, _soft, gradients) => {
    for (let i = 0; i < n; i++) {
      probabilityTerms(w1 * y[start + i]!, w0 * (1 - y[start + i]!), p[start + i]!, gamma);
      value[i] = probabilityLosses[0]!;
      gradients[start + i] = probabilityLosses[1]!;
      hessian[i] = probabilityLosses[2]!;
    }
  });
}
