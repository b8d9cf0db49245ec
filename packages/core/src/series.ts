/**
 * The series of e^r - 1 - r and of ln(1 + v) - v, for |x| <= 1/64.
 *
 *     c[0] x^2 + c[1] x^3 + ... = x^2 (c[0] + c[1] x + x^2 (c[2] + c[3] x + x^2 (...)))
 *
 * Columns take the same steps, written out.
 */

const reciprocal = (n: number): number => 1 / n;

/** e^r - 1 - r within 2^-63. */
export const GROWTH: Float64Array = /* @__PURE__ */ Float64Array.from([2, 6, 24, 120, 720, 5040], reciprocal);

/** ln(1 + v) - v within 2^-57, and for |v| <= 1/128 within 2^-59 v: the polynomial of the least greatest error. */
export const BEND: Float64Array = /* @__PURE__ */ Float64Array.of(
  -0.500000000000348,
  0.333333333334,
  -0.24999999146,
  0.199999988,
  -0.1667262,
  0.142921,
);

/** ln(1 + v) - v within 2^-65: the eighth power takes most of the part of the tenth. */
export const PRECISE_BEND: Float64Array = /* @__PURE__ */ Float64Array.from(
  [-2, 3, -4, 5, -6, 7, -7.998, 9],
  reciprocal,
);

export function series(terms: Float64Array, x: number): number {
  const square = x * x;
  let sum = 0;
  for (let i = terms.length; i > 0; i -= 2) sum = terms[i - 2]! + x * terms[i - 1]! + square * sum;
  return square * sum;
}
