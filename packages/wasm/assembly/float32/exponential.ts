/**
 * Exponentials of floats as doubles, within 2^-24.5.
 *
 *     e^x = 2^n e^r,  n = round(x / ln 2),  r = x - n ln 2
 *
 * n ln 2 is exact in its first 9 bits. e^r - 1 is computed in float, where it has one bit more than e^r would have. The last bits
 * of n + 1.5 * 2^23 are those of n.
 */
import { ones, rest, scale } from "./layout";
import { madd, nmadd } from "./madd";
import { high, low } from "./vectors";

/** 1/ln 2, 1.5 * 2^23, ln 2 in two words, and the greatest and least exponents, whose exponentials have inverses. */
export const reduction: usize = memory.data<f32>(
  [1.44269504, 12582912, 0.693359375, -2.1219444e-4, 700, -700],
  16,
);
/** (e^r - 1 - r)/r^2 for |r| <= ln(2)/2, within 3e-9 of e^r. */
const terms: usize = memory.data<f32>(
  [0.4999999403953552, 0.1666652113199234, 0.04166826605796814, 0.00836867280304432, 0.001382071408443153, 0],
  16,
);

/** Leaves r and n of four exponents, with the constants of {@link reduction}. */
export function reduce(
  at: usize,
  x: v128,
  perUnit: v128,
  round: v128,
  ln2: v128,
  ln2Tail: v128,
  most: v128,
  least: v128,
): void {
  const v = f32x4.pmin(f32x4.pmax(x, least), most);
  const shifted = madd(v, perUnit, round);
  const n = f32x4.sub(shifted, round);
  v128.store(at, nmadd(n, ln2Tail, nmadd(n, ln2, v)), rest);
  v128.store(at, shifted, scale);
}

/** Fills a column of `bytes` / 4 doubles with the exponentials. */
export function expand(bytes: usize, column: usize): void {
  const a2 = v128.load_splat<f32>(terms);
  const a3 = v128.load_splat<f32>(terms, 4);
  const a4 = v128.load_splat<f32>(terms, 8);
  const a5 = v128.load_splat<f32>(terms, 12);
  const a6 = v128.load_splat<f32>(terms, 16);
  const zero = v128.load_splat<f32>(terms, 20);
  const one = ones();
  for (let at: usize = 0; at < bytes; at += 16) {
    const r = v128.load(at, rest);
    const square = f32x4.mul(r, r);
    const grown = madd(square, madd(square, madd(square, a6, madd(r, a5, a4)), madd(r, a3, a2)), r);
    // n at the place of a double's exponent.
    const n = i32x4.shl(v128.load(at, scale), 20);
    const to = column + (at << 1);
    v128.store(to, i64x2.add(f64x2.add(low(grown), one), v128.shuffle<i32>(zero, n, 0, 4, 1, 5)));
    v128.store(to, i64x2.add(f64x2.add(high(grown), one), v128.shuffle<i32>(zero, n, 2, 6, 3, 7)), 16);
  }
}
