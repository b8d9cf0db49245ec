/**
 * Binary cross-entropy from a logit.
 *
 *     L = w1 softplus(-z) + w0 softplus(z),   softplus(x) = ln(1 + e^x)
 *
 * With t = exp(-|x|): softplus(x) = ln(1 + t) for x <= 0, x + ln(1 + t) for x > 0. Nothing cancels.
 */
import type { BinaryCrossEntropyOptions } from "./binary-cross-entropy.ts";
import { negativeWeight, positiveWeight } from "./class-weights.ts";
import { low } from "./double-double.ts";
import { exp } from "./exp.ts";
import { log1p } from "./log.ts";

/**
 * Binary cross-entropy of one prediction, from its logit.
 *
 * `L = w1 ln(1 + e^-z) + w0 ln(1 + e^z)`, with `w1 = y`, `w0 = 1 - y`, times the class weights of `options`.
 *
 * - `z = Infinity` and `z = -Infinity` take their limits: 0 for the right class, `Infinity` for the wrong one.
 * - A term whose weight is 0 is dropped. NaN in, NaN out; a label or option outside its range gives NaN too. Never throws.
 * - Error below 8 ulp of the sum of the terms for every finite `z`; the same bits in every engine.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z = ln(p / (1 - p))`, any real number.
 * @param options - `alpha` or `posWeight` (neither by default).
 * @returns Loss in nats, `>= 0`.
 */
export function binaryCrossEntropyWithLogits(
  label: number,
  logit: number,
  options?: BinaryCrossEntropyOptions,
): number {
  const w1 = positiveWeight(label, options);
  if (!(logit === logit && w1 >= 0)) return NaN;
  const w0 = negativeWeight(label, options);
  return (w1 > 0 ? weightedSoftplus(-logit, w1) : 0) + (w0 > 0 ? weightedSoftplus(logit, w0) : 0);
}

/** w softplus(x). */
function weightedSoftplus(x: number, w: number): number {
  const magnitude = x < 0 ? -x : x;
  // ln(1 + t) = t to 2^-57 beyond 40. The root of t enters twice, so that a subnormal result is rounded once.
  if (magnitude >= 40) {
    const root = exp(magnitude < 1400 ? -0.5 * magnitude : -700, 0);
    return x < 0 ? root * w * root : w * x;
  }
  const t = exp(-magnitude, 0);
  const l = log1p(t, low[0]!);
  return w * (x < 0 ? l : x + l);
}
