/**
 * Where the columns of a block lie.
 */

/** Elements a block: its columns stay in the fastest cache. Four are computed at a time. */
export const BLOCK: i32 = 256;

const signs: usize = memory.data<u32>([0x80000000, 0x7fffffff], 16);
/** The sign bits of four floats. */
export function signBits(): v128 {
  return v128.load_splat<f32>(signs);
}
/** All other bits. */
export function magnitudes(): v128 {
  return v128.load_splat<f32>(signs, 4);
}
const parameter: usize = memory.data(16, 16);
/** Four times a number that is not known before: from memory too, or it would be spread anew at each use. */
export function spread(x: f32): v128 {
  store<f32>(parameter, x);
  return v128.load_splat<f32>(parameter);
}

// Of margins: how far each is from the middle of its row, where the row begins, and its weight, with the sign of the class.
export const rest: usize = memory.data(4 * BLOCK, 16);
export const row: usize = memory.data(4 * BLOCK, 16);
export const weight: usize = memory.data(4 * BLOCK, 16);

// Of soft labels: the weights of both terms, in double, and the terms without weights.
export const weight1: usize = memory.data(8 * BLOCK, 16);
export const weight0: usize = memory.data(8 * BLOCK, 16);
export const asOne: usize = memory.data(4 * BLOCK * 3, 16);
export const asZero: usize = memory.data(4 * BLOCK * 3, 16);

/** Three outputs that nobody asked for. */
export const unwanted: usize = memory.data(4 * BLOCK * 3, 16);

/** The last elements, fewer than four: labels, logits and three outputs. */
export const last: usize = memory.data(16 * 5, 16);
