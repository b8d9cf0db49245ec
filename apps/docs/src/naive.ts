/**
 * The formula as most code writes it, and what automatic differentiation makes of it. Here to show how it fails.
 */

/** A loss and its derivative by the logit, each computed from the rounded probability. */
export interface NaiveResult {
  readonly loss: number;
  readonly gradient: number;
}

/**
 * Focal loss from a probability, as it stands in the paper and in the notebook.
 *
 *     -y (1 - p)^gamma ln p - (1 - y) p^gamma ln(1 - p)
 */
export function naiveFocalLoss(label: number, probability: number, gamma: number): number {
  const p = probability;
  return -label * (1 - p) ** gamma * Math.log(p) - (1 - label) * p ** gamma * Math.log(1 - p);
}

/**
 * The same from a logit: first the sigmoid, then the formula. The derivative is the chain rule, factor by factor, as
 * automatic differentiation applies it: `gamma q^(gamma - 1)` stands alone before anything cancels.
 */
export function naiveFocalLossWithLogits(label: 0 | 1, logit: number, gamma: number): NaiveResult {
  const p = 1 / (1 + Math.exp(-logit));
  const q = 1 - p;
  const [hit, miss, sign] = label === 1 ? [p, q, 1] : [q, p, -1];
  const slope = gamma * miss ** (gamma - 1) * Math.log(hit) - miss ** gamma / hit;
  return { loss: -(miss ** gamma) * Math.log(hit), gradient: sign * slope * p * q };
}
