/**
 * exp(x + xLow) as a pair, for -700 <= x <= 700 and |xLow| <= ulp(x).
 *
 *     x = n ln 2 + r, |r| <= ln(2)/2        ln 2 in two words, n * LN2_HIGH is exact
 *     e^r = 1 + r + r^2/2 + r^3/6 + r^4 P(r)
 *
 * The first four terms are carried in two words, the rest (below 7e-4) in one. `low[0]` holds the low word.
 * The high word alone is within 0.502 ulp, the pair within 2^-61 relative (measured on 2 10^6 points).
 * `+ - *` and bit access alone. Coefficients are 1/k! rounded to double.
 */
import { fastTwoSum, low, twoProduct, twoSum } from "./double-double.ts";
import { powerOfTwo } from "./float64-bits.ts";

const INVERSE_LN2 = 1.4426950408889634;
/** ln 2 cut to 32 bits, so that its product with a whole number below 2^21 is exact, and the rest of it. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
/** 1.5 * 2^52: adding and subtracting it rounds to the nearest whole number. */
const ROUND = 6755399441055744;
const SIXTH_HIGH = 0.16666666666666666;
const SIXTH_LOW = 9.25185853854297e-18;

export function exp(x: number, xLow: number): number {
  const n = x * INVERSE_LN2 + ROUND - ROUND;
  const high = x - n * LN2_HIGH;
  const rest = n * LN2_LOW;
  const r = high - rest;
  const rLow = high - r - rest + xLow;

  const square = twoProduct(r, r);
  const squareLow = low[0]!;
  const cube = twoProduct(r, square);
  const cubeLow = low[0]! + r * squareLow;
  const cubic = twoProduct(cube, SIXTH_HIGH);
  const cubicLow = low[0]! + (cube * SIXTH_LOW + cubeLow * SIXTH_HIGH);
  const tail =
    square *
    square *
    (0.041666666666666664 +
      r *
        (0.008333333333333333 +
          r *
            (0.001388888888888889 +
              r *
                (0.0001984126984126984 +
                  r *
                    (2.48015873015873e-5 +
                      r *
                        (2.7557319223985893e-6 +
                          r *
                            (2.755731922398589e-7 +
                              r *
                                (2.505210838544172e-8 +
                                  r *
                                    (2.08767569878681e-9 +
                                      r *
                                        (1.6059043836821613e-10 +
                                          r * (1.1470745597729725e-11 + r * 7.647163731819816e-13)))))))))));

  const a = twoSum(0.5 * square, cubic);
  const aLow = low[0]!;
  const b = twoSum(r, a);
  const bLow = low[0]!;
  const c = twoSum(1, b);
  const cLow = low[0]!;
  const small = cLow + (bLow + (aLow + (tail + (cubicLow + 0.5 * squareLow + rLow * (1 + (b + tail))))));
  const result = fastTwoSum(c, small);
  const scale = powerOfTwo(n);
  low[0] = low[0]! * scale;
  return result * scale;
}
