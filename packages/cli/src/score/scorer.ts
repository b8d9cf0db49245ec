/**
 * Losses of rows, by the kernels.
 */
import type { BatchOptions, SoftmaxBatchOptions } from "@focal-loss/core";
import { createKernels } from "@focal-loss/wasm";
import type { ScoredColumns } from "../input/columns.ts";
import { BLOCK_ROWS } from "../input/row-block.ts";

/** How a row counts. */
export interface Weights {
  /** Of class 1, or one a class. */
  readonly alpha?: readonly number[] | undefined;
  readonly posWeight?: number | undefined;
  /** Probabilities are taken from `[clip, 1 - clip]`. */
  readonly clip?: number | undefined;
}

/** How rows are scored: one result a gamma. */
export interface Scorer {
  readonly gammas: readonly number[];
  /** The losses of up to {@link BLOCK_ROWS} rows; of a multi-class file predictions hold the logits of row after row. */
  readonly losses: (labels: Float64Array, predictions: Float64Array, gammaIndex: number) => Float64Array;
}

/** @param values - Room for {@link BLOCK_ROWS} losses, which is used again. */
export function createScorer(
  { kind, predictions: { length: classes } }: Pick<ScoredColumns, "kind" | "predictions">,
  gammas: readonly number[],
  { alpha, posWeight, clip }: Weights,
  values: Float64Array = new Float64Array(BLOCK_ROWS),
): Scorer {
  const { focalLossBatch, focalLossWithLogitsBatch, softmaxFocalLossBatch } = createKernels();
  if (kind === "logits") {
    const options = gammas.map((gamma): SoftmaxBatchOptions => ({
      classes,
      gamma,
      ...(alpha === undefined ? {} : { alpha: alpha.length === 1 ? alpha[0] : alpha }),
    }));
    return {
      gammas,
      losses: (labels, logits, k) => {
        const out = values.subarray(0, labels.length);
        softmaxFocalLossBatch(labels, logits, options[k]!, { values: out });
        return out;
      },
    };
  }
  const batch = kind === "logit" ? focalLossWithLogitsBatch : focalLossBatch;
  const options = gammas.map((gamma) => ({ gamma, alpha: alpha?.[0], posWeight }) as BatchOptions);
  return {
    gammas,
    losses: (labels, predictions, k) => {
      const out = values.subarray(0, labels.length);
      batch(labels, clip === undefined ? predictions : clipped(predictions, clip), options[k], {
        values: out,
      });
      return out;
    },
  };
}

function clipped(probabilities: Float64Array, clip: number): Float64Array {
  return probabilities.map((p) => Math.min(Math.max(p, clip), 1 - clip));
}
