/**
 * The logistic functions of a block of margins: core's focal-columns.ts, two elements at a time.
 *
 *     s = (2y - 1) z for a label y of 0 or 1;  q = sigmoid(-s), p = sigmoid(s), softplus(-s)
 *
 * Constants are read before a loop and stay in registers; a literal would be made anew at each use.
 */
import {
  grown,
  growthTerms,
  head,
  logisticTable,
  low,
  magnitudes,
  MIRROR,
  off,
  offset,
  right,
  row,
  signBits,
  softplus,
  spread,
  tail,
  weight,
} from "./layout";

// Adding and subtracting 1.5 * 2^52, and 1280 for the middle row, rounds to the nearest whole number, which its last 32 bits
// then hold.
const rounding: usize = memory.data<f64>([6755399441055744 + 1280, 32, 1 / 32, 1], 16);
/** core's BEND. */
export const bendTerms: usize = memory.data<f64>(
  [-0.500000000000348, 0.333333333334, -0.24999999146, 0.199999988, -0.1667262, 0.142921],
  16,
);

/** Twice 1. */
export function ones(): v128 {
  return v128.load_splat<f64>(rounding, 24);
}

/**
 * Fills `weight`, `row`, `offset` and `grown` for `n` labels and logits. Margins further from 0 than `limit`, and NaN, are off
 * the table: their indices are listed, their columns hold those of margin 0. Returns how many they are.
 */
export function fillMargins(n: i32, labels: usize, logits: usize, w1: f64, w0: f64, limit: f64): i32 {
  const signBit = signBits();
  const magnitude = magnitudes();
  const zeros = spread(w0);
  // x ^ (1 & mask), where 1 is the difference, chooses faster than a bitselect.
  const difference = spread(reinterpret<f64>(reinterpret<i64>(-w1) ^ reinterpret<i64>(w0)));
  const highest = spread(limit);
  const round = v128.load_splat<f64>(rounding);
  const rows = v128.load_splat<f64>(rounding, 8);
  const step = v128.load_splat<f64>(rounding, 16);
  const one = ones();
  const a2 = v128.load_splat<f64>(growthTerms);
  const a3 = v128.load_splat<f64>(growthTerms, 8);
  const a4 = v128.load_splat<f64>(growthTerms, 16);
  const a5 = v128.load_splat<f64>(growthTerms, 24);
  const a6 = v128.load_splat<f64>(growthTerms, 32);
  const a7 = v128.load_splat<f64>(growthTerms, 40);
  const bytes = (<usize>n) << 3;
  let count = 0;
  for (let at: usize = 0; at < bytes; at += 16) {
    const isOne = f64x2.eq(v128.load(labels + at), one);
    let s = v128.xor(v128.load(logits + at), v128.andnot(signBit, isOne));
    v128.store(at, v128.xor(zeros, v128.and(difference, isOne)), weight);
    const onTable = f64x2.le(v128.and(s, magnitude), highest);
    if (!i64x2.all_true(onTable)) {
      count = listOff(count, <i32>(at >> 3), i64x2.bitmask(onTable), n);
      s = v128.and(s, onTable);
    }
    const shifted = f64x2.add(f64x2.mul(s, rows), round);
    v128.store(at, i64x2.shl(shifted, 5), row);
    const r = f64x2.sub(f64x2.mul(f64x2.sub(shifted, round), step), s);
    v128.store(at, r, offset);
    v128.store(at, grow(r, a2, a3, a4, a5, a6, a7), grown);
  }
  return count;
}

/** e^r - 1 */
function grow(r: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128, a7: v128): v128 {
  const square = f64x2.mul(r, r);
  const first = f64x2.add(a2, f64x2.mul(r, a3));
  const middle = f64x2.add(a4, f64x2.mul(r, a5));
  const last = f64x2.mul(square, f64x2.add(a6, f64x2.mul(r, a7)));
  return f64x2.add(r, f64x2.mul(square, f64x2.add(first, f64x2.mul(square, f64x2.add(middle, last)))));
}

/** Subtracts from `offset` what the margins have beyond a double, and fills `grown` again. */
export function moveOffsets(n: i32): void {
  const a2 = v128.load_splat<f64>(growthTerms);
  const a3 = v128.load_splat<f64>(growthTerms, 8);
  const a4 = v128.load_splat<f64>(growthTerms, 16);
  const a5 = v128.load_splat<f64>(growthTerms, 24);
  const a6 = v128.load_splat<f64>(growthTerms, 32);
  const a7 = v128.load_splat<f64>(growthTerms, 40);
  for (let at: usize = 0; at < (<usize>n) << 3; at += 16) {
    const r = f64x2.sub(v128.load(at, offset), v128.load(at, low));
    v128.store(at, r, offset);
    v128.store(at, grow(r, a2, a3, a4, a5, a6, a7), grown);
  }
}

/** Adds those of `i` and the next whose bits are not set in `onTable` to the list, as far as there are `n`. Returns its length. */
export function listOff(count: i32, i: i32, onTable: i32, n: i32): i32 {
  let at = off + ((<usize>count) << 2);
  if (!(onTable & 1)) {
    store<i32>(at, i);
    at += 4;
  }
  if (!(onTable & 2) && i + 1 < n) {
    store<i32>(at, i + 1);
    at += 4;
  }
  return <i32>((at - off) >> 2);
}

/** Fills `head`, `tail`, `right` and `softplus`. */
export function fillLogistic(n: i32): void {
  const one = ones();
  const b2 = v128.load_splat<f64>(bendTerms);
  const b3 = v128.load_splat<f64>(bendTerms, 8);
  const b4 = v128.load_splat<f64>(bendTerms, 16);
  const b5 = v128.load_splat<f64>(bendTerms, 24);
  const b6 = v128.load_splat<f64>(bendTerms, 32);
  const b7 = v128.load_splat<f64>(bendTerms, 40);
  const bytes = (<usize>n) << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const first = <usize>load<u32>(at, row);
    const second = <usize>load<u32>(at, row + 8);
    const own1 = v128.load(first, logisticTable);
    const own2 = v128.load(second, logisticTable);
    const c = v128.shuffle<f64>(own1, own2, 0, 2);
    const cLow = v128.shuffle<f64>(own1, own2, 1, 3);
    const v = f64x2.mul(f64x2.add(c, cLow), v128.load(at, grown));
    const square = f64x2.mul(v, v);
    const near = f64x2.add(b2, f64x2.mul(v, b3));
    const middle = f64x2.add(b4, f64x2.mul(v, b5));
    const high = f64x2.mul(square, f64x2.add(b6, f64x2.mul(v, b7)));
    const b = f64x2.mul(square, f64x2.add(near, f64x2.mul(square, f64x2.add(middle, high))));
    const L1 = v128.load(first, logisticTable + 16);
    const L2 = v128.load(second, logisticTable + 16);
    const LLow = f64x2.add(v128.shuffle<f64>(L1, L2, 1, 3), f64x2.add(v, b));
    v128.store(at, f64x2.add(v128.shuffle<f64>(L1, L2, 0, 2), LLow), softplus);
    const mirror1 = v128.load(MIRROR - first, logisticTable);
    const mirror2 = v128.load(MIRROR - second, logisticTable);
    const p0 = v128.shuffle<f64>(mirror1, mirror2, 0, 2);
    const p0Low = v128.shuffle<f64>(mirror1, mirror2, 1, 3);
    const d = f64x2.mul(f64x2.add(p0, p0Low), f64x2.div(v, f64x2.add(one, v)));
    v128.store(at, c, head);
    v128.store(at, f64x2.add(cLow, d), tail);
    v128.store(at, f64x2.add(p0, f64x2.sub(p0Low, d)), right);
  }
}
