/**
 * The term of the focal loss at one margin s, and its derivatives, for every real s.
 *
 *     A(s)   = q^g L                                       q = sigmoid(-s), p = sigmoid(s), L = softplus(-s)
 *     A'(s)  = -q^g (g p L + q)
 *     A''(s) = q^g p (g g p L + q (2g + 1 - g L))
 *
 * Nothing cancels but the real root of A''. The logistic functions come from the nearest row s0 of the
 * {@link logisticTable} and r = s0 - s, |r| <= 1/64:
 *
 *     y = e^r - 1,  v = q0 y,  d = p0 v/(1 + v)            e^-s = e^-s0 (1 + y),  1 + e^-s = (1 + e^-s0)(1 + v)
 *     q = q0 + d,  p = p0 - d,  L = L0 + ln(1 + v)
 *
 * What is added to a row is below 2^-6 of it, so that a double keeps it to some 2^-58, and each function has the one rounding
 * of its last sum. With the first 17 bits c of q0 and x = q - c, short powers are a + b, where a is a product of numbers of 17
 * bits, and so exact:
 *
 *     g = 1, 2, 3:        q^(k + 1) = (a + b) q = a c + (a x + b q)      from a = 1, b = 0
 *     g = 0.5, 1.5, 2.5:  the same from sqrt(q) = a + b                  a the first 17 bits, b the others
 *     others:             exp(-g softplus(s)) with the exponent in two words: rounded to one, an exponent X would cost
 *                         about X ulp
 *
 * A power that a double may not hold is scaled to the end, so that a subnormal result is rounded once.
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5, differentiated by hand.
 */
import { low, twoProduct, twoSum, upperBits } from "./double-double.ts";
import { expOfMinus, ROUND, scaledExp, scaleOf } from "./exp.ts";
import { CENTER, fillLogisticTable, logisticTable, TABLE_LIMIT } from "./logistic-table.ts";
import { BEND, GROWTH, PRECISE_BEND, series } from "./series.ts";

/** A loss and its first and second derivative, to which {@link addFocalTerm} adds. Read it before the next call. */
export const loss: Float64Array = /* @__PURE__ */ new Float64Array(3);

/**
 * The largest margin whose power is computed in one factor, as batches do in columns. Beyond it (everywhere, for a large
 * gamma and where `w`, the smaller weight, is tiny) a factor could be subnormal before the result is.
 *
 *     q^(g + 1) >= e^-600  for softplus(s) <= T = 600/(g + 1), and that for s <= T - 1/T <= ln(e^T - 1)
 */
export function largestMargin(gamma: number, w: number): number {
  const T = w > 0 && w < 1e-45 ? 0 : 600 / (gamma + 1);
  return Math.min(TABLE_LIMIT, T - 1 / T);
}

/**
 * Adds |share| w A(s), share w A'(s) and |share| w A''(s) at the margin `s + sLow`, for `gamma >= 0` and
 * `0 <= w <= 1e280`. A weight or share of 0 drops the term. `limit` is a {@link largestMargin}: within it the share is taken
 * of the term, as batches mix soft labels; beyond it of the weight, so that nothing overflows or underflows before.
 */
export function addFocalTerm(
  s: number,
  sLow: number,
  gamma: number,
  w: number,
  limit: number,
  share: number,
): void {
  const near = Math.abs(s) <= limit;
  let size = Math.abs(share);
  if (!near) {
    w *= size;
    share /= size;
    size = 1;
  }
  if (w * size === 0) return;
  // So that no product with gamma overflows.
  const g = Math.min(gamma, 1e250);
  // A = w q^g L, and so on, with q^g = factor e^-X.
  let X = 0;
  let XLow = 0;
  let factor = 1;
  let scaledP = 1;
  let L = 1;
  let q = 1;
  if (s > TABLE_LIMIT) {
    // A = e^-(g + 1)s, A' = -(g + 1) A and A'' = (g + 1)^2 A, within g e^-s: where A is not 0, 2^-53.6.
    X = twoProduct(g, s);
    XLow = low[0]! + (g + 1) * sLow;
    X = twoSum(X, s);
    XLow += low[0]!;
  } else if (s < -TABLE_LIMIT) {
    // q = 1 - t, p = t, L = -s to 2^-57, with t = e^s.
    L = -s;
    scaledP = scaledExp(-s, -sLow);
    X = g * (scaledP * scaleOf(-s));
  } else {
    fillLogisticTable();
    const j = s * 32 + ROUND - ROUND;
    const r = j / 32 - s - sLow;
    const own = CENTER + 4 * j;
    const mirror = CENTER - 4 * j;
    const c = logisticTable[own]!;
    const cLow = logisticTable[own + 1]!;
    const p0 = logisticTable[mirror]!;
    const p0Low = logisticTable[mirror + 1]!;
    const q0 = c + cLow;
    const growth = series(GROWTH, r);
    const v = q0 * (r + growth);
    const d = (p0 + p0Low) * (v / (1 + v));
    const x = cLow + d;
    L = logisticTable[own + 2]! + (logisticTable[own + 3]! + (v + series(BEND, v)));
    q = c + x;
    scaledP = p0 + (p0Low - d);

    if (near && g <= 3 && g % 0.5 === 0) {
      let rest = 0;
      if (g % 1 > 0) {
        const sqrt = Math.sqrt(q);
        factor = upperBits(sqrt, 68719476737);
        rest = sqrt - factor;
      }
      for (let k = 1; k <= g; k++) {
        rest = rest * q + factor * x;
        factor *= c;
      }
      factor += rest;
    } else {
      // softplus(s) = M + MLow; 1.5 * 2^18 cuts r to a multiple of 2^-34.
      const rHigh = r + 393216 - 393216;
      const M = twoSum(logisticTable[mirror + 2]!, -p0 * rHigh);
      const MLow =
        low[0]! +
        (logisticTable[mirror + 3]! -
          (p0 * (r - rHigh) + p0Low * r) +
          (q0 * growth + series(PRECISE_BEND, v)));
      // The exponent in two words, by Dekker's product.
      const gHigh = upperBits(g);
      const MHigh = upperBits(M);
      X = gHigh * MHigh;
      XLow = gHigh * (M - MHigh) + ((g - gHigh) * M + g * MLow);
    }
  }
  if (X !== 0) factor = scaledExp(X, XLow);
  if (factor === 0) return;
  const scale = scaleOf(X);
  const pScale = scaleOf(-s);
  const p = scaledP * pScale;
  // As batches do; but the product with a tiny weight may be subnormal before the result is.
  if (near) {
    factor *= w;
    w = 1;
  }
  // Where L is larger, p is 0. Beyond the table it is e^-s: nothing beside 2 + 1/g.
  const gL = g * Math.min(L, 1e4);
  loss[0]! += size * (factor * (w * L) * scale);
  loss[1]! -= share * (factor * (w * (gL * p + q)) * scale);
  loss[2]! +=
    size *
    (factor *
      (w * (scaledP * (g * (gL * p) + q * (2 * g + 1 - (s > TABLE_LIMIT ? 0 : gL))))) *
      scale *
      pScale);
}

/**
 * w A''(p) (dp/ds)^2 of the only term that was added, from G = w A' and rho = A/-A':
 *
 *     -G (g p (g - 1) p rho + (2 g p + q) (1 - g p rho))
 */
export function gaussNewtonTerm(s: number, gamma: number): number {
  const slope = Math.abs(loss[1]!);
  if (!(slope > 0)) return 0;
  const t = expOfMinus(Math.abs(s), 0);
  const [p, q] = s < 0 ? [t / (1 + t), 1 / (1 + t)] : [1 / (1 + t), t / (1 + t)];
  const gp = gamma * p;
  // Where p is 0, A may be infinite.
  const rho = p > 0 ? loss[0]! / slope : 0;
  return Math.max(0, slope * (gp * ((gamma - 1) * p) * rho + (2 * gp + q) * (1 - gp * rho)));
}
