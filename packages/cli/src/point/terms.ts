/**
 * What the loss of one prediction is made of:
 *
 *     FL = sum over the classes of  alpha_t (1 - p_t)^gamma (-ln p_t)
 *
 * where class 1 has p_t = p and alpha_t = w1, class 0 has p_t = 1 - p and alpha_t = w0. A hard label leaves one of them.
 */
import {
  binaryCrossEntropyWithLogits,
  focalLoss,
  focalLossGrad,
  focalLossHess,
  type FocalLossOptions,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  recoverProbability,
  recoverProbabilityWithLogits,
} from "@focal-loss/core";
import type { Point } from "./point.ts";

/** The part of the loss that one class has. */
interface Term {
  readonly class: 0 | 1;
  /** Probability of the class. */
  readonly pT: number;
  /** Weight of the class, times how far the label is that class. */
  readonly alphaT: number;
  readonly modulatingFactor: number;
  readonly crossEntropy: number;
}

export interface Terms {
  readonly gamma: number;
  /** Terms whose weight is not 0. */
  readonly terms: readonly Term[];
  readonly loss: number;
  readonly byLogit: { readonly gradient: number; readonly hessian: number };
  readonly byProbability: { readonly gradient: number; readonly hessian: number };
  /** The true probability of class 1 behind the prediction of a model that was trained with this loss. */
  readonly recoveredProbability: number;
}

export function termsOf(point: Point, options: FocalLossOptions & { readonly gamma: number }): Terms {
  const { label, probability, logit, kind } = point;
  const { gamma, alpha, posWeight } = options;
  const w1 = alpha ?? posWeight ?? 1;
  const w0 = alpha === undefined ? 1 : 1 - alpha;
  const terms = [term(1, w1 * label, point, gamma), term(0, w0 * (1 - label), point, gamma)];
  return {
    gamma,
    terms: terms.filter(({ alphaT }) => alphaT !== 0),
    loss:
      kind === "logit" ? focalLossWithLogits(label, logit, options) : focalLoss(label, probability, options),
    byLogit: {
      gradient: focalLossWithLogitsGrad(label, logit, options),
      hessian: focalLossWithLogitsHess(label, logit, options),
    },
    byProbability: {
      gradient: focalLossGrad(label, probability, options),
      hessian: focalLossHess(label, probability, options),
    },
    recoveredProbability:
      kind === "logit"
        ? recoverProbabilityWithLogits(logit, options)
        : recoverProbability(probability, options),
  };
}

function term(side: 0 | 1, alphaT: number, { probability, logit, kind }: Point, gamma: number): Term {
  const sigmoid = (z: number): number => recoverProbabilityWithLogits(z, { gamma: 0 });
  const margin = side === 1 ? logit : -logit;
  const own = side === 1 ? probability : 1 - probability;
  const other = side === 1 ? 1 - probability : probability;
  return {
    class: side,
    pT: kind === "logit" ? sigmoid(margin) : own,
    alphaT,
    modulatingFactor: (kind === "logit" ? sigmoid(-margin) : other) ** gamma,
    crossEntropy:
      kind === "logit" ? binaryCrossEntropyWithLogits(1, margin) : focalLoss(side, probability, { gamma: 0 }),
  };
}
