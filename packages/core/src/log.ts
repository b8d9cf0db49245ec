/**
 * ln(x + xLow) as a pair, for 0 < x < 2^1022 (subnormal too) and |xLow| <= ulp(x).
 *
 *     x = 2^k m, sqrt(1/2) <= m < sqrt(2)
 *     s = (m - 1)/(m + 1),  ln m = 2 atanh(s) = 2 s + 2/3 s^3 + s^5 R(s^2)
 *
 * m - 1 is exact, so nothing is lost near x = 1. The first two terms are carried in two words, the rest in one.
 * `low[0]` holds the low word. The high word alone is within 0.501 ulp, the pair within 2^-61 relative
 * (measured on 2 10^6 points). `+ - * /` and bit access alone. Coefficients are 2/(2k+1) rounded to double.
 */
import { fastTwoSum, low, twoProduct, twoSum } from "./double-double.ts";
import { LN2_HIGH, LN2_LOW } from "./exp.ts";
import { highWord, powerOfTwo } from "./float64-bits.ts";

const SMALLEST_NORMAL = 2.2250738585072014e-308; // 2^-1022
const TWO_TO_54 = 18014398509481984;
const SQRT2_HIGH_WORD = 0x6a09e; // the significand bits of sqrt(2) in a high word
/** Below 2^-200, ln(1 + f) = f in two words, and halving f could underflow. */
const TINY = 6.223015277861142e-61;
const TWO_THIRDS_HIGH = 0.6666666666666666;
const TWO_THIRDS_LOW = 3.700743415417188e-17;

export function log(x: number, xLow: number): number {
  let exponent = 0;
  if (x < SMALLEST_NORMAL) {
    x *= TWO_TO_54;
    xLow *= TWO_TO_54;
    exponent = -54;
  }
  const word = highWord(x);
  // m >= sqrt(2) is halved: one more for the exponent.
  let k = (word >> 20) - 1023;
  if ((word & 0xfffff) >= SQRT2_HIGH_WORD) k += 1;
  exponent += k;
  const scale = powerOfTwo(-k);

  const f = fastTwoSum(x * scale - 1, xLow * scale);
  const fLow = low[0]!;
  if (exponent === 0 && f < TINY && f > -TINY) {
    low[0] = fLow;
    return f;
  }
  const d = twoSum(2, f);
  const dLow = low[0]! + fLow;
  const s = f / d;
  const product = twoProduct(s, d);
  const sLow = (f - product - low[0]! + fLow - s * dLow) / d;

  const square = twoProduct(s, s);
  const squareLow = low[0]! + 2 * s * sLow;
  const cube = twoProduct(s, square);
  const cubeLow = low[0]! + (s * squareLow + sLow * square);
  const cubic = twoProduct(cube, TWO_THIRDS_HIGH);
  const cubicLow = low[0]! + (cube * TWO_THIRDS_LOW + cubeLow * TWO_THIRDS_HIGH);
  const tail =
    cube *
    square *
    (2 / 5 +
      square *
        (2 / 7 +
          square *
            (2 / 9 +
              square *
                (2 / 11 +
                  square *
                    (2 / 13 +
                      square *
                        (2 / 15 +
                          square *
                            (2 / 17 +
                              square *
                                (2 / 19 + square * (2 / 21 + square * (2 / 23 + square * (2 / 25)))))))))));

  const a = twoSum(exponent * LN2_HIGH, 2 * s);
  const aLow = low[0]!;
  const b = twoSum(a, cubic);
  const bLow = low[0]!;
  return fastTwoSum(b, aLow + (bLow + (exponent * LN2_LOW + (cubicLow + (2 * sLow + tail)))));
}

/** ln(1 + t + tLow) as a pair, for t > -1. Where |t| < 2^-49, the share of `tLow` in the low word is rounded. */
export function log1p(t: number, tLow: number): number {
  const x = twoSum(1, t);
  return log(x, low[0]! + tLow);
}
