/**
 * The probability that a prediction in a file stands for.
 */
import { type FocalLossOptions, recoverProbability, recoverProbabilityWithLogits } from "@focal-loss/core";
import type { Kind } from "../read/prediction-file.ts";

/** From predictions to probabilities. */
export interface Recovery {
  /** Probability of class 1. */
  readonly probability: (prediction: number) => number;
  /** Probability of class 0, which 1 minus the other one would lose where that is close to 1. */
  readonly complement: (prediction: number) => number;
}

/** The largest weight that core takes. */
const LARGEST_WEIGHT = 1e280;

/** What predictions mean where the model was trained with `training`. */
export function recovery(kind: Kind, training: FocalLossOptions): Recovery {
  const recover = kind === "logit" ? recoverProbabilityWithLogits : recoverProbability;
  const opposite = (prediction: number): number => (kind === "logit" ? -prediction : 1 - prediction);
  const probability = (prediction: number): number => recover(prediction, training);
  const { gamma = 2, posWeight = 1 } = training;
  if (1 / posWeight <= LARGEST_WEIGHT) {
    const mirrored = mirror(training);
    return { probability, complement: (prediction) => recover(opposite(prediction), mirrored) };
  }
  // The odds of class 0 without weights, times the weight that the mirrored model cannot have.
  const complement = (prediction: number): number => {
    const odds = (posWeight * recover(opposite(prediction), { gamma })) / recover(prediction, { gamma });
    return odds / (1 + odds);
  };
  return { probability, complement };
}

/** What predictions mean where they are taken at their word. */
export function statement(kind: Kind): Recovery {
  return kind === "logit"
    ? recovery(kind, { gamma: 0 })
    : { probability: (probability) => probability, complement: (probability) => 1 - probability };
}

/** The same training with the classes swapped. */
function mirror({ gamma = 2, alpha, posWeight }: FocalLossOptions): FocalLossOptions {
  if (alpha !== undefined) return { gamma, alpha: 1 - alpha };
  return posWeight === undefined ? { gamma } : { gamma, posWeight: 1 / posWeight };
}
