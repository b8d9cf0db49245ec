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
export const probabilityLosses: Float64Array = /* @__PURE__ */ new Float64Array(3);

/** The loss of one prediction or a derivative of it; NaN where an argument or option is outside its range. */
export function probabilityLoss(
  label: number,
  probability: number,
  gamma: number,
  weights: ClassWeights | undefined,
  order: 0 | 1 | 2,
): number {
  const w1 = positiveWeight(weights);
  const valid =
    label >= 0 &&
    label <= 1 &&
    probability >= 0 &&
    probability <= 1 &&
    gamma >= 0 &&
    gamma < Infinity &&
    w1 >= 0;
  if (!valid) return NaN;
  probabilityTerms(w1 * label, negativeWeight(weights) * (1 - label), probability, gamma);
  return probabilityLosses[order]!;
}

/** Computes w1 A(p) + w0 A(1 - p) and its derivatives. */
export function probabilityTerms(w1: number, w0: number, p: number, gamma: number): void {
  probabilityLosses.fill(w1 === w1 && p === p ? 0 : NaN);
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
    probabilityLosses[0]! += power * (w * L);
    probabilityLosses[1]! -= direction * (power * (w / p));
    probabilityLosses[2]! += power * (w / p / p);
  } else if (gamma * lnQ > -600) {
    const power = pow(lnQ, lnQLow, gamma);
    probabilityLosses[0]! += power * (w * L);
    probabilityLosses[1]! -= direction * (power * (w * (gamma * r + 1 / p)));
    const bracket = (gamma - 1) * r + 2 / p;
    // Nothing may leave the range of a double before the weight, nor for a tiny q after it.
    const bent =
      q > 1e-17 || gamma < 1e-200 ? power * ((gamma / q) * bracket) * w : ((power * gamma * w) / q) * bracket;
    probabilityLosses[2]! += bent + power * (w / p / p);
  } else {
    const h = pow(lnQ, lnQLow, 0.5 * gamma);
    probabilityLosses[0]! += h * (w * L) * h;
    probabilityLosses[1]! -= direction * (h * (w * (gamma * r + 1 / p)) * h);
    // q^(gamma - 1), which may be large enough where q^gamma is 0, in two factors.
    const k = gamma < 1 ? h : pow(lnQ, lnQLow, 0.5 * (gamma - 1));
    const first = gamma < 1 ? h / q : k;
    probabilityLosses[2]! += first * (w * (gamma * ((gamma - 1) * r + 2 / p) + q / p / p)) * k;
  }
}

function addLimit(w: number, direction: number, p: number, gamma: number): void {
  if (p === 0) {
    probabilityLosses[0] = Infinity;
    probabilityLosses[1]! -= direction * Infinity;
    probabilityLosses[2] = Infinity;
  } else {
    probabilityLosses[1]! -= gamma === 0 ? direction * w : 0;
    probabilityLosses[2]! += gamma === 0 ? w : gamma < 1 ? Infinity : gamma === 1 ? 2 * w : 0;
  }
}
