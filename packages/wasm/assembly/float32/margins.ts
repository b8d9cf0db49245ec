/**
 * Margins and weights of a block of hard labels.
 *
 *     y = 1:  s = z,  w = w1        y = 0:  s = -z,  w = -w0        dFL/dz = w A'(s)
 */
import { rest, row, signBits, spread, weight } from "./layout";
import { rounder, rowMask, rowOf } from "./table";

const unit: usize = memory.data<f32>([1], 16);

// The least and the greatest margin of the block that was looked at last.
export let least: f64 = 0;
export let most: f64 = 0;

/** Fills the columns of `bytes` / 4 elements. */
export function fillMargins(bytes: usize, labels: usize, logits: usize, w1: f32, w0: f32): void {
  const one = v128.load_splat<f32>(unit);
  const signBit = signBits();
  const zeros = spread(-w0);
  // x ^ (1 & mask), where 1 is the difference, chooses faster than a bitselect.
  const difference = spread(reinterpret<f32>(reinterpret<i32>(w1) ^ reinterpret<i32>(-w0)));
  const round = rounder();
  const mask = rowMask();
  let low = f32x4.splat(Infinity);
  let high = f32x4.splat(-Infinity);
  for (let at: usize = 0; at < bytes; at += 16) {
    const isOne = f32x4.eq(v128.load(labels + at), one);
    const s = v128.xor(v128.load(logits + at), v128.andnot(signBit, isOne));
    v128.store(at, v128.xor(zeros, v128.and(difference, isOne)), weight);
    const rounded = f32x4.add(s, round);
    v128.store(at, f32x4.sub(s, f32x4.sub(rounded, round)), rest);
    v128.store(at, rowOf(rounded, mask), row);
    // What is NaN is neither.
    low = f32x4.pmin(low, s);
    high = f32x4.pmax(high, s);
  }
  setRange(low, high);
}

export function setRange(low: v128, high: v128): void {
  least = Math.min(
    Math.min(f32x4.extract_lane(low, 0), f32x4.extract_lane(low, 1)),
    Math.min(f32x4.extract_lane(low, 2), f32x4.extract_lane(low, 3)),
  );
  most = Math.max(
    Math.max(f32x4.extract_lane(high, 0), f32x4.extract_lane(high, 1)),
    Math.max(f32x4.extract_lane(high, 2), f32x4.extract_lane(high, 3)),
  );
}
