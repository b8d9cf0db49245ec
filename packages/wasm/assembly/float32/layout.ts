/**
 * Where the columns of a block lie. What loses digits, or the range of floats, is in doubles: two to a vector where floats are
 * four.
 */

/** Elements a block: its columns stay in the fastest cache. Four are computed at a time. */
export const BLOCK: i32 = 256;

// Constants are read before a loop and stay in registers; a literal would be made anew at each use.
const numbers: usize = memory.data<f64>([1, 1e200], 16);
const magnitude: usize = memory.data<u64>([0x7fffffffffffffff], 16);
const parameter: usize = memory.data(16, 16);
/** Twice 1. */
export function ones(): v128 {
  return v128.load_splat<f64>(numbers);
}
/** Twice 1e200, for which infinity stands: times a weight of 0 it is 0, and a float of it is infinite. */
export function limits(): v128 {
  return v128.load_splat<f64>(numbers, 8);
}
/** All bits of doubles but their signs. */
export function magnitudes(): v128 {
  return v128.load_splat<f64>(magnitude);
}
/** Twice a number that is not known before: from memory too, or it would be spread anew at each use. */
export function spread(x: f64): v128 {
  store<f64>(parameter, x);
  return v128.load_splat<f64>(parameter);
}

// Of floats: the margins s, and what ln(1 + exp(-|s|)) has beside min(q, 1 - q); of an exponential to expand, what is left of
// its exponent, and the power of two.
export const margin: usize = memory.data(4 * BLOCK, 16);
export const bend: usize = memory.data(4 * BLOCK, 16);
export const rest: usize = memory.data(4 * BLOCK, 16);
export const scale: usize = memory.data(4 * BLOCK, 16);

// Of doubles: weights with the sign of the gradient, exp(s), q = sigmoid(-s), softplus(-s), and q^gamma.
export const weight: usize = memory.data(8 * BLOCK, 16);
export const odds: usize = memory.data(8 * BLOCK, 16);
export const wrong: usize = memory.data(8 * BLOCK, 16);
export const softplus: usize = memory.data(8 * BLOCK, 16);
export const factor: usize = memory.data(8 * BLOCK, 16);

// Of soft labels: the weights of the term of class 0, and both terms, in floats.
export const otherWeight: usize = memory.data(8 * BLOCK, 16);
export const asOne: usize = memory.data(4 * BLOCK * 3, 16);
export const asZero: usize = memory.data(4 * BLOCK * 3, 16);

/** Three outputs that nobody asked for. */
export const unwanted: usize = memory.data(4 * BLOCK * 3, 16);

/** The last elements, fewer than four: labels, logits and three outputs. */
export const last: usize = memory.data(16 * 5, 16);
