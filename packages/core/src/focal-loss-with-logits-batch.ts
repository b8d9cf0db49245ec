/**
 * Focal loss of a batch of logits, with its derivatives: one fused pass, bit for bit the scalars.
 */
import { checkBatch, checkBatchOptions } from "./batch-checks.ts";
import type { BatchOptions, BatchOutput, Numbers } from "./batch-options.ts";
import type { BatchResult } from "./reduction.ts";
import { orderOf, runBatch } from "./binary-batch.ts";
import { scanLabels } from "./label-scan.ts";
import { hardBlock, logitOptions, softBlock } from "./logit-block.ts";

/**
 * Focal loss of a batch, from logits; binary cross-entropy with `gamma: 0`.
 *
 * Each element's value, gradient and Hessian are those of {@link focalLossWithLogits}, {@link focalLossWithLogitsGrad} and
 * {@link focalLossWithLogitsHess}, to the last bit (rounded to float32 where the output array is one), times its weight.
 * They are computed in blocks without a call or a branch for an element. With `out` given, nothing is allocated that grows
 * with the batch; an output array may be the input array.
 *
 * - Labels are smoothed first, so that a smoothed batch is the batch of the smoothed labels.
 * - An ignored element (by `mask` or `ignoreLabel`) has values of 0 even where its logit is NaN, and leaves every divisor.
 * - NaN labels, logits and weights give NaN and are counted in `nan`; they do not throw.
 *
 * ```ts
 * const out = { gradients: new Float64Array(2) };
 * focalLossWithLogitsBatch([1, 0], [0, 0], { gamma: 0 }, out).loss; // => 0.6931471805599453
 * out.gradients; // => Float64Array(2) [ -0.5, 0.5 ]
 * ```
 *
 * @param labels - Targets in [0, 1].
 * @param logits - Log-odds, as many.
 * @param options - `gamma` (default 2), `alpha` or `posWeight`, `labelSmoothing`, `weights`, `mask`, `ignoreLabel`,
 *   `reduction` (default `"mean"`), `hessianMode` (default `"exact"`).
 * @param out - Arrays to fill: `values`, `gradients` (by the logit), `hessians`.
 * @returns The reduced loss and what it is made of.
 * @throws If an argument is not of its type, or both `alpha` and `posWeight` are given. {@link TypeError}
 * @throws If lengths differ, or a label or an option is outside its range. {@link RangeError}
 */
export function focalLossWithLogitsBatch(
  labels: Numbers,
  logits: Numbers,
  options: BatchOptions = {},
  out: BatchOutput = {},
): BatchResult {
  const gamma = checkBatchOptions(options);
  checkBatch(labels, "logits", logits, options, out);
  const block = logitOptions(gamma, options, orderOf(out, options));
  const scan = scanLabels(labels, options);
  return runBatch(labels, logits, scan, options, out, (y, z, start, n, soft, gradients) => {
    if (soft) softBlock(n, block);
    else hardBlock(y, z, start, n, block, gradients);
  });
}
