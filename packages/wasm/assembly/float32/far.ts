/**
 * What only blocks with logits beyond 87 need: infinite ones are computed as the largest float, so that no 0 meets an infinity,
 * and their losses are put right in the end.
 */
import { infinite, margin, nothing, signBits } from "./layout";

/** Marks infinite margins, and limits them. */
export function limitMargins(bytes: usize): void {
  const largest = f32x4.splat(f32.MAX_VALUE);
  const signBit = signBits();
  for (let at: usize = 0; at < bytes; at += 16) {
    const s = v128.load(at, margin);
    const isInfinite = f32x4.gt(f32x4.abs(s), largest);
    v128.store(at, isInfinite, infinite);
    v128.store(at, v128.bitselect(v128.or(largest, v128.and(s, signBit)), s, isInfinite), margin);
  }
}

/** Puts the values of infinite margins right: on the right side they are 0 already. Returns what that adds to the total. */
export function fillInfinities(bytes: usize, value: usize): f64 {
  const zero = nothing();
  const infinity = f32x4.splat(Infinity);
  let some = zero;
  for (let at: usize = 0; at < bytes; at += 16) {
    const v = v128.load(value + at);
    const isWrong = v128.and(v128.load(at, infinite), f32x4.gt(v, zero));
    v128.store(value + at, v128.bitselect(infinity, v, isWrong));
    some = v128.or(some, isWrong);
  }
  return v128.any_true(some) ? Infinity : 0;
}
