/**
 * Margins and weights of a block of hard labels, and the exponents of exp(s).
 *
 *     y = 1:  s = z,  w = -w1        y = 0:  s = -z,  w = w0        dFL/dz = w |A'(s)|
 */
import { margin, spread, weight } from "./layout";
import { reduce, reduction } from "./exponential";

const bits: usize = memory.data<u32>([0x3f800000, 0x80000000], 16);
export function signBits(): v128 {
  return v128.load_splat<f32>(bits, 4);
}

/** Fills the columns of `bytes` / 4 elements. */
export function fillMargins(bytes: usize, labels: usize, logits: usize, w1: f64, w0: f64): void {
  const one = v128.load_splat<f32>(bits);
  const signBit = signBits();
  const zeros = spread(w0);
  // x ^ (1 & mask), where 1 is the difference, chooses faster than a bitselect.
  const difference = spread(reinterpret<f64>(reinterpret<i64>(-w1) ^ reinterpret<i64>(w0)));
  const perUnit = v128.load_splat<f32>(reduction);
  const round = v128.load_splat<f32>(reduction, 4);
  const ln2 = v128.load_splat<f32>(reduction, 8);
  const ln2Tail = v128.load_splat<f32>(reduction, 12);
  const most = v128.load_splat<f32>(reduction, 16);
  const least = v128.load_splat<f32>(reduction, 20);
  for (let at: usize = 0; at < bytes; at += 16) {
    const isOne = f32x4.eq(v128.load(labels + at), one);
    const s = v128.xor(v128.load(logits + at), v128.andnot(signBit, isOne));
    v128.store(at, s, margin);
    const first = v128.and(difference, i64x2.extend_low_i32x4_s(isOne));
    const second = v128.and(difference, i64x2.extend_high_i32x4_s(isOne));
    v128.store(at << 1, v128.xor(zeros, first), weight);
    v128.store(at << 1, v128.xor(zeros, second), weight + 16);
    reduce(at, s, perUnit, round, ln2, ln2Tail, most, least);
  }
}
