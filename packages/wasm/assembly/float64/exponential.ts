/**
 * Exponentials in two words: core's exp-column.ts, two at a time. The power of two is made of the last bits of a rounded number.
 */
import { growthTerms, steps } from "./layout";

/** 1.5 * 2^52, 128/ln 2, and ln(2)/128 in two words, and 1. */
const constants: usize = memory.data<f64>(
  [6755399441055744, 1 / 0.00541521234663378, 0.00541521234663378, 1.49079291349e-12, 1],
  16,
);

/** Replaces `n` pairs x, low by exp(-(x + low)) in two words. */
export function exponentials(n: i32, column: usize, lows: usize): void {
  const round = v128.load_splat<f64>(constants);
  const perUnit = v128.load_splat<f64>(constants, 8);
  const ln2Step = v128.load_splat<f64>(constants, 16);
  const ln2StepLow = v128.load_splat<f64>(constants, 24);
  const one = v128.load_splat<f64>(constants, 32);
  const a2 = v128.load_splat<f64>(growthTerms);
  const a3 = v128.load_splat<f64>(growthTerms, 8);
  const a4 = v128.load_splat<f64>(growthTerms, 16);
  const a5 = v128.load_splat<f64>(growthTerms, 24);
  const a6 = v128.load_splat<f64>(growthTerms, 32);
  const a7 = v128.load_splat<f64>(growthTerms, 40);
  const end = column + ((<usize>n) << 3);
  for (let at = column, lowAt = lows; at < end; at += 16, lowAt += 16) {
    const x = f64x2.neg(v128.load(at));
    const shifted = f64x2.add(f64x2.mul(x, perUnit), round);
    const k = f64x2.sub(shifted, round);
    const r = f64x2.sub(
      f64x2.sub(x, f64x2.mul(k, ln2Step)),
      f64x2.add(f64x2.mul(k, ln2StepLow), v128.load(lowAt)),
    );
    const step1 = v128.load((i32x4.extract_lane(shifted, 0) & 127) << 4, steps);
    const step2 = v128.load((i32x4.extract_lane(shifted, 2) & 127) << 4, steps);
    const start = v128.shuffle<f64>(step1, step2, 0, 2);
    const square = f64x2.mul(r, r);
    const low = f64x2.add(a2, f64x2.mul(r, a3));
    const middle = f64x2.add(a4, f64x2.mul(r, a5));
    const high = f64x2.mul(square, f64x2.add(a6, f64x2.mul(r, a7)));
    const growth = f64x2.mul(square, f64x2.add(low, f64x2.mul(square, f64x2.add(middle, high))));
    const rest = f64x2.add(f64x2.mul(start, f64x2.add(r, growth)), v128.shuffle<f64>(step1, step2, 1, 3));
    const scale = i64x2.add(one, i64x2.shl(i64x2.shr_u(shifted, 7), 52));
    const sum = f64x2.add(start, rest);
    v128.store(at, f64x2.mul(sum, scale));
    v128.store(lowAt, f64x2.mul(f64x2.sub(rest, f64x2.sub(sum, start)), scale));
  }
}
