/**
 * A batch of a binary loss, block by block: what the batches from logits and from probabilities have in common.
 *
 * Everything is checked before the first block, so that a wrong argument leaves the output arrays as they were. With output
 * arrays given, nothing is allocated that grows with the batch.
 */
import type { BatchOptions, BatchOutput, Numbers, OutputArray } from "./batch-options.ts";
import { type BatchResult, reduce } from "./reduction.ts";
import { readable, stage, store } from "./columns-io.ts";
import { BLOCK, focalColumns, GAUSS_NEWTON, GRADIENT, HESSIAN, type Order, VALUE } from "./focal-columns.ts";
import { ignoring, isIgnored, type LabelScan } from "./label-scan.ts";
import { makeTotal } from "./total.ts";

/**
 * Computes `n` elements of the arrays from `start` on, into the columns of focal-columns.ts; but gradients into `gradients`,
 * from `start` on. Arrays with soft labels are the columns.
 */
type Compute = (
  labels: Numbers,
  input: Numbers,
  start: number,
  n: number,
  soft: boolean,
  gradients: OutputArray,
) => void;

/** The highest derivative that is wanted. */
export function orderOf({ gradients, hessians }: BatchOutput, { hessianMode }: BatchOptions): Order {
  if (hessians !== undefined) return hessianMode === "gauss-newton" ? GAUSS_NEWTON : HESSIAN;
  return gradients === undefined ? VALUE : GRADIENT;
}

const losses = /* @__PURE__ */ makeTotal();
const weightSum = /* @__PURE__ */ makeTotal();
const weight: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK);

/** Runs a checked batch. */
export function runBatch(
  labels: Numbers,
  input: Numbers,
  { count, positives, soft }: LabelScan,
  options: BatchOptions,
  out: BatchOutput,
  compute: Compute,
): BatchResult {
  const { weights, labelSmoothing = 0, hessianMode } = options;
  const { values, gradients, hessians } = out;
  const { length } = labels;
  const { label, logit, value, gradient, hessian } = focalColumns;
  const smooth = labelSmoothing > 0;
  const weighs = weights !== undefined || ignoring(options);
  // Whether there is nothing to do to an element but to compute it.
  const plain = !(soft || smooth || weighs);
  const direct = plain && readable(labels, input, gradients);
  losses.clear();
  weightSum.clear();
  for (let start = 0; start < length; start += BLOCK) {
    const n = Math.min(BLOCK, length - start);
    if (direct) {
      compute(labels, input, start, n, false, gradients ?? gradient);
    } else {
      stage(label, labels, start, n);
      stage(logit, input, start, n);
      if (weighs) takeWeights(start, n, labels, options);
      if (smooth)
        for (let i = 0; i < n; i++) label[i] = label[i]! * (1 - labelSmoothing) + labelSmoothing / 2;
      compute(label, logit, 0, n, soft || smooth, gradient);
    }
    if (hessianMode === "clamp") for (let i = 0; i < n; i++) hessian[i] = hessian[i]! < 0 ? 0 : hessian[i]!;
    if (hessianMode === "absolute") for (let i = 0; i < n; i++) hessian[i] = Math.abs(hessian[i]!);
    if (weighs) {
      const columns = [value, gradient, hessian];
      for (const column of columns) dropInfinite(column, n);
      weightSum.add(weight, n);
      losses.add(value, n, weight);
      for (const column of columns) for (let i = 0; i < n; i++) column[i]! *= weight[i]!;
    } else {
      losses.add(value, n);
    }
    if (values) store(value, values, start, n);
    if (gradients && !direct) store(gradient, gradients, start, n);
    if (hessians) store(hessian, hessians, start, n);
  }
  const totalWeight = weighs ? weightSum.sum() : count;
  return reduce(options.reduction, {
    sum: losses.sum(),
    count,
    weight: totalWeight,
    positives,
    nan: losses.nan(),
  });
}

/** Sets the weights of a block. Ignored elements become harmless and weigh nothing. */
function takeWeights(start: number, n: number, labels: Numbers, options: BatchOptions): void {
  const { label, logit } = focalColumns;
  for (let i = 0; i < n; i++) {
    weight[i] = options.weights?.[start + i] ?? 1;
    if (!isIgnored(start + i, labels, options)) continue;
    weight[i] = label[i] = logit[i] = 0;
  }
}

/** What is infinite and has a weight of 0 is 0. */
function dropInfinite(column: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) if (weight[i] === 0 && column[i] === column[i]) column[i] = 0;
}
