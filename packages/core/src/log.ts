/**
 * ln(x + xLow) in two words, for any double 0 < x < 2^1022 and |xLow| <= ulp(x): within 2^-60 relative, the first within
 * 0.51 ulp.
 *
 *     x = 2^n m, 3/4 <= m < 3/2;  c = 1 + j/128 or (1 + j/128)/2, nearest to m;  v = (m - c)/c, |v| <= 2^-8
 *     ln x = n ln 2 + ln c + v - v^2/2 + v^3/3 - ... - v^8/8
 *
 * m - c is exact, so nothing is lost near x = 1, where n is 0 and c is 1. The quotient v is carried in two words, the first of 26
 * bits, so that its product with c is exact. `+ - * /` and bit access alone.
 * `low[0]` holds the low word.
 */
import { fastTwoSum, low, twoProduct, twoSum, upperBits } from "./double-double.ts";
import { fillExpTable, powers } from "./exp.ts";
import { highWord, powerOfTwo } from "./float64-bits.ts";

const SMALLEST_NORMAL = 2.2250738585072014e-308; // 2^-1022
const TWO_TO_54 = 18014398509481984;
/** ln 2 cut to 32 bits, so that its product with a whole number below 2^21 is exact, and the rest of it. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Of 0 <= j < 128: ln c in two words, 1/c and c, which is halved for j >= 64. Zeros until the first call. */
export const logTable: Float64Array = /* @__PURE__ */ new Float64Array(516);

/** Fills the table at the first call: from c = 1, j = 0 and 128, by ln(a/b) = 2 atanh s, s = (a - b)/(a + b) in two words. */
export function fillLogTable(): void {
  if (logTable[3]! > 0) return;
  fillExpTable();
  for (const first of [0, 128]) {
    const step = first === 0 ? 1 : -1;
    let ln = 0;
    let lnLow = 0;
    for (let j = first; j < 64 === (first === 0); j += step) {
      const c = (128 + j) / (first === 0 ? 128 : 256);
      logTable.set([ln, lnLow, 1 / c, c], 4 * j);
      const sum = 256 + 2 * j + step;
      const s = step / sum;
      const sLow = (step - twoProduct(s, sum) - low[0]!) / sum;
      const square = s * s;
      const high = twoSum(ln, 2 * s);
      ln = twoSum(
        high,
        low[0]! + (lnLow + 2 * (sLow + s * square * (1 / 3 + square * (1 / 5 + square / 7)))),
      );
      lnLow = low[0]!;
    }
  }
}

export function log(x: number, xLow: number): number {
  if (logTable[3] === 0) fillLogTable();
  let exponent = -1023;
  if (x < SMALLEST_NORMAL) {
    x *= TWO_TO_54;
    xLow *= TWO_TO_54;
    exponent -= 54;
  }
  const rounded = highWord(x) + 0x1000;
  const row = ((rounded & 0xfffff) >> 13) * 4;
  // From m = 3/2 on it is halved: one more for the exponent.
  const biased = (rounded + 0x80000) >> 20;
  exponent += biased;
  // A table's entry is there sooner than a word that was just stored.
  const inTable = biased >= 1023 && biased <= 2035;
  const scale = inTable ? powers[2035 - biased]! : powerOfTwo(1023 - biased);
  const rest = xLow * scale;
  const c = logTable[row + 3]!;
  const distance = x * scale - c;
  const v = (distance + rest) * logTable[row + 2]!;
  const vHigh = upperBits(v);
  const vLow = (distance - vHigh * c + rest) * logTable[row + 2]!;
  const v2 = v * v;
  const bend =
    v2 * (v * (1 / 3) - 1 / 2 + v2 * (v * (1 / 5) - 1 / 4 + v2 * (v * (1 / 7) - 1 / 6 - v2 * (1 / 8))));
  // Each sum is that of a number with a smaller one, or of 0 with one.
  const whole = exponent * LN2_HIGH;
  const lnC = logTable[row]!;
  const head = whole + lnC;
  const headLow = whole - head + lnC + (exponent * LN2_LOW + logTable[row + 1]!);
  const sum = head + vHigh;
  return fastTwoSum(sum, head - sum + vHigh + (headLow + (vLow + bend)));
}

/** ln(1 + t + tLow), for t > -1. */
export function log1p(t: number, tLow: number): number {
  const x = twoSum(1, t);
  return log(x, low[0]! + tLow);
}
