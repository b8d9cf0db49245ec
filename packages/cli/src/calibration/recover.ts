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

/** What predictions mean where the model was trained with `training`. */
export function recovery(kind: Kind, training: FocalLossOptions): Recovery {
  const mirrored = mirror(training);
  return kind === "logit"
    ? {
        probability: (logit) => recoverProbabilityWithLogits(logit, training),
        complement: (logit) => recoverProbabilityWithLogits(-logit, mirrored),
      }
    : {
        probability: (probability) => recoverProbability(probability, training),
        complement: (probability) => recoverProbability(1 - probability, mirrored),
      };
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
