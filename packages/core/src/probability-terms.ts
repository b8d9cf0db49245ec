/**
 * The terms of the binary losses at a probability p, and their derivatives.
 *
 *     A   = E (-ln p)                                            E = q^g, q = 1 - p, r = -ln p / q
 *     A'  = -E (g r + 1/p)
 *     A'' = E (g ((g - 1) r + 2/p)/q + 1/p^2)
 *
 * The term of class 0 is the same with p and q swapped and A' negated. The power is exp(g ln q) with ln q in two words, so
 * that g may be large. Where E is small, its root enters twice, so that a subnormal result is rounded once.
 *
 * | limit          | A        | A'        | A''      |
 * | -------------- | -------- | --------- | -------- |
 * | p = 0          | Infinity | -Infinity | Infinity |
 * | p = 1, g = 0   | 0        | -1        | 1        |
 * | p = 1, g < 1   | 0        | 0         | Infinity |
 * | p = 1, g = 1   | 0        | 0         | 2        |
 * | p = 1, g > 1   | 0        | 0         | 0        |
 */
import { type ClassWeights, negativeWeight, positiveWeight } from "./class-weights.ts";
import { low } from "./double-double.ts";
import { log, log1p } from "./log.ts";
import { pow } from "./pow.ts";

/** What {@link probabilityTerms} leaves: the loss, its first and its second derivative. Read it before the next call. */
export const probabilityLoss: Float64Array = /* @__PURE__ */ new Float64Array(3);

/** Computes the loss of one prediction; NaN where an argument or option is outside its range. */
export function probabilityTerms(
  label: number,
  probability: number,
  gamma: number,
  weights: ClassWeights | undefined,
): void {
  const w1 = positiveWeight(weights);
  const valid =
    label >= 0 &&
    label <= 1 &&
    probability >= 0 &&
    probability <= 1 &&
    gamma >= 0 &&
    gamma < Infinity &&
    w1 >= 0;
  probabilityLoss.fill(valid ? 0 : NaN);
  if (valid) addTerms(w1 * label, negativeWeight(weights) * (1 - label), probability, gamma);
}

/** Adds w1 A(p) and w0 A(1 - p). */
export function addTerms(w1: number, w0: number, p: number, gamma: number): void {
  const inside = p > 0 && p < 1;
  const lnP = inside ? log(p, 0) : 0;
  const lnPLow = inside ? low[0]! : 0;
  const lnQ = inside ? log1p(-p, 0) : 0;
  const lnQLow = inside ? low[0]! : 0;
  if (w1 > 0) {
    if (inside) addTerm(w1, 1, p, 1 - p, -lnP, lnQ, lnQLow, gamma);
    else addLimit(w1, 1, p, gamma);
  }
  if (w0 > 0) {
    if (inside) addTerm(w0, -1, 1 - p, p, -lnQ, lnP, lnPLow, gamma);
    else addLimit(w0, -1, 1 - p, gamma);
  }
}

function addTerm(
  w: number,
  direction: number,
  p: number,
  q: number,
  L: number,
  lnQ: number,
  lnQLow: number,
  gamma: number,
): void {
  const r = L / q;
  if (p < 1e-150) {
    // What is below 1e-140 of 1/p is left out; 1/p may overflow before its weight.
    const power = pow(lnQ, lnQLow, gamma);
    probabilityLoss[0]! += power * (w * L);
    probabilityLoss[1]! -= direction * (power * (w / p));
    probabilityLoss[2]! += power * (w / p / p);
  } else if (gamma * lnQ > -600) {
    const power = pow(lnQ, lnQLow, gamma);
    probabilityLoss[0]! += power * (w * L);
    probabilityLoss[1]! -= direction * (power * (w * (gamma * r + 1 / p)));
    // Neither gamma / q nor gamma w may leave the range of a double.
    const rate = gamma < 1e-200 ? power * (gamma / q) * w : (power * gamma * w) / q;
    probabilityLoss[2]! += rate * ((gamma - 1) * r + 2 / p) + power * (w / p / p);
  } else {
    const h = pow(lnQ, lnQLow, 0.5 * gamma);
    probabilityLoss[0]! += h * (w * L) * h;
    probabilityLoss[1]! -= direction * (h * (w * (gamma * r + 1 / p)) * h);
    // q^(gamma - 1), which may be large enough where q^gamma is 0.
    const k = pow(lnQ, lnQLow, 0.5 * (gamma - 1));
    probabilityLoss[2]! += k * (w * (gamma * ((gamma - 1) * r + 2 / p) + q / p / p)) * k;
  }
}

function addLimit(w: number, direction: number, p: number, gamma: number): void {
  if (p === 0) {
    probabilityLoss[0] = Infinity;
    probabilityLoss[1]! -= direction * Infinity;
    probabilityLoss[2] = Infinity;
  } else {
    probabilityLoss[1]! -= gamma === 0 ? direction * w : 0;
    probabilityLoss[2]! += gamma === 0 ? w : gamma < 1 ? Infinity : gamma === 1 ? 2 * w : 0;
  }
}
