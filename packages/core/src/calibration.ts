/**
 * The true probability behind the output of a model that was trained with focal loss, and its inverse.
 *
 * The focal loss is not proper: for an event rate eta, its expectation is least where eta w1 A'(x) = (1 - eta) w0 A'(-x),
 * not at the logit of eta. With the class weights w1, w0 and, for s = |x|, t = exp(-s), l = ln(1 + t), that is
 *
 *     eta/(1 - eta) = w0/w1 R(x),   R(x) = A'(-x)/A'(x) = exp((gamma + 1) s) N/D for x >= 0,   R(-x) = 1/R(x)
 *     N = 1 + gamma t (s + l),      D = 1 + gamma l/t
 *
 * N and D have no term that cancels, and the exponent is carried in two words, as its rounding would cost about as many ulp
 * as it is large. ln R is odd and increasing, between (gamma + 1) s - ln(1 + gamma) and (gamma + 1) s:
 * `initialLogit` inverts it by Newton's method between bounds.
 *
 * Source: the stationary point of Lin et al. (2017), equation 5; the case without weights is in Charoenphakdee et al.,
 * On Focal Loss for Class-Posterior Probability Estimation (2021).
 */
import { negativeWeight, positiveWeight } from "./class-weights.ts";
import { fastTwoSum, low, twoProduct, twoSum } from "./double-double.ts";
import { expPair } from "./exp-column.ts";
import { DEFAULT_GAMMA, type FocalLossOptions } from "./focal-loss.ts";
import { log, log1p } from "./log.ts";
import { LARGEST_EXPONENT } from "./pow.ts";

/** Of the bounds of a root, so that their rounding does not exclude it. */
const MARGIN = 8.881784197001252e-16; // 2^-50

/**
 * The true probability `eta` of class 1 where a model trained with focal loss says `p`.
 *
 * `eta / (1 - eta) = w0 A'(-x) / (w1 A'(x))`, `x = ln(p / (1 - p))`: it undoes the pull of `gamma` towards 1/2 and that of
 * the class weights. With `gamma` 0 and no weights it is `p` itself. Increasing in `p`.
 *
 * - `p = 0` gives 0 and `p = 1` gives 1.
 * - With `alpha` or `posWeight` 0, class 1 never counts: any `p > 0` speaks for `eta = 1`, `p = 0` for nothing (NaN).
 *   With `alpha` 1, any `p < 1` speaks for `eta = 0`, and `p = 1` for nothing.
 * - NaN in, NaN out; an argument or option outside its range gives NaN too. Never throws.
 * - Error below 16 units of 2^-53 of the result, for `gamma` up to 128 and no class weight between 0 and 1e-280; the same
 *   bits in every engine.
 *
 * @param probability - The model's output `p` in [0, 1].
 * @param options - What the model was trained with: `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Probability `eta` in [0, 1].
 */
export function recoverProbability(probability: number, options?: FocalLossOptions): number {
  if (!(probability >= 0 && probability <= 1)) return NaN;
  if (options?.gamma === 0 && probability > 0) {
    return probability / (probability + oddsOfWeights(options) * (1 - probability));
  }
  const x = logit(probability);
  return recover(x, low[0]!, options);
}

/**
 * The true probability `eta` of class 1 where a model trained with focal loss gives the logit `z`:
 * {@link recoverProbability} of `1 / (1 + e^-z)`, without its rounding.
 *
 * `z = -Infinity` stands for `p = 0` and `z = Infinity` for `p = 1`. Never throws.
 *
 * @param logit - The model's log-odds `z = ln(p / (1 - p))`, any real number.
 * @param options - What the model was trained with: `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Probability `eta` in [0, 1].
 */
export function recoverProbabilityWithLogits(logit: number, options?: FocalLossOptions): number {
  return recover(logit, 0, options);
}

/**
 * The constant logit with the least focal loss where class 1 has the probability `prior`: the bias to start a model with.
 *
 * Inverse of {@link recoverProbabilityWithLogits}. (The bias `-ln((1 - prior) / prior)` of RetinaNet is the case `gamma` 0
 * without weights.)
 *
 * - A prior of 0 gives `-Infinity`, 1 gives `Infinity`; so does a class that never counts (`alpha` 0 or 1, `posWeight` 0).
 *   Where the only class that counts never occurs, every logit is as good: NaN.
 * - NaN in, NaN out; an argument or option outside its range gives NaN too. Never throws.
 * - Error below 3 units of 2^-53 of the result, plus 2^-51 / (1 + gamma); the same bits in every engine.
 *
 * @param prior - Probability of class 1, in [0, 1].
 * @param options - What the model is trained with: `gamma` (default 2), `alpha` or `posWeight` (neither by default).
 * @returns Logit.
 */
export function initialLogit(prior: number, options?: FocalLossOptions): number {
  const weight = oddsOfWeights(options);
  const gamma = gammaOf(options);
  if (!(prior >= 0 && prior <= 1 && weight >= 0 && gamma >= 0)) return NaN;
  const ofPrior = logit(prior);
  const ofPriorLow = low[0]!;
  if (weight === 0) return ofPrior - Infinity;
  if (weight === Infinity || ofPrior - ofPrior !== 0) return ofPrior + weight;
  const ofWeights = log(weight, 0);
  const ofWeightsLow = low[0]!;
  let target = twoSum(ofPrior, ofWeights);
  target = fastTwoSum(target, low[0]! + (ofPriorLow + ofWeightsLow));
  const negative = target < 0;
  const wanted = negative ? -target : target;
  const wantedLow = negative ? -low[0]! : low[0]!;

  let below = (1 - MARGIN) * (wanted / (gamma + 1));
  let above = (1 + MARGIN) * ((wanted + log1p(gamma, 0)) / (gamma + 1));
  let s = below;
  while (true) {
    computeRatio(s, 0, gamma);
    const lnR = exponent(s, 0, gamma);
    const difference = lnR - wanted + (low[0]! - wantedLow) - log(ratio[0]!, 0);
    if (difference < 0) below = s;
    else above = s;
    s -= difference / ratio[1]!;
    if (!(s >= below && s <= above)) s = 0.5 * (below + above);
    if (s === below || s === above) return negative ? -s : s;
  }
}

/** The probability at the margin x + xLow. */
function recover(x: number, xLow: number, options: FocalLossOptions | undefined): number {
  const weight = oddsOfWeights(options);
  const gamma = gammaOf(options);
  if (!(x === x && weight >= 0 && gamma >= 0)) return NaN;
  if (weight === 0) return x === -Infinity ? NaN : 1;
  if (weight === Infinity) return x === Infinity ? NaN : 0;
  const negative = x < 0;
  const s = negative ? -x : x;
  // exp(-2 * 700) over any weight from 1e-280 on is 0 in double.
  if ((gamma + 1) * s > 1400) return negative ? 0 : 1;
  const sLow = negative ? -xLow : xLow;
  computeRatio(s, sLow, gamma);
  const half = 0.5 * exponent(s, sLow, gamma);
  const h = expPair(half, 0.5 * low[0]!);
  if (!negative) return 1 / (1 + h * (weight * ratio[0]!) * h);
  const odds = ((h * ratio[0]!) / weight) * h;
  return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds);
}

/** What {@link computeRatio} leaves: D/N, from 1 to 300, and the slope of ln R. Read it before the next call. */
const ratio: Float64Array = /* @__PURE__ */ new Float64Array(2);

function computeRatio(s: number, sLow: number, gamma: number): void {
  const t = expPair(s < 700 ? s : 700, sLow);
  const l = log1p(t, low[0]!);
  const inverse = 1 / (1 + t);
  const a = l / t;
  const L = s + l;
  const N = 1 + gamma * (t * L);
  const D = 1 + gamma * a;
  ratio[0] = D / N;
  ratio[1] = gamma + 1 + (gamma * t * (inverse - L)) / N - (gamma * (a - inverse)) / D;
}

/** (gamma + 1) (s + sLow) as a pair. */
function exponent(s: number, sLow: number, gamma: number): number {
  const product = twoProduct(gamma, s);
  const productLow = low[0]!;
  const sum = twoSum(product, s);
  return fastTwoSum(sum, low[0]! + productLow + (gamma + 1) * sLow);
}

/** ln(p / (1 - p)) as a pair. */
function logit(p: number): number {
  if (p === 0 || p === 1) {
    low[0] = 0;
    return p === 0 ? -Infinity : Infinity;
  }
  const lnP = log(p, 0);
  const lnPLow = low[0]!;
  const lnQ = log1p(-p, 0);
  const lnQLow = low[0]!;
  const difference = twoSum(lnP, -lnQ);
  return fastTwoSum(difference, low[0]! + (lnPLow - lnQLow));
}

/** w1/w0, `Infinity` where only class 1 counts, or NaN where a class weight is outside its range. */
function oddsOfWeights(options: FocalLossOptions | undefined): number {
  return positiveWeight(options) / negativeWeight(options);
}

function gammaOf(options: FocalLossOptions | undefined): number {
  const gamma = options?.gamma ?? DEFAULT_GAMMA;
  return gamma < LARGEST_EXPONENT ? gamma : gamma < Infinity ? LARGEST_EXPONENT : NaN;
}
