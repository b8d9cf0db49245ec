/**
 * The term of the focal loss at one margin s, and its derivatives, for every real s.
 *
 *     A(s)   = q^g L                                       q = sigmoid(-s), p = sigmoid(s), L = softplus(-s)
 *     A'(s)  = -q^g (g p L + q)
 *     A''(s) = q^g p (g L ((g + 1) p - 1) + (2g + 1) q)
 *
 * Nothing cancels but the real root of A''. The logistic functions come from the nearest row s0 of the
 * {@link logisticTable} and r = s0 - s, |r| <= 1/64:
 *
 *     y = e^r - 1,  v = q0 y,  d = p0 v/(1 + v)            e^-s = e^-s0 (1 + y),  1 + e^-s = (1 + e^-s0)(1 + v)
 *     q = q0 + d,  p = p0 - d,  L = L0 + ln(1 + v)
 *
 * What is added to a row is below 2^-6 of it, so that a double keeps it to some 2^-58, and each function has the one rounding
 * of its last sum. For g = 1, 2, 3 the power is that of the first 17 bits c of q0, which is exact, and a rest:
 * q^(k+1) = c^k c + (c^k x + rest q) with x = q - c. Else it is exp(-g softplus(s)) with the exponent in two words: rounded
 * to one, an exponent X would cost about X ulp. Where it is small, its root enters twice, so that a subnormal result is
 * rounded once.
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5, differentiated by hand.
 */
import { low, twoProduct, twoSum, upperHalf } from "./double-double.ts";
import { expOfMinus, growth, ROUND } from "./exp-table.ts";
import { bend, CENTER, fillLogisticTable, logisticTable, TABLE_LIMIT } from "./logistic-table.ts";

/** What {@link focalTerm} leaves: w A(s), w A'(s), w A''(s). Read it before the next call. */
export const term: Float64Array = /* @__PURE__ */ new Float64Array(3);

/**
 * The largest margin whose power is computed in one factor, as batches do in columns. Beyond it (everywhere, for a large
 * gamma and where `w`, the smaller weight, is tiny) a factor could be subnormal before the result is.
 */
export function largestMargin(gamma: number, w: number): number {
  return w > 0 && w < 1e-45 ? -Infinity : Math.min(TABLE_LIMIT, 600 / (gamma + 1) - gamma / 8);
}

/**
 * Computes the weighted term at the margin `s + sLow`, for `gamma >= 0` and `0 <= w <= 1e280`. A weight of 0 drops it.
 * `limit` is a {@link largestMargin}.
 */
export function focalTerm(s: number, sLow: number, gamma: number, w: number, limit: number): void {
  term.fill(0);
  if (!(w > 0)) return;
  // The square of gamma must not overflow.
  const g = Math.min(gamma, 1e150);
  if (s < -TABLE_LIMIT) wrong(-s, -sLow, g, w);
  else if (s > TABLE_LIMIT) right(s, sLow, g, w);
  else near(s, sLow, g, w, s <= limit);
}

function near(s: number, sLow: number, g: number, w: number, whole: boolean): void {
  fillLogisticTable();
  const j = s * 32 + ROUND - ROUND;
  const r = j / 32 - s - sLow;
  const own = CENTER + 4 * j;
  const mirror = CENTER - 4 * j;
  const c = logisticTable[own]!;
  const cLow = logisticTable[own + 1]!;
  const p0 = logisticTable[mirror]!;
  const p0Low = logisticTable[mirror + 1]!;
  const grown = growth(r);
  const v = (c + cLow) * (r + grown);
  const b = bend(v);
  const d = (p0 + p0Low) * (v / (1 + v));
  const x = cLow + d;
  const L = logisticTable[own + 2]! + (logisticTable[own + 3]! + (v + b));
  const q = c + x;

  // The power in one factor, or its root.
  let factor = 1;
  if (whole && g < 4 && g % 1 === 0) {
    let rest = 0;
    for (let k = 0; k < g; k++) {
      rest = rest * q + factor * x;
      factor *= c;
    }
    factor += rest;
  } else {
    // softplus(s) = M + MLow; 1.5 * 2^18 cuts r to a multiple of 2^-34.
    const rHigh = r + 393216 - 393216;
    const share = p0 * rHigh;
    const M0 = logisticTable[mirror + 2]!;
    const M = M0 - share;
    const MLow =
      M0 -
      M -
      share +
      (logisticTable[mirror + 3]! - (p0 * (r - rHigh) + p0Low * r) + ((c + cLow) * grown + b));
    // The exponent in two words, by Dekker's product.
    const e = whole ? g : 0.5 * g;
    const eHigh = upperHalf(e);
    const MHigh = upperHalf(M);
    factor = expOfMinus(eHigh * MHigh, eHigh * (M - MHigh) + ((e - eHigh) * M + e * MLow));
  }
  const p = p0 + (p0Low - d);
  const gL = g * L;
  // With roots, the weight goes in between: neither it nor a root may be subnormal before the result is.
  const f = whole ? factor * w : factor;
  const weight = whole ? 1 : w;
  const root = whole ? 1 : factor;
  term[0] = f * (weight * L) * root;
  term[1] = -(f * (weight * (gL * p + q)) * root);
  term[2] = f * (weight * (p * (gL * ((g + 1) * p - 1) + (2 * g + 1) * q))) * root;
}

/** s = -m, m > 40: q = 1 - t, p = t, L = m to 2^-57, with t = e^-m. */
function wrong(m: number, mLow: number, g: number, w: number): void {
  const t = expOfMinus(m, mLow);
  const f = w * expOfMinus(g * t, 0);
  term[0] = f * m;
  term[1] = -(f * (m < Infinity ? g * (t * m) + 1 : 1));
  const root = expOfMinus(0.5 * m, 0.5 * mLow);
  if (root > 0) term[2] = root * (f * (g * m * (g * t - 1) + (2 * g + 1))) * root;
}

/** s > 40: A = e^-((g + 1) s + g t), A' = -(g + 1) A and A'' = (g + 1)^2 A to 2^-57, with t = e^-s. */
function right(s: number, sLow: number, g: number, w: number): void {
  const one = g + 1;
  if (0.5 * one * s > 700) return;
  const product = twoProduct(0.5 * g, s);
  const productLow = low[0]! + 0.5 * (g * expOfMinus(s, 0) + one * sLow);
  const x = twoSum(product, 0.5 * s);
  const h = expOfMinus(x, low[0]! + productLow);
  const f = h * w;
  term[0] = f * h;
  term[1] = -(f * one * h);
  term[2] = f * one * one * h;
}
