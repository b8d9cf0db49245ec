/**
 * The logistic functions of a block of margins: core's focal-columns.ts, two elements at a time.
 *
 *     s = (2y - 1) z for a label y of 0 or 1;  q = sigmoid(-s), p = sigmoid(s), softplus(-s)
 *
 * Constants are read before a loop and stay in registers; a literal would be made anew at each use.
 */
import {
  growth,
  growthTerms,
  head,
  label,
  logit,
  off,
  offset,
  logisticTable,
  right,
  row,
  sign,
  softplus,
  tail,
} from "./layout";

/** The middle row of the table. */
const CENTER: usize = logisticTable + 8 * 5120;

// 1.5 * 2^52: adding and subtracting it rounds to the nearest whole number, which its last 32 bits then hold.
const rounding: usize = memory.data<f64>([6755399441055744, 32, 1 / 32, 1], 16);
const bendTerms: usize = memory.data<f64>(
  [-0.500000000000348, 0.333333333334, -0.24999999146, 0.199999988, -0.1667262, 0.142921],
  16,
);

/**
 * Fills the columns for `n` elements. Margins further from 0 than `limit`, and NaN, are off the table: their indices are
 * listed, their columns hold those of margin 0. Returns how many they are.
 */
export function fillMargins(n: i32, limit: f64): i32 {
  const count = reduce(n, limit);
  fill(n);
  return count;
}

function reduce(n: i32, limit: f64): i32 {
  const round = v128.load_splat<f64>(rounding);
  const rows = v128.load_splat<f64>(rounding, 8);
  const step = v128.load_splat<f64>(rounding, 16);
  const one = v128.load_splat<f64>(rounding, 24);
  const highest = f64x2.splat(limit);
  const a2 = v128.load_splat<f64>(growthTerms);
  const a3 = v128.load_splat<f64>(growthTerms, 8);
  const a4 = v128.load_splat<f64>(growthTerms, 16);
  const a5 = v128.load_splat<f64>(growthTerms, 24);
  const a6 = v128.load_splat<f64>(growthTerms, 32);
  const a7 = v128.load_splat<f64>(growthTerms, 40);
  let count = 0;
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const y = v128.load(label + at);
    const c = f64x2.sub(f64x2.add(y, y), one);
    let s = f64x2.mul(c, v128.load(logit + at));
    const onTable = f64x2.le(f64x2.abs(s), highest);
    if (!i64x2.all_true(onTable)) {
      count = listOff(count, i, i64x2.bitmask(onTable), n);
      s = v128.and(s, onTable);
    }
    const shifted = f64x2.add(f64x2.mul(s, rows), round);
    const r = f64x2.sub(f64x2.mul(f64x2.sub(shifted, round), step), s);
    const square = f64x2.mul(r, r);
    v128.store(sign + at, c);
    const bytes = i32x4.shl(shifted, 5);
    v128.store64_lane(row + (at >> 1), v128.shuffle<i32>(bytes, bytes, 0, 2, 0, 2), 0);
    v128.store(offset + at, r);
    const low = f64x2.add(a2, f64x2.mul(r, a3));
    const middle = f64x2.add(a4, f64x2.mul(r, a5));
    v128.store(
      growth + at,
      f64x2.mul(
        square,
        f64x2.add(
          low,
          f64x2.mul(square, f64x2.add(middle, f64x2.mul(square, f64x2.add(a6, f64x2.mul(r, a7))))),
        ),
      ),
    );
  }
  return count;
}

function listOff(count: i32, i: i32, onTable: i32, n: i32): i32 {
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

function fill(n: i32): void {
  const one = v128.load_splat<f64>(rounding, 24);
  const b2 = v128.load_splat<f64>(bendTerms);
  const b3 = v128.load_splat<f64>(bendTerms, 8);
  const b4 = v128.load_splat<f64>(bendTerms, 16);
  const b5 = v128.load_splat<f64>(bendTerms, 24);
  const b6 = v128.load_splat<f64>(bendTerms, 32);
  const b7 = v128.load_splat<f64>(bendTerms, 40);
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const first = load<i32>(row + (at >> 1));
    const second = load<i32>(row + (at >> 1), 4);
    const own1 = v128.load(CENTER + first);
    const own2 = v128.load(CENTER + second);
    const qHead = v128.shuffle<f64>(own1, own2, 0, 2);
    const qTail = v128.shuffle<f64>(own1, own2, 1, 3);
    const v = f64x2.mul(f64x2.add(qHead, qTail), f64x2.add(v128.load(offset + at), v128.load(growth + at)));
    const square = f64x2.mul(v, v);
    const low = f64x2.add(b2, f64x2.mul(v, b3));
    const middle = f64x2.add(b4, f64x2.mul(v, b5));
    const high = f64x2.add(b6, f64x2.mul(v, b7));
    const b = f64x2.mul(
      square,
      f64x2.add(low, f64x2.mul(square, f64x2.add(middle, f64x2.mul(square, high)))),
    );
    const mirror1 = v128.load(CENTER - first);
    const mirror2 = v128.load(CENTER - second);
    const pHead = v128.shuffle<f64>(mirror1, mirror2, 0, 2);
    const pTail = v128.shuffle<f64>(mirror1, mirror2, 1, 3);
    const d = f64x2.mul(f64x2.add(pHead, pTail), f64x2.div(v, f64x2.add(one, v)));
    v128.store(head + at, qHead);
    v128.store(tail + at, f64x2.add(qTail, d));
    v128.store(right + at, f64x2.add(pHead, f64x2.sub(pTail, d)));
    const L1 = v128.load(CENTER + first, 16);
    const L2 = v128.load(CENTER + second, 16);
    const LHead = v128.shuffle<f64>(L1, L2, 0, 2);
    const LTail = v128.shuffle<f64>(L1, L2, 1, 3);
    v128.store(softplus + at, f64x2.add(LHead, f64x2.add(LTail, f64x2.add(v, b))));
  }
}
