/**
 * Blocks of soft labels: both terms of each element, and their sum.
 *
 *     FL(y, z) = W1 A(z) + W0 A(-z),  W1 = w1 (y (1 - c) + c/2),  W0 = w0 ((1 - y)(1 - c) + c/2)      c = labelSmoothing
 */
import { GRADIENT, HESSIAN } from "../float64/focal";
import { reduce, reduction } from "./exponential";
import { asOne, asZero, BLOCK, margin, odds, ones, otherWeight, weight } from "./layout";
import { signBits } from "./margins";
import { high, low } from "./vectors";

/** Fills the margins of class 1, the exponents of exp(s), and the weights of both classes. */
export function fillSoftMargins(
  bytes: usize,
  labels: usize,
  logits: usize,
  w1: f64,
  w0: f64,
  labelSmoothing: f64,
): void {
  const perUnit = v128.load_splat<f32>(reduction);
  const round = v128.load_splat<f32>(reduction, 4);
  const ln2 = v128.load_splat<f32>(reduction, 8);
  const ln2Tail = v128.load_splat<f32>(reduction, 12);
  const most = v128.load_splat<f32>(reduction, 16);
  const least = v128.load_splat<f32>(reduction, 20);
  for (let at: usize = 0; at < bytes; at += 16) {
    const z = v128.load(logits + at);
    v128.store(at, z, margin);
    reduce(at, z, perUnit, round, ln2, ln2Tail, most, least);
  }
  const one = ones();
  const slope1 = f64x2.splat(-w1 * (1 - labelSmoothing));
  const least1 = f64x2.splat((-w1 * labelSmoothing) / 2);
  const slope0 = f64x2.splat(w0 * (1 - labelSmoothing));
  const least0 = f64x2.splat((w0 * labelSmoothing) / 2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(labels + at);
    const y1 = low(y);
    const y2 = high(y);
    v128.store(at << 1, line(y1, slope1, least1), weight);
    v128.store(at << 1, line(y2, slope1, least1), weight + 16);
    v128.store(at << 1, line(f64x2.sub(one, y1), slope0, least0), otherWeight);
    v128.store(at << 1, line(f64x2.sub(one, y2), slope0, least0), otherWeight + 16);
  }
}

function line(x: v128, slope: v128, least: v128): v128 {
  return f64x2.add(f64x2.mul(x, slope), least);
}

/** Goes over to the term of class 0. */
export function turn(bytes: usize): void {
  const signBit = signBits();
  const one = ones();
  for (let at: usize = 0; at < bytes; at += 16)
    v128.store(at, v128.xor(v128.load(at, margin), signBit), margin);
  for (let at: usize = 0; at < 2 * bytes; at += 16) v128.store(at, f64x2.div(one, v128.load(at, odds)), odds);
  memory.copy(weight, otherWeight, 2 * bytes);
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
