/**
 * The batch from logits. If all arrays hold floats the kernel computes in float, else in double.
 */
import type { BatchOptions, BatchOutput, BatchResult, Numbers } from "@focal-loss/core";
import type { focalLossWithLogitsBatch } from "@focal-loss/core";
import {
  checkBatch,
  checkBatchOptions,
  DEFAULT_GAMMA,
  ignoring,
  largestMargin,
  negativeWeight,
  positiveWeight,
} from "@focal-loss/core/kernels";

import { type BinaryBatch, kindOf, makeBinaryBatch, MODES, type Step } from "./binary-batch.ts";
import { areFloats, fitsFloats } from "./floats.ts";
import type { Kernel } from "./instance.ts";
import { makeStaging } from "./staging.ts";

/** The batch, and its steps for those who divide it among threads. */
export interface LogitsBatch extends Pick<BinaryBatch, "countOnes" | "total"> {
  readonly focalLossWithLogitsBatch: typeof focalLossWithLogitsBatch;
  /** Computes a checked batch. Its total is left in {@link total}. */
  readonly compute: (
    labels: Numbers,
    logits: Numbers,
    options: BatchOptions,
    out: BatchOutput,
    soft: boolean,
  ) => void;
}

export function makeLogitsBatch(kernel: Kernel): LogitsBatch {
  const { countOnes, scan, compute: run, total, resultOf } = makeBinaryBatch(kernel, makeStaging(kernel));

  const compute: LogitsBatch["compute"] = (labels, logits, options, out, soft) => {
    const { gamma = DEFAULT_GAMMA, labelSmoothing = 0, hessianMode = "exact", weights } = options;
    const w1 = positiveWeight(options);
    const w0 = negativeWeight(options);
    const limit = largestMargin(gamma, Math.min(w1, w0));
    const kind = kindOf(out, hessianMode);
    const rest = [kind, labelSmoothing, soft || labelSmoothing > 0 ? 1 : 0, MODES[hessianMode]] as const;
    // Weights are of any size, which only doubles hold.
    const weighs = weights !== undefined || ignoring(options);
    const inFloat = !weighs && areFloats(labels, logits, out) && fitsFloats(gamma, w1, w0, hessianMode);
    const step: Step = inFloat
      ? (n, arrays) => {
          kernel.focalLossWithLogitsFloats(n, ...arrays, gamma, w1, w0, ...rest);
        }
      : (n, arrays, single, w) => {
          kernel.focalLoss(n, ...arrays, single, w, gamma, w1, w0, ...rest, 0, limit);
        };
    if (!inFloat) kernel.prepare();
    run(labels, logits, options, out, step);
  };

  function batch(
    labels: Numbers,
    logits: Numbers,
    options: BatchOptions = {},
    out: BatchOutput = {},
  ): BatchResult {
    checkBatchOptions(options);
    checkBatch(labels, "logits", logits, options, out);
    const labelScan = scan(labels, options);
    compute(labels, logits, options, out, labelScan.soft);
    return resultOf(labelScan, options);
  }

  return { focalLossWithLogitsBatch: batch, countOnes, compute, total };
}
