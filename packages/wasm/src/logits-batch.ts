/**
 * The batch from logits, chunk by chunk through the kernel. Arrays that lie in its memory are computed where they are, others
 * are copied in and out. If all of them hold floats the kernel computes in float, else in double.
 */
import type { BatchOptions, BatchOutput, BatchResult, Numbers, OutputArray } from "@focal-loss/core";
import { focalLossWithLogitsBatch } from "@focal-loss/core";
import {
  checkBatch,
  checkBatchOptions,
  DEFAULT_GAMMA,
  ignoring,
  type LabelScan,
  largestMargin,
  negativeWeight,
  positiveWeight,
  reduce,
  scanLabels,
  stage,
  store,
} from "@focal-loss/core/kernels";

import { areFloats, fitsFloats } from "./floats.ts";
import { type Kernel, GAUSS_NEWTON, GRADIENT, HESSIAN, VALUE } from "./instance.ts";

/** What the kernel does to negative second derivatives. */
const MODES = { exact: 0, clamp: 1, absolute: 2, "gauss-newton": 0 };

/** The batch, and its steps for those who divide it among threads. */
export interface LogitsBatch {
  readonly focalLossWithLogitsBatch: typeof focalLossWithLogitsBatch;
  /** core's scan, of floats that are all 0 or 1 several at a time. Options that ignore elements are core's business. */
  readonly scan: (labels: Numbers, options: BatchOptions) => LabelScan;
  /** Computes a checked batch. Its total is left in {@link total}. */
  readonly compute: (
    labels: Numbers,
    logits: Numbers,
    options: BatchOptions,
    out: BatchOutput,
    soft: boolean,
  ) => void;
  /** Sum in two words, and how many values were NaN. */
  readonly total: Float64Array;
}

export function makeLogitsBatch(kernel: Kernel): LogitsBatch {
  const { doubles, areHard, clearTotal, focalLossWithLogits, focalLossWithLogitsFloats } = kernel;
  const { buffer } = doubles;
  const floats = new Float32Array(buffer);
  const chunk = kernel.CHUNK.value;
  const total = doubles.subarray(kernel.total.value / 8, kernel.total.value / 8 + 3);

  const isResident = (array: Numbers): boolean => (array as { buffer?: unknown }).buffer === buffer;
  const isFloat = (array: Numbers): array is Float32Array => array instanceof Float32Array;

  /** Where the kernel finds the elements from `start` on: where they are, or copied to `staging`. */
  const take = (array: Numbers, staging: number, start: number, n: number): number => {
    if (isFloat(array)) {
      if (isResident(array)) return array.byteOffset + 4 * start;
      floats.set(array.subarray(start, start + n), staging / 4);
    } else if (array instanceof Float64Array) {
      if (isResident(array)) return array.byteOffset + 8 * start;
      doubles.set(array.subarray(start, start + n), staging / 8);
    } else {
      stage(doubles.subarray(staging / 8), array, start, n);
    }
    return staging;
  };

  /** Where the kernel leaves the elements from `start` on. */
  const place = (array: OutputArray | undefined, staging: number, start: number): number => {
    if (array === undefined) return 0;
    if (!isResident(array)) return staging;
    return (array as Float64Array).byteOffset + (isFloat(array) ? 4 : 8) * start;
  };

  /** Copies what the kernel left to the caller's array. */
  const give = (array: OutputArray | undefined, staging: number, start: number, n: number): void => {
    if (array === undefined || isResident(array)) return;
    if (isFloat(array)) array.set(floats.subarray(staging / 4, staging / 4 + n), start);
    else if (array instanceof Float64Array) array.set(doubles.subarray(staging / 8, staging / 8 + n), start);
    else store(doubles.subarray(staging / 8), array, start, n);
  };

  const scan = (labels: Numbers, options: BatchOptions): LabelScan => {
    const { length } = labels;
    if (!(isFloat(labels) || labels instanceof Float64Array)) return scanLabels(labels, options);
    let positives = 0;
    for (let start = 0; start < length; start += chunk) {
      const n = Math.min(chunk, length - start);
      const ones = areHard(take(labels, kernel.labels.value, start, n), n, isFloat(labels) ? 1 : 0);
      if (ones < 0) return scanLabels(labels, options);
      positives += ones;
    }
    return { count: length, positives, soft: false };
  };

  const compute: LogitsBatch["compute"] = (labels, logits, options, out, soft) => {
    const { gamma = DEFAULT_GAMMA, labelSmoothing = 0, hessianMode = "exact" } = options;
    const { values, gradients, hessians } = out;
    const w1 = positiveWeight(options);
    const w0 = negativeWeight(options);
    const limit = largestMargin(gamma, Math.min(w1, w0));
    const kind = kindOf(out, hessianMode);
    const single = [labels, logits, values, gradients, hessians].reduce<number>(
      (bits, array, i) => (array !== undefined && isFloat(array) ? bits | (1 << i) : bits),
      0,
    );
    const rest = [labelSmoothing, soft || labelSmoothing > 0 ? 1 : 0, MODES[hessianMode]] as const;
    const inFloat = areFloats(labels, logits, out) && fitsFloats(gamma, w1, w0);
    const { length } = labels;
    if (!inFloat) kernel.prepare();
    clearTotal();
    for (let start = 0; start < length; start += chunk) {
      const n = Math.min(chunk, length - start);
      const arrays = [
        take(labels, kernel.labels.value, start, n),
        take(logits, kernel.input.value, start, n),
        place(values, kernel.values.value, start),
        place(gradients, kernel.gradients.value, start),
        place(hessians, kernel.hessians.value, start),
      ] as const;
      if (inFloat) focalLossWithLogitsFloats(n, ...arrays, gamma, w1, w0, kind, ...rest);
      else focalLossWithLogits(n, ...arrays, single, gamma, w1, w0, limit, kind, ...rest);
      give(values, kernel.values.value, start, n);
      give(gradients, kernel.gradients.value, start, n);
      give(hessians, kernel.hessians.value, start, n);
    }
  };

  function batch(
    labels: Numbers,
    logits: Numbers,
    options: BatchOptions = {},
    out: BatchOutput = {},
  ): BatchResult {
    checkBatchOptions(options);
    checkBatch(labels, "logits", logits, options, out);
    if (isCores(options)) return focalLossWithLogitsBatch(labels, logits, options, out);
    const { count, positives, soft } = scan(labels, options);
    compute(labels, logits, options, out, soft);
    const [high, low, nan] = [total[0]!, total[1]!, total[2]!];
    // Where the sum is infinite or NaN, so is its rounding error.
    const sum = Number.isFinite(high) ? high + low : high;
    return reduce(options.reduction, { sum, count, weight: count, positives, nan });
  }

  return { focalLossWithLogitsBatch: batch, scan, compute, total };
}

/** Whether a batch with these options is left to core. */
export function isCores(options: BatchOptions): boolean {
  return options.weights !== undefined || ignoring(options);
}

function kindOf({ gradients, hessians }: BatchOutput, mode: BatchOptions["hessianMode"]): number {
  if (hessians !== undefined) return mode === "gauss-newton" ? GAUSS_NEWTON : HESSIAN;
  return gradients === undefined ? VALUE : GRADIENT;
}
