/**
 * Focal loss as it is defined for labels between 0 and 1, in five ways. For y in {0, 1} all but the clipped one are equal.
 *
 *     p = sigmoid(z), q = 1 - p, CE = -y ln p - (1 - y) ln q, g = gamma
 *     separable     w1 y q^g (-ln p) + w0 (1 - y) p^g (-ln q)
 *     interpolated  w m^g CE,  m = y q + (1 - y) p,  w = alpha y + (1 - alpha)(1 - y), or 1 without alpha
 *     margin        w m^g CE,  m = sigmoid(-z (2y - 1))
 *     power         w m^g CE,  m = 1 - exp(-CE)
 *     clipped       w m^g CE(o),  m as interpolated, o = p held within 1e-7 and 1 - 1e-7
 *
 * Derivatives are by z: (m^g CE)' = m^g (g CE m'/m + CE'), with CE' = p - y. Formulas are evaluated in double, with forms
 * of m and m'/m that do not cancel.
 */
import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  binaryCrossEntropyWithLogitsGrad,
  focalLoss,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  recoverProbabilityWithLogits,
} from "@focal-loss/core";
import type { Point } from "../point/point.ts";

interface Weighting {
  readonly gamma: number;
  /** Weight of class 1, class 0 has the rest of 1; `undefined` for no weights. */
  readonly alpha: number | undefined;
}

/** Loss in nats and its derivative by the logit. */
export interface LossAndGradient {
  readonly loss: number;
  readonly gradient: number;
}

export type Form = (point: Point, weighting: Weighting) => LossAndGradient;

/** Where Keras stops: probabilities closer to 0 or 1 are moved here. */
export const CLIP = 1e-7;

export const separable: Form = (point, { gamma, alpha }) => {
  const { label, probability, logit, kind } = point;
  const options = alpha === undefined ? { gamma } : { gamma, alpha };
  return {
    loss:
      kind === "logit" ? focalLossWithLogits(label, logit, options) : focalLoss(label, probability, options),
    gradient: focalLossWithLogitsGrad(label, logit, options),
  };
};

export const interpolated: Form = (point, weighting) => {
  const { p, q, crossEntropy, slope } = parts(point);
  return weighted(point, weighting, { ...interpolation(point.label, p, q), crossEntropy, slope });
};

export const margin: Form = (point, weighting) => {
  const { crossEntropy, slope } = parts(point);
  const sign = 2 * point.label - 1;
  const towards = product(sign, point.logit);
  const relative = -sign * sigmoid(towards);
  return weighted(point, weighting, { m: sigmoid(-towards), relative, crossEntropy, slope });
};

export const power: Form = (point, weighting) => {
  const { crossEntropy, slope } = parts(point);
  const m = -Math.expm1(-crossEntropy);
  // m'/m = CE' / (exp(CE) - 1), and for a hard label CE' is -m or m.
  const hard = point.label === 0 || point.label === 1;
  const relative = hard ? Math.sign(slope) * Math.exp(-crossEntropy) : slope / Math.expm1(crossEntropy);
  return weighted(point, weighting, { m, relative, crossEntropy, slope });
};

export const clipped: Form = (point, weighting) => {
  const { p, q, crossEntropy, slope } = parts(point);
  const outside = p < CLIP || q < CLIP;
  const stop = p < CLIP ? CLIP : 1 - CLIP;
  return weighted(point, weighting, {
    ...interpolation(point.label, p, q),
    crossEntropy: outside ? binaryCrossEntropy(point.label, stop) : crossEntropy,
    slope: outside ? 0 : slope,
  });
};

function sigmoid(z: number): number {
  return recoverProbabilityWithLogits(z, { gamma: 0 });
}

function parts({ label, probability, logit, kind }: Point): {
  p: number;
  q: number;
  crossEntropy: number;
  slope: number;
} {
  return {
    p: probability,
    q: kind === "logit" ? sigmoid(-logit) : 1 - probability,
    crossEntropy:
      kind === "logit" ? binaryCrossEntropyWithLogits(label, logit) : binaryCrossEntropy(label, probability),
    slope: binaryCrossEntropyWithLogitsGrad(label, logit),
  };
}

/** m of the interpolated form, and m'/m. */
function interpolation(label: number, p: number, q: number): { m: number; relative: number } {
  // For a hard label m is p or q, and its derivative has it as a factor.
  if (label === 1) return { m: q, relative: -p };
  if (label === 0) return { m: p, relative: q };
  const m = label * q + (1 - label) * p;
  return { m, relative: (p * q * (1 - 2 * label)) / m };
}

function weighted(
  { label }: Point,
  { gamma, alpha }: Weighting,
  { m, relative, crossEntropy, slope }: { m: number; relative: number; crossEntropy: number; slope: number },
): LossAndGradient {
  const weight = alpha === undefined ? 1 : alpha * label + (1 - alpha) * (1 - label);
  const factor = weight * m ** gamma;
  return {
    loss: product(factor, crossEntropy),
    gradient: product(factor, product(gamma * relative, crossEntropy) + slope),
  };
}

/** 0 times infinity is 0 here, as in the limit. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}
