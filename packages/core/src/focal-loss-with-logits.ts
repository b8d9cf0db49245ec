/**
 * Focal loss from a logit.
 *
 *     FL = w1 A(z) + w0 A(-z),   A(s) = sigmoid(-s)^gamma softplus(-s)
 *
 * With t = exp(-|s|) and l = ln(1 + t), nothing cancels:
 *
 *     s >= 0:  A = exp(-gamma (s + l)) l             (l = t beyond 40: exp(-(gamma + 1) s - gamma t))
 *     s <  0:  A = exp(-gamma l) (|s| + l)
 *
 * An exponent X rounded to one double would cost about X ulp, so t, l and X are carried in two words; the root of the
 * exponential enters twice, so that a subnormal result is rounded once.
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5.
 */
import { negativeWeight, positiveWeight } from "./class-weights.ts";
import { fastTwoSum, low, twoProduct, twoSum } from "./double-double.ts";
import { exp } from "./exp.ts";
import { DEFAULT_GAMMA, type FocalLossOptions } from "./focal-loss.ts";
import { log1p } from "./log.ts";
import { LARGEST_EXPONENT } from "./pow.ts";

/**
 * Focal loss of one prediction, from its logit.
 *
 * `FL = w1 (1 - p)^gamma (-ln p) + w0 p^gamma (-ln(1 - p))` at `p = 1 / (1 + e^-z)`, with `w1 = y`, `w0 = 1 - y`, times
 * the class weights of `options`. Linear in `y`.
 *
 * - `z = Infinity` and `z = -Infinity` take their limits: 0 for the right class, `Infinity` for the wrong one.
 * - A term whose weight is 0 is dropped. NaN in, NaN out; a label or option outside its range gives NaN too. Never throws.
 * - Error below 8 ulp of the sum of the terms for every finite `z` and `0 <= gamma <= 128`; the same bits in every engine.
 *
 * @param label - Target `y` in [0, 1]; soft labels are allowed.
 * @param logit - Log-odds `z = ln(p / (1 - p))`, any real number.
 * @param options - `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Loss in nats, `>= 0`.
 */
export function focalLossWithLogits(label: number, logit: number, options?: FocalLossOptions): number {
  const gamma = options?.gamma ?? DEFAULT_GAMMA;
  const w1 = positiveWeight(label, options);
  if (!(logit === logit && w1 >= 0 && gamma >= 0 && gamma < Infinity)) return NaN;
  const w0 = negativeWeight(label, options);
  const g = gamma < LARGEST_EXPONENT ? gamma : LARGEST_EXPONENT;
  return (w1 > 0 ? weightedTerm(logit, g, w1) : 0) + (w0 > 0 ? weightedTerm(-logit, g, w0) : 0);
}

/** w A(s). */
function weightedTerm(s: number, gamma: number, w: number): number {
  const half = 0.5 * gamma;
  const magnitude = s < 0 ? -s : s;
  // exp(-2 * 700) times any weight up to 1e280 is 0 in double.
  if (s > 0 && (half + 0.5) * s > 700) return 0;
  const far = magnitude >= 40;
  const t = exp(magnitude < 700 ? -magnitude : -700, 0);
  const l = far ? t : log1p(t, low[0]!);
  const lLow = far ? 0 : low[0]!;
  if (half * (l + (s > 0 ? s : 0)) > 700) return 0;

  // X/2 = gamma/2 l, plus gamma/2 s for s > 0, plus s/2 far out, where l leaves the factor for the exponent.
  let x = twoProduct(half, l);
  let xLow = low[0]! + half * lLow;
  let factor = l;
  if (s < 0) {
    factor = magnitude + l;
  } else {
    const product = twoProduct(half, s);
    const productLow = low[0]!;
    x = twoSum(product, x);
    xLow += low[0]! + productLow;
    if (far) {
      factor = 1;
      x = twoSum(0.5 * s, x);
      xLow += low[0]!;
    }
  }
  x = fastTwoSum(x, xLow);
  const h = exp(-x, -low[0]!);
  return h * (w * factor) * h;
}
