/**
 * The focal loss of a margin as a Taylor series, two margins at a time, in double.
 *
 *     A(s + d) = c0 + c1 d + ... + c6 d^6        A(s) = q^g L,  q = sigmoid(-s) = 1 - p,  L = softplus(-s)
 *
 * With x_k the coefficients of x, and F = q^g, since q' = -q p, L' = -q and F' = -g p F:
 *
 *     (k + 1) q_{k+1} = -sum_i q_i p_{k-i}    (k + 1) F_{k+1} = -g sum_i p_i F_{k-i}    (k + 1) L_{k+1} = -q_k
 *
 * Terms that are added have the same sign where the loss is small, so that no digits are lost there. All are within 1e-12.
 */

/** The order of the series. */
export const ORDER: usize = 6;

// Coefficients of two margins, as pairs of doubles.
const q: usize = memory.data(16 * 7, 16);
const p: usize = memory.data(16 * 7, 16);
const L: usize = memory.data(16 * 7, 16);
const F: usize = memory.data(16 * 7, 16);

/** Begins the series of A at two margins s. */
export function expand(s: v128, gamma: f64): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const e = exponential(f64x2.neg(f64x2.abs(s)));
  const larger = f64x2.div(one, f64x2.add(one, e));
  const smaller = f64x2.mul(e, larger);
  const isRight = f64x2.ge(s, zero);
  v128.store(q, v128.bitselect(smaller, larger, isRight));
  v128.store(p, v128.bitselect(larger, smaller, isRight));
  const bend = logarithm(e);
  v128.store(L, f64x2.add(bend, f64x2.pmax(zero, f64x2.neg(s))));
  v128.store(F, exponential(f64x2.mul(f64x2.splat(-gamma), f64x2.add(bend, f64x2.pmax(zero, s)))));
  for (let k: usize = 0; k < ORDER; k++) {
    const at = (k + 1) << 4;
    const share = f64x2.splat(-1 / <f64>(k + 1));
    v128.store(L + at, f64x2.mul(share, v128.load(q + (k << 4))));
    v128.store(F + at, f64x2.mul(f64x2.mul(share, f64x2.splat(gamma)), product(p, F, k)));
    const fall = f64x2.mul(share, product(q, p, k));
    v128.store(q + at, fall);
    v128.store(p + at, f64x2.neg(fall));
  }
}

/** The coefficient k of A at both margins. */
export function coefficient(k: usize): v128 {
  return product(F, L, k);
}

/** The coefficient k of the product of two series. */
function product(a: usize, b: usize, k: usize): v128 {
  let sum = f64x2.splat(0);
  let other = b + (k << 4);
  for (let at = a; at <= a + (k << 4); at += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(at), v128.load(other)));
    other -= 16;
  }
  return sum;
}

/** e^x for -700 < x <= 0, by the series of e^r, |r| <= ln(2)/2. */
function exponential(x: v128): v128 {
  const one = f64x2.splat(1);
  // The last bits of n + 1.5 * 2^52 are those of n.
  const round = f64x2.splat(6755399441055744);
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), round);
  const r = f64x2.sub(x, f64x2.mul(f64x2.sub(shifted, round), f64x2.splat(0.6931471805599453)));
  let sum = one;
  for (let k = 12; k > 0; k--) sum = f64x2.add(one, f64x2.mul(f64x2.mul(r, f64x2.splat(1 / <f64>k)), sum));
  return i64x2.add(sum, i64x2.shl(shifted, 52));
}

/** ln(1 + x) for 0 <= x <= 1: 2 artanh t = 2 (t + t^3/3 + t^5/5 + ...), t = x/(2 + x). */
function logarithm(x: v128): v128 {
  const t = f64x2.div(x, f64x2.add(f64x2.splat(2), x));
  const square = f64x2.mul(t, t);
  let sum = f64x2.splat(0);
  for (let k = 25; k > 0; k -= 2) sum = f64x2.add(f64x2.splat(2 / <f64>k), f64x2.mul(square, sum));
  return f64x2.mul(t, sum);
}
