/**
 * Between vectors of floats, and of doubles.
 */

/** The first two of four floats as doubles. */
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The last two. */
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
}

/** Four floats of twice two doubles. */
export function join(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 1, 4, 5);
}

// Two of these after the other make columns of rows: a0 b0 a1 b1, c0 d0 c1 d1 and then a0 b0 c0 d0, a1 b1 c1 d1.

/** a0 b0 a1 b1 */
export function firsts(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
}

/** a2 b2 a3 b3 */
export function seconds(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
}

/** Of pairs, the first of each. */
export function evens(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 0, 2);
}

/** Of pairs, the second of each. */
export function odds(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 1, 3);
}
