/**
 * Margins and weights of a block of hard labels.
 *
 *     y = 1:  s = z,  w = -w1        y = 0:  s = -z,  w = w0        dFL/dz = w |A'(s)|
 */
import { HEAD, margin, ones, signBits, weight, weightTail } from "./layout";

/** Beyond it, exp(-|s|) is nearly subnormal: see far.ts. */
export const NEAR: f32 = 87;

/** The first 12 bits of a number that a float holds. */
export function headOf(x: f64): f32 {
  return reinterpret<f32>(reinterpret<i32>(<f32>x) & HEAD);
}

/** The rest of it, rounded. */
export function tailOf(x: f64): f32 {
  return <f32>(x - headOf(x));
}

/** Fills the columns of `bytes` / 4 elements. Returns whether some are far. */
export function fillMargins(bytes: usize, labels: usize, logits: usize, w1: f64, w0: f64): bool {
  const one = ones();
  const signBit = signBits();
  const near = f32x4.splat(NEAR);
  const head0 = f32x4.splat(headOf(w0));
  const tail0 = f32x4.splat(tailOf(w0));
  // x ^ (1 & mask), where 1 is the difference, chooses faster than a bitselect.
  const head1 = v128.xor(f32x4.splat(headOf(-w1)), head0);
  const tail1 = v128.xor(f32x4.splat(tailOf(-w1)), tail0);
  let far = i32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const isOne = f32x4.eq(v128.load(labels + at), one);
    const z = v128.load(logits + at);
    v128.store(at, v128.xor(z, v128.andnot(signBit, isOne)), margin);
    v128.store(at, v128.xor(head0, v128.and(head1, isOne)), weight);
    v128.store(at, v128.xor(tail0, v128.and(tail1, isOne)), weightTail);
    far = v128.or(far, f32x4.gt(f32x4.abs(z), near));
  }
  return v128.any_true(far);
}
