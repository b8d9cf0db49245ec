/**
 * Where the columns of a block lie. Most numbers are kept in two floats: a head of 12 bits, so that the product of two heads is
 * exact, and a tail, what is left.
 */

/** Elements a block: its columns stay in the fastest cache. Four floats are computed at a time. */
export const BLOCK: i32 = 256;

/** Bits of a float that its head keeps. */
export const HEAD: i32 = 0xfffff000;

// Constants are read before a loop and stay in registers; a literal would be made anew at each use.
const bits: usize = memory.data<u32>([0x3f800000, 0xfffff000, 0x80000000, 0], 16);
/** Four times 1, the bits of a head, the sign bit, 0. */
export function ones(): v128 {
  return v128.load_splat<f32>(bits);
}
export function heads(): v128 {
  return v128.load_splat<f32>(bits, 4);
}
export function signBits(): v128 {
  return v128.load_splat<f32>(bits, 8);
}
export function nothing(): v128 {
  return v128.load_splat<f32>(bits, 12);
}

/** Bytes a column. */
export const COLUMN: usize = 4 * BLOCK;

// What margins.ts and soft.ts leave: margins, and weights with the sign of the gradient.
export const weight: usize = memory.data(4 * BLOCK, 16);
export const weightTail: usize = memory.data(4 * BLOCK, 16);
/** The margins s, and behind them columns for exponential.ts: 0, and exp(-|s|) in head and tail. */
export const margin: usize = memory.data(4 * BLOCK * 4, 16);
export const decay: usize = margin + 2 * COLUMN;
export const decayTail: usize = margin + 3 * COLUMN;
/** Which margins are infinite, in a block that has far ones. */
export const infinite: usize = memory.data(4 * BLOCK, 16);

// ln(1 + exp(-|s|)) and softplus(-s).
export const bend: usize = memory.data(4 * BLOCK, 16);
export const bendTail: usize = memory.data(4 * BLOCK, 16);
export const softplus: usize = memory.data(4 * BLOCK, 16);
export const softplusTail: usize = memory.data(4 * BLOCK, 16);

// q = sigmoid(-s).
export const wrong: usize = memory.data(4 * BLOCK, 16);
export const wrongTail: usize = memory.data(4 * BLOCK, 16);

/** The exponent of a power of q in two words, and behind it that power, or in the end q^gamma. */
export const exponent: usize = memory.data(4 * BLOCK * 4, 16);
export const exponentTail: usize = exponent + COLUMN;
export const factor: usize = exponent + 2 * COLUMN;
export const factorTail: usize = exponent + 3 * COLUMN;

/** Of an exponential, the power of two. */
export const scale: usize = memory.data(4 * BLOCK, 16);

// Of soft labels: the weights of the term of class 0, and both terms.
export const otherWeight: usize = memory.data(4 * BLOCK, 16);
export const otherWeightTail: usize = memory.data(4 * BLOCK, 16);
export const asOne: usize = memory.data(4 * BLOCK * 3, 16);
export const asZero: usize = memory.data(4 * BLOCK * 3, 16);

/** Three outputs that nobody asked for. */
export const unwanted: usize = memory.data(4 * BLOCK * 3, 16);

/** The last elements, fewer than four: labels, logits and three outputs. */
export const rest: usize = memory.data(16 * 5, 16);
