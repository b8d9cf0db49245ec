/**
 * The loss of predictions, to the digit of `focal-loss score`: an exact sum, rounded once.
 */
import { type BatchOptions, ExactSum, focalLossBatch, focalLossWithLogitsBatch } from "@focal-loss/core";
import { lossOptions } from "./evaluate.ts";
import type { FoundPredictions } from "./predictions.ts";

export interface Score {
  readonly gamma: number;
  readonly rows: number;
  readonly positives: number;
  readonly infinite: number;
  readonly mean: number;
  readonly total: number;
}

/** Scores predictions with some gammas. */
export function scorePredictions(
  { labels, probabilities, logits }: FoundPredictions,
  gammas: readonly number[],
  alpha: number | undefined,
): Score[] {
  const values = new Float64Array(labels.length);
  return gammas.map((gamma) => {
    const options: BatchOptions = lossOptions({ gamma, alpha });
    const { count, positives } =
      logits === undefined
        ? focalLossBatch(labels, probabilities, options, { values })
        : focalLossWithLogitsBatch(labels, logits, options, { values });
    const sum = new ExactSum().addAll(values);
    return { gamma, rows: count, positives, infinite: sum.infinite, mean: sum.mean(), total: sum.sum() };
  });
}
