/**
 * Focal loss of a batch of logits, with its derivatives: one fused pass, bit for bit the scalars.
 */
import {
  type BatchOptions,
  type BatchOutput,
  type BatchResult,
  checkBatch,
  checkBatchOptions,
  type Numbers,
} from "./batch-options.ts";
import { runBatch } from "./binary-batch.ts";
import { negativeWeight, positiveWeight } from "./class-weights.ts";
import { focalColumns } from "./focal-columns.ts";
import { largestMargin } from "./focal-term.ts";
import { scanLabels } from "./label-scan.ts";
import { type BlockOptions, logitBlock } from "./logit-block.ts";

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
  const scan = scanLabels(labels, options);
  const gaussNewton = options.hessianMode === "gauss-newton";
  const { fillValue, fillGradient, fillHessian, fillGaussNewton } = focalColumns;
  const fillAll = gaussNewton ? fillGaussNewton : fillHessian;
  const w1 = positiveWeight(options);
  const w0 = negativeWeight(options);
  const block: BlockOptions = {
    gamma,
    limit: largestMargin(gamma, Math.min(w1, w0)),
    w1,
    w0,
    soft: scan.soft || (options.labelSmoothing ?? 0) > 0,
    fill: out.hessians !== undefined ? fillAll : out.gradients !== undefined ? fillGradient : fillValue,
    gaussNewton,
  };
  return runBatch(labels, logits, scan, options, out, (n) => logitBlock.compute(n, block));
}
