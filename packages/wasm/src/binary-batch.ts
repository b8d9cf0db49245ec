/**
 * What the binary batches have in common: labels and input go through a kernel chunk by chunk, with weights or without. An
 * ignored element becomes a harmless one that weighs nothing, as in core.
 */
import type { BatchOptions, BatchOutput, BatchResult, Numbers } from "@focal-loss/core";
import {
  checkCounted,
  ignoring,
  isIgnored,
  type LabelScan,
  reduce,
  scanLabels,
} from "@focal-loss/core/kernels";

import { GAUSS_NEWTON, GRADIENT, HESSIAN, type Kernel, VALUE } from "./instance.ts";
import { isFloat, singleBits, type Staging } from "./staging.ts";
import { readTotal, totalOf } from "./total.ts";

/** Pointers to labels, input, values, gradients and Hessians. */
type Pointers = readonly [number, number, number, number, number];

/** Computes `n` elements. `single` are the {@link singleBits} of the arrays; `weights` point to doubles, or are 0. */
export type Step = (n: number, arrays: Pointers, single: number, weights: number) => void;

export interface BinaryBatch {
  /** How many labels are 1, or -1 if some are neither 0 nor 1. */
  readonly countOnes: (labels: Float32Array | Float64Array) => number;
  /** core's scan; of labels that are all 0 or 1 several at a time. */
  readonly scan: (labels: Numbers, options: BatchOptions) => LabelScan;
  /** core's check that the elements that count are in [0, 1]. */
  readonly checkProbabilities: (probabilities: Numbers, labels: Numbers, options: BatchOptions) => void;
  /** Computes a checked batch. Its total is left in {@link total}. */
  readonly compute: (
    labels: Numbers,
    input: Numbers,
    options: BatchOptions,
    out: BatchOutput,
    step: Step,
  ) => void;
  /** The sum of the values in two words, how many of them were NaN, and the sum of the weights in two words. */
  readonly total: Float64Array;
  /** What a batch returns that has been computed. */
  readonly resultOf: (scan: LabelScan, options: BatchOptions) => BatchResult;
}

export function makeBinaryBatch(kernel: Kernel, staging: Staging): BinaryBatch {
  const { doubles, areHard, areIn, clearTotal } = kernel;
  const total = totalOf(kernel);
  const buffers = [kernel.labels, kernel.input, kernel.values, kernel.gradients, kernel.hessians].map(
    ({ value }) => value,
  ) as unknown as Pointers;
  const column = ({ value }: { readonly value: number }): Float64Array =>
    doubles.subarray(value / 8, value / 8 + kernel.CHUNK.value);
  const label = column(kernel.labels);
  const input = column(kernel.input);
  const weight = column(kernel.weights);

  const countOnes: BinaryBatch["countOnes"] = (labels) => {
    const chunk = staging.chunkOf([labels]);
    let count = 0;
    for (let start = 0; start < labels.length; start += chunk) {
      const n = Math.min(chunk, labels.length - start);
      const ones = areHard(staging.take(labels, buffers[0], start, n), n, isFloat(labels) ? 1 : 0);
      if (ones < 0) return -1;
      count += ones;
    }
    return count;
  };

  const scan: BinaryBatch["scan"] = (labels, options) => {
    if (ignoring(options) || !(isFloat(labels) || labels instanceof Float64Array)) {
      return scanLabels(labels, options);
    }
    const positives = countOnes(labels);
    return positives < 0 ? scanLabels(labels, options) : { count: labels.length, positives, soft: false };
  };

  const checkProbabilities: BinaryBatch["checkProbabilities"] = (probabilities, labels, options) => {
    const chunk = staging.chunkOf([probabilities]);
    for (let start = 0; start < probabilities.length; start += chunk) {
      const n = Math.min(chunk, probabilities.length - start);
      const at = staging.take(probabilities, buffers[1], start, n);
      if (areIn(at, n, isFloat(probabilities) ? 1 : 0)) continue;
      checkCounted("probabilities", probabilities, labels, options);
      return;
    }
  };

  /** Leaves elements in the buffers, weights too, with what is ignored harmless. */
  const takeCounted = (labels: Numbers, start: number, n: number, options: BatchOptions): void => {
    const { weights } = options;
    for (let i = 0; i < n; i++) {
      weight[i] = weights?.[start + i] ?? 1;
      if (isIgnored(start + i, labels, options)) weight[i] = label[i] = input[i] = 0;
    }
  };

  const compute: BinaryBatch["compute"] = (labels, source, options, out, step) => {
    const { values, gradients, hessians } = out;
    const { weights } = options;
    const ignores = ignoring(options);
    // What is ignored is overwritten, so that it has to be a copy.
    const arrays = [labels, source, values, gradients, hessians];
    const single = singleBits(ignores ? [undefined, undefined, values, gradients, hessians] : arrays);
    const chunk = ignores ? kernel.CHUNK.value : staging.chunkOf([...arrays, weights]);
    clearTotal();
    for (let start = 0; start < labels.length; start += chunk) {
      const n = Math.min(chunk, labels.length - start);
      let [y, x] = buffers;
      let w = 0;
      if (ignores) {
        staging.copy(labels, y, start, n);
        staging.copy(source, x, start, n);
        takeCounted(labels, start, n, options);
        w = kernel.weights.value;
      } else {
        y = staging.take(labels, y, start, n);
        x = staging.take(source, x, start, n);
        if (weights !== undefined) w = staging.takeDoubles(weights, kernel.weights.value, start, n);
      }
      const [, , v, g, h] = buffers;
      const places = [
        staging.place(values, v, start),
        staging.place(gradients, g, start),
        staging.place(hessians, h, start),
      ] as const;
      step(n, [y, x, ...places], single, w);
      staging.give(values, v, start, n);
      staging.give(gradients, g, start, n);
      staging.give(hessians, h, start, n);
    }
  };

  const resultOf: BinaryBatch["resultOf"] = ({ count, positives }, options) => {
    const { sum, nan, weight } = readTotal(total);
    const weighs = options.weights !== undefined || ignoring(options);
    return reduce(options.reduction, { sum, count, weight: weighs ? weight : count, positives, nan });
  };

  return { countOnes, scan, checkProbabilities, compute, total, resultOf };
}

/** What the kernel has to compute. */
export function kindOf({ gradients, hessians }: BatchOutput, mode: BatchOptions["hessianMode"]): number {
  if (hessians !== undefined) return mode === "gauss-newton" ? GAUSS_NEWTON : HESSIAN;
  return gradients === undefined ? VALUE : GRADIENT;
}

/** What the kernel does to negative second derivatives. */
export const MODES = { exact: 0, clamp: 1, absolute: 2, "gauss-newton": 0 };
