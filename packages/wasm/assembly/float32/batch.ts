/**
 * The binary focal loss from logits in float: within 4 units of the last place, for arrays of floats and options that
 * ../../src/floats.ts accepts.
 */
import { CLAMP, EXACT } from "../float64/columns";
import { HESSIAN } from "../float64/focal";
import { addSum } from "../float64/total";
import { computeHard, computeSoft } from "./block";
import { BLOCK, last, unwanted } from "./layout";

/**
 * Computes `n` elements. Arrays are pointers to floats, 0 for outputs that are not wanted. The values are added to the total.
 */
export function focalLossWithLogitsFloats(
  n: i32,
  labels: usize,
  logits: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  kind: i32,
  labelSmoothing: f64,
  soft: bool,
  mode: i32,
): void {
  const bytes = (<usize>n) << 2;
  const whole = bytes & ~15;
  for (let start: usize = 0; start < whole; start += 4 * BLOCK) {
    const size = min<usize>(4 * BLOCK, whole - start);
    const value = values ? values + start : unwanted;
    const gradient = gradients ? gradients + start : unwanted + 4 * BLOCK;
    const hessian = hessians ? hessians + start : unwanted + 8 * BLOCK;
    const y = labels + start;
    const z = logits + start;
    const sum = soft
      ? computeSoft(size, y, z, value, gradient, hessian, gamma, w1, w0, kind, labelSmoothing)
      : computeHard(size, y, z, value, gradient, hessian, gamma, w1, w0, kind);
    if (kind >= HESSIAN && mode != EXACT) makePositive(size, hessian, mode);
    addSum(sum, sum == sum ? 0 : countNaN(value, size));
  }
  const left = bytes - whole;
  if (left == 0) return;
  // The last elements are filled up with what does not count.
  v128.store(last, v128.load32_splat(labels + whole));
  v128.store(last + 16, v128.load32_splat(logits + whole));
  memory.copy(last, labels + whole, left);
  memory.copy(last + 16, logits + whole, left);
  if (soft)
    computeSoft(16, last, last + 16, last + 32, last + 48, last + 64, gamma, w1, w0, kind, labelSmoothing);
  else computeHard(16, last, last + 16, last + 32, last + 48, last + 64, gamma, w1, w0, kind);
  if (kind >= HESSIAN && mode != EXACT) makePositive(16, last + 64, mode);
  for (let at = last + 32; at < last + 32 + left; at += 4) {
    const value: f64 = load<f32>(at);
    addSum(value, i32(value != value));
  }
  if (values) memory.copy(values + whole, last + 32, left);
  if (gradients) memory.copy(gradients + whole, last + 48, left);
  if (hessians) memory.copy(hessians + whole, last + 64, left);
}

function countNaN(column: usize, bytes: usize): i32 {
  let count = 0;
  for (let at = column; at < column + bytes; at += 4) {
    const value = load<f32>(at);
    count += i32(value != value);
  }
  return count;
}

function makePositive(bytes: usize, column: usize, mode: i32): void {
  const zero = f32x4.splat(0);
  for (let at = column; at < column + bytes; at += 16) {
    const x = v128.load(at);
    v128.store(at, mode == CLAMP ? f32x4.pmax(x, zero) : f32x4.abs(x));
  }
}
