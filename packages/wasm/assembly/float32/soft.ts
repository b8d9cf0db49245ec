/**
 * Blocks of soft labels: both terms of each element, and their sum. The weights are computed in double, and keep the digits of
 * 1 - y.
 *
 *     FL(y, z) = W1 A(z) + W0 A(-z),  W1 = w1 (y (1 - c) + c/2),  W0 = w0 ((1 - y)(1 - c) + c/2)      c = labelSmoothing
 */
import { GRADIENT, HESSIAN } from "../float64/focal";
import {
  asOne,
  asZero,
  BLOCK,
  heads,
  margin,
  otherWeight,
  otherWeightTail,
  signBits,
  weight,
  weightTail,
} from "./layout";
import { NEAR } from "./margins";

/** Fills the margins of class 1 and the weights of both classes. Returns whether some margins are far. */
export function fillSoftMargins(
  bytes: usize,
  labels: usize,
  logits: usize,
  w1: f64,
  w0: f64,
  labelSmoothing: f64,
): bool {
  const near = f32x4.splat(NEAR);
  const one = f64x2.splat(1);
  const slope1 = f64x2.splat(-w1 * (1 - labelSmoothing));
  const least1 = f64x2.splat((-w1 * labelSmoothing) / 2);
  const slope0 = f64x2.splat(w0 * (1 - labelSmoothing));
  const least0 = f64x2.splat((w0 * labelSmoothing) / 2);
  let far = i32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const z = v128.load(logits + at);
    v128.store(at, z, margin);
    far = v128.or(far, f32x4.gt(f32x4.abs(z), near));
    const y = v128.load(labels + at);
    const y1 = f64x2.promote_low_f32x4(y);
    const y2 = f64x2.promote_low_f32x4(v128.shuffle<i32>(y, y, 2, 3, 2, 3));
    split(at, weight, weightTail, line(y1, slope1, least1), line(y2, slope1, least1));
    const x1 = f64x2.sub(one, y1);
    const x2 = f64x2.sub(one, y2);
    split(at, otherWeight, otherWeightTail, line(x1, slope0, least0), line(x2, slope0, least0));
  }
  return v128.any_true(far);
}

function line(x: v128, slope: v128, least: v128): v128 {
  return f64x2.add(f64x2.mul(x, slope), least);
}

/** Heads and tails of four doubles. */
function split(at: usize, head: usize, tail: usize, first: v128, second: v128): void {
  const high = v128.and(demote(first, second), heads());
  const first0 = f64x2.promote_low_f32x4(high);
  const second0 = f64x2.promote_low_f32x4(v128.shuffle<i32>(high, high, 2, 3, 2, 3));
  v128.store(head + at, high);
  v128.store(tail + at, demote(f64x2.sub(first, first0), f64x2.sub(second, second0)));
}

function demote(first: v128, second: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 1, 4, 5);
}

/** Goes over to the term of class 0. */
export function turn(bytes: usize): void {
  const signBit = signBits();
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(at, v128.xor(v128.load(at, margin), signBit), margin);
  memory.copy(weight, otherWeight, bytes);
  memory.copy(weightTail, otherWeightTail, bytes);
}

/** Adds the terms up to `kind`. */
export function addTerms(bytes: usize, kind: i32, value: usize, gradient: usize, hessian: usize): void {
  add(bytes, 0, value);
  if (kind >= GRADIENT) add(bytes, 4 * BLOCK, gradient);
  if (kind >= HESSIAN) add(bytes, 8 * BLOCK, hessian);
}

function add(bytes: usize, column: usize, target: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(asOne + column + at), v128.load(asZero + column + at)));
  }
}
