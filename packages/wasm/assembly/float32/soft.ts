/**
 * Blocks of soft labels: both terms of each element, and their sum.
 *
 *     FL(y, z) = W1 A(z) + W0 A(-z),  W1 = w1 (y (1 - c) + c/2),  W0 = w0 ((1 - y)(1 - c) + c/2)      c = labelSmoothing
 *
 * Terms are floats, and weights doubles, which may be of any size.
 */
import { GRADIENT, HESSIAN } from "../float64/focal";
import { asOne, asZero, BLOCK, rest, row, signBits, weight, weight0, weight1 } from "./layout";
import { setRange } from "./margins";
import { rounder, rowMask, rowOf, SCALE } from "./table";
import { high, join, low } from "./vectors";

/** Fills the weights of both classes. */
export function fillSoftWeights(bytes: usize, labels: usize, w1: f64, w0: f64, labelSmoothing: f64): void {
  const one = f64x2.splat(1);
  const slope1 = f64x2.splat(w1 * (1 - labelSmoothing));
  const least1 = f64x2.splat((w1 * labelSmoothing) / 2);
  const slope0 = f64x2.splat(w0 * (1 - labelSmoothing));
  const least0 = f64x2.splat((w0 * labelSmoothing) / 2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(labels + at);
    const y1 = low(y);
    const y2 = high(y);
    v128.store(at << 1, line(y1, slope1, least1), weight1);
    v128.store(at << 1, line(y2, slope1, least1), weight1 + 16);
    v128.store(at << 1, line(f64x2.sub(one, y1), slope0, least0), weight0);
    v128.store(at << 1, line(f64x2.sub(one, y2), slope0, least0), weight0 + 16);
  }
}

function line(x: v128, slope: v128, least: v128): v128 {
  return f64x2.add(f64x2.mul(x, slope), least);
}

/** Fills the margins of class 1. */
export function fillSoftMargins(bytes: usize, logits: usize): void {
  const round = rounder();
  const mask = rowMask();
  const signBit = signBits();
  const one = f32x4.splat(1);
  let most = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const s = v128.load(logits + at);
    const rounded = f32x4.add(s, round);
    v128.store(at, f32x4.sub(s, f32x4.sub(rounded, round)), rest);
    v128.store(at, rowOf(rounded, mask), row);
    v128.store(at, one, weight);
    most = f32x4.pmax(most, v128.andnot(s, signBit));
  }
  setRange(f32x4.neg(most), most);
}

/** Goes over to the term of class 0. */
export function turn(bytes: usize): void {
  const signBit = signBits();
  const mask = rowMask();
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(at, v128.xor(v128.load(at, rest), signBit), rest);
    v128.store(at, v128.and(i32x4.neg(v128.load(at, row)), mask), row);
    v128.store(at, v128.xor(v128.load(at, weight), signBit), weight);
  }
}

/** Adds the terms up to `kind`, with their weights. Returns the sum of the values. */
export function addTerms(bytes: usize, kind: i32, value: usize, gradient: usize, hessian: usize): f64 {
  if (kind >= GRADIENT) add(bytes, 4 * BLOCK, gradient);
  if (kind >= HESSIAN) add(bytes, 8 * BLOCK, hessian);
  return add(bytes, 0, value);
}

function add(bytes: usize, column: usize, target: usize): f64 {
  const scale = f64x2.splat(1 / SCALE);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const one = v128.load(asOne + column + at);
    const zero = v128.load(asZero + column + at);
    const first = mix(at << 1, low(one), low(zero), scale);
    const second = mix((at << 1) + 16, high(one), high(zero), scale);
    sum = f64x2.add(sum, f64x2.add(first, second));
    v128.store(target + at, join(first, second));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

function mix(at: usize, one: v128, zero: v128, scale: v128): v128 {
  const first = f64x2.mul(v128.load(at, weight1), one);
  return f64x2.mul(scale, f64x2.add(first, f64x2.mul(v128.load(at, weight0), zero)));
}
