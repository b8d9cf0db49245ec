/**
 * The batch from probabilities, in double: of floats too, which the results are rounded to.
 */
import {
  type BatchOptions,
  type BatchOutput,
  type BatchResult,
  focalLossBatch,
  type Numbers,
} from "@focal-loss/core";
import { checkBatch, checkBatchOptions, negativeWeight, positiveWeight } from "@focal-loss/core/kernels";

import { kindOf, makeBinaryBatch, MODES } from "./binary-batch.ts";
import type { Kernel } from "./instance.ts";
import { makeStaging } from "./staging.ts";

/** Beyond it, a power of what the kernel computes could be too small for one factor. */
const LARGEST_GAMMA = 15;

export function makeProbabilitiesBatch(kernel: Kernel): typeof focalLossBatch {
  const { scan, checkProbabilities, compute, resultOf } = makeBinaryBatch(kernel, makeStaging(kernel));

  return batch;

  function batch(
    labels: Numbers,
    probabilities: Numbers,
    options: BatchOptions = {},
    out: BatchOutput = {},
  ): BatchResult {
    const gamma = checkBatchOptions(options);
    if (gamma > LARGEST_GAMMA) return focalLossBatch(labels, probabilities, options, out);
    checkBatch(labels, "probabilities", probabilities, options, out);
    const labelScan = scan(labels, options);
    checkProbabilities(probabilities, labels, options);
    const { labelSmoothing = 0, hessianMode = "exact" } = options;
    const w1 = positiveWeight(options);
    const w0 = negativeWeight(options);
    const kind = kindOf(out, hessianMode);
    const soft = labelScan.soft || labelSmoothing > 0 ? 1 : 0;
    const rest = [gamma, w1, w0, kind, labelSmoothing, soft, MODES[hessianMode], 1, 0] as const;
    kernel.prepare();
    compute(labels, probabilities, options, out, (n, arrays, single, w) => {
      kernel.focalLoss(n, ...arrays, single, w, ...rest);
    });
    return resultOf(labelScan, options);
  }
}
