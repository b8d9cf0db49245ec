/**
 * A batch of a binary loss, block by block: what the batches from logits and from probabilities have in common.
 *
 * Everything is checked before the first block, so that a wrong argument leaves the output arrays as they were. With output
 * arrays given, nothing is allocated that grows with the batch.
 */
import {
  type BatchOptions,
  type BatchOutput,
  type BatchResult,
  type HessianMode,
  type Numbers,
  reduce,
} from "./batch-options.ts";
import { stage, store } from "./columns-io.ts";
import { type FocalColumns, focalColumns } from "./focal-columns.ts";
import { ignoring, isIgnored, type LabelScan } from "./label-scan.ts";
import { BLOCK, type MarginColumns, marginColumns } from "./margin-columns.ts";
import { makeTotal } from "./total.ts";

/** Computes the first `n` elements of the columns, into those of focal-columns.ts. */
type Compute = (n: number) => void;

/** Runs a checked batch. */
export type RunBatch = (
  labels: Numbers,
  input: Numbers,
  scan: LabelScan,
  options: BatchOptions,
  out: BatchOutput,
  compute: Compute,
) => BatchResult;

export const runBatch: RunBatch = /* @__PURE__ */ makeRunBatch(marginColumns, focalColumns);

function makeRunBatch({ label, logit }: MarginColumns, { value, gradient, hessian }: FocalColumns): RunBatch {
  const block = BLOCK;
  const losses = makeTotal();
  const weightSum = makeTotal();
  const weight = new Float64Array(BLOCK);
  const ignored = new Int32Array(BLOCK);

  /** Replaces the ignored elements of a block by harmless ones and lists them. */
  const takeIgnored = (start: number, n: number, labels: Numbers, options: BatchOptions): number => {
    let count = 0;
    for (let i = 0; i < n; i++) {
      if (!isIgnored(start + i, labels, options)) continue;
      ignored[count++] = i;
      label[i] = 0;
      logit[i] = 0;
    }
    return count;
  };

  const clearIgnored = (count: number): void => {
    for (let k = 0; k < count; k++) {
      const i = ignored[k]!;
      value[i] = 0;
      gradient[i] = 0;
      hessian[i] = 0;
      weight[i] = 0;
    }
  };

  const smooth = (n: number, labelSmoothing: number): void => {
    for (let i = 0; i < n; i++) label[i] = label[i]! * (1 - labelSmoothing) + labelSmoothing / 2;
  };

  const makePositive = (n: number, mode: HessianMode): void => {
    if (mode === "clamp") for (let i = 0; i < n; i++) hessian[i] = hessian[i]! < 0 ? 0 : hessian[i]!;
    if (mode === "absolute") for (let i = 0; i < n; i++) hessian[i] = Math.abs(hessian[i]!);
  };

  /** What is infinite and has a weight of 0 is 0. */
  const dropInfinite = (n: number): void => {
    for (let i = 0; i < n; i++) {
      if (weight[i] !== 0) continue;
      for (const column of [value, gradient, hessian]) if (column[i] === column[i]) column[i] = 0;
    }
  };

  const weigh = (n: number): void => {
    for (let i = 0; i < n; i++) {
      value[i]! *= weight[i]!;
      gradient[i]! *= weight[i]!;
      hessian[i]! *= weight[i]!;
    }
  };

  return (labels, input, { count, positives }, options, out, compute) => {
    const { weights, labelSmoothing = 0, hessianMode = "exact", reduction } = options;
    const { values, gradients, hessians } = out;
    const ignores = ignoring(options);
    const { length } = labels;
    losses.clear();
    weightSum.clear();
    for (let start = 0; start < length; start += block) {
      const n = Math.min(block, length - start);
      stage(label, labels, start, n);
      stage(logit, input, start, n);
      if (weights !== undefined) stage(weight, weights, start, n);
      const ignoredCount = ignores ? takeIgnored(start, n, labels, options) : 0;
      if (labelSmoothing > 0) smooth(n, labelSmoothing);
      compute(n);
      if (hessians !== undefined) makePositive(n, hessianMode);
      clearIgnored(ignoredCount);
      if (weights === undefined) {
        losses.add(value, n);
      } else {
        dropInfinite(n);
        weightSum.add(weight, n);
        losses.addProducts(weight, value, n);
        weigh(n);
      }
      if (values !== undefined) store(value, values, start, n);
      if (gradients !== undefined) store(gradient, gradients, start, n);
      if (hessians !== undefined) store(hessian, hessians, start, n);
    }
    const totalWeight = weights === undefined ? count : weightSum.sum();
    return reduce(reduction, { sum: losses.sum(), count, weight: totalWeight, positives, nan: losses.nan() });
  };
}
