/**
 * The numbers at one prediction, all computed by core.
 */
import {
  binaryCrossEntropy,
  focalLoss,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  recoverProbability,
  type FocalLossOptions,
} from "@focal-loss/core";
import type { PlaygroundState } from "./state.ts";

export interface Evaluation {
  readonly probability: number;
  readonly logit: number;
  /** Probability of the true class. */
  readonly pt: number;
  /** Binary cross-entropy with the same class weight. */
  readonly crossEntropy: number;
  /** The same without it, also where it is 0. */
  readonly unweighted: number;
  readonly focalLoss: number;
  /** Cross-entropy over focal loss: how many times smaller gamma makes the loss. */
  readonly timesSmaller: number;
  /** Derivatives by the logit. */
  readonly gradient: number;
  readonly hessian: number;
  /** Derivatives by the probability. */
  readonly slope: number;
  readonly curvature: number;
  /** The event rate behind this output of a model trained to its optimum with these options. */
  readonly recovered: number;
}

/** Everything about one prediction. */
export function evaluate({ gamma, alpha, label, probability }: Options): Evaluation {
  const options = lossOptions({ gamma, alpha });
  const logit = logitOf(probability);
  const crossEntropy = binaryCrossEntropy(label, probability, alpha === undefined ? {} : { alpha });
  const loss = focalLoss(label, probability, options);
  return {
    probability,
    logit,
    pt: label === 1 ? probability : 1 - probability,
    crossEntropy,
    unweighted: binaryCrossEntropy(label, probability),
    focalLoss: loss,
    timesSmaller: crossEntropy / loss,
    gradient: focalLossWithLogitsGrad(label, logit, options),
    hessian: focalLossWithLogitsHess(label, logit, options),
    slope: focalLossGrad(label, probability, options),
    curvature: focalLossHess(label, probability, options),
    recovered: recoverProbability(probability, options),
  };
}

type Options = Pick<PlaygroundState, "gamma" | "alpha" | "label" | "probability">;

/** What core takes. */
export function lossOptions({ gamma, alpha }: Pick<Options, "gamma" | "alpha">): FocalLossOptions {
  return alpha === undefined ? { gamma } : { gamma, alpha };
}

/** `ln(p / (1 - p))`. */
export function logitOf(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/** `1 / (1 + e^-z)`. */
export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
