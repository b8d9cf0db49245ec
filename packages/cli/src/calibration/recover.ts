/**
 * The probability that a prediction in a file stands for.
 */
import { type FocalLossOptions, recoverProbability, recoverProbabilityWithLogits } from "@focal-loss/core";
import type { Kind } from "../read/prediction-file.ts";

/** The probability of class 1 behind a prediction of a model that was trained with `training`. */
export function recovery(kind: Kind, training: FocalLossOptions): (prediction: number) => number {
  return kind === "logit"
    ? (logit) => recoverProbabilityWithLogits(logit, training)
    : (probability) => recoverProbability(probability, training);
}

/** The probability that a prediction names, taken at its word. */
export function statedProbability(kind: Kind): (prediction: number) => number {
  return kind === "logit" ? recovery(kind, { gamma: 0 }) : (probability) => probability;
}
