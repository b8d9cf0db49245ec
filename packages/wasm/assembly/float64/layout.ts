/**
 * Where everything lies in the memory: the tables of core, the columns of a block, and buffers for arrays of the caller that
 * lie elsewhere.
 */

/** Elements a block: its columns stay in the fastest cache. Even, since two doubles are computed at a time. */
export const BLOCK: i32 = 128;
/** Elements that are copied in and out at a time. */
export const CHUNK: i32 = 8192;

/** core's logisticTable: rows of [q high, q low, L high, L low] for s0 = j/32, j from -1280 to 1280. */
export const logisticTable: usize = memory.data(8 * 10244, 16);
/** How far the row of -j is from the table's start, and that of j, in bytes together. */
export const MIRROR: usize = 32 * 2560;
/** core's steps: 2^(j/128) in two words. */
export const steps: usize = memory.data(8 * 256, 16);
/** core's table of logarithms. */
export const logTable: usize = memory.data(8 * 516, 16);
/** core's GROWTH. */
export const growthTerms: usize = memory.data<f64>([1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040], 16);

const parameter: usize = memory.data(16, 16);
/** Twice a number, from memory: else engines spread it anew at each use. */
export function spread(x: f64): v128 {
  store<f64>(parameter, x);
  return v128.load_splat<f64>(parameter);
}

const bits: usize = memory.data<u64>([0x8000000000000000, 0x7fffffffffffffff], 16);
/** Twice the sign bit. */
export function signBits(): v128 {
  return v128.load_splat<f64>(bits);
}
/** Twice all other bits. */
export function magnitudes(): v128 {
  return v128.load_splat<f64>(bits, 8);
}

// In, and overwritten.
export const label: usize = memory.data(8 * BLOCK, 16);
export const logit: usize = memory.data(8 * BLOCK, 16);

// What margins.ts leaves, under the names of core's focal-columns.ts.
/** The weights of the labels, with the sign of the gradient. */
export const weight: usize = memory.data(8 * BLOCK, 16);
/** 32 (j + 1280): where the row of s0 is in the table, in bytes. The lower words of 64 bit numbers. */
export const row: usize = memory.data(8 * BLOCK, 16);
export const offset: usize = memory.data(8 * BLOCK, 16);
export const grown: usize = memory.data(8 * BLOCK, 16);
export const head: usize = memory.data(8 * BLOCK, 16);
export const tail: usize = memory.data(8 * BLOCK, 16);
export const right: usize = memory.data(8 * BLOCK, 16);
export const softplus: usize = memory.data(8 * BLOCK, 16);
export const off: usize = memory.data(4 * BLOCK, 16);

// q^gamma, and while it is computed the low words of its exponent.
export const factor: usize = memory.data(8 * BLOCK, 16);
export const exponentLow: usize = memory.data(8 * BLOCK, 16);

// Logarithms of probabilities p and q = 1 - p in two words.
export const lnP: usize = memory.data(8 * BLOCK, 16);
export const lnPLow: usize = memory.data(8 * BLOCK, 16);
export const lnQ: usize = memory.data(8 * BLOCK, 16);
export const lnQLow: usize = memory.data(8 * BLOCK, 16);

// Of softmax rows: z_c, M, S in two words, what d lacks, and which rows are left to core.
export const own: usize = memory.data(8 * BLOCK, 16);
export const largest: usize = memory.data(8 * BLOCK, 16);
export const sum: usize = memory.data(8 * BLOCK, 16);
export const sumLow: usize = memory.data(8 * BLOCK, 16);
export const low: usize = memory.data(8 * BLOCK, 16);
export const rowOff: usize = memory.data(4 * CHUNK, 16);
/** Target classes, as 32 bit numbers. */
export const targets: usize = memory.data(4 * CHUNK, 16);

// Out: three columns in a row, and a copy of them while soft labels are computed.
export const value: usize = memory.data(8 * BLOCK * 3, 16);
export const gradient: usize = value + 8 * BLOCK;
export const hessian: usize = gradient + 8 * BLOCK;
export const asOne: usize = memory.data(8 * BLOCK * 3, 16);
export const softIndex: usize = memory.data(4 * BLOCK, 16);
export const softLabel: usize = memory.data(8 * BLOCK, 16);

/** What the host's focal term leaves: w A, w A' and w A''. */
export const term: usize = memory.data(8 * 3, 16);
/** The total of a batch in two words, how many of its values were NaN, and the total of its weights in two words. */
export const total: usize = memory.data(8 * 5, 16);

// Buffers for a chunk. Copies are slow where source and target lie almost a multiple of a page apart: the starts differ.
export const labels: usize = memory.data(8 * CHUNK + 256, 4096);
export const input: usize = memory.data(8 * CHUNK + 256, 256);
export const weights: usize = memory.data(8 * CHUNK + 256, 256);
export const values: usize = memory.data(8 * CHUNK + 256, 256);
export const gradients: usize = memory.data(8 * CHUNK + 256, 256);
export const hessians: usize = memory.data(8 * CHUNK + 256, 256);
