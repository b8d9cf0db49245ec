/**
 * The binary losses of a block of labels and logits: core's logit-block.ts.
 *
 *     FL(y, z) = y w1 A(z) + (1 - y) w0 A(-z)
 *
 * A soft label is computed as 1 and as 0. Margins off the table take the focal term of core, one by one.
 */
import { fillFocal, GRADIENT } from "./focal";
import { focalTerm } from "./host";
import {
  asOne,
  BLOCK,
  gradient,
  hessian,
  label,
  logit,
  off,
  softIndex,
  softLabel,
  term,
  value,
} from "./layout";
import { fillLogistic, fillMargins } from "./margins";
import { fillPower } from "./power";
import { fillSquares } from "./squares";

function at(column: usize, i: i32): usize {
  return column + ((<usize>i) << 3);
}

/**
 * Computes `n` labels of 0 and 1. All arrays are of doubles, and outputs apart from inputs. `limit` is core's largestMargin.
 * Where n is odd, one more is read and written.
 */
export function hardLabels(
  n: i32,
  labels: usize,
  logits: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  limit: f64,
  kind: i32,
): void {
  const count = fillMargins(n, labels, logits, w1, w0, limit);
  if (gamma == 2 && kind == GRADIENT) fillSquares(n, values, gradients);
  else {
    fillLogistic(n);
    fillPower(n, gamma);
    fillFocal(n, gamma, kind, values, gradients, hessians);
  }
  for (let k = 0; k < count; k++) {
    const i = load<i32>(off + ((<usize>k) << 2));
    const z = load<f64>(at(logits, i));
    const isOne = load<f64>(at(labels, i)) == 1;
    set(i, z == z ? 0 : NaN, values, gradients, hessians);
    focalTerm(isOne ? z : -z, gamma, isOne ? w1 : w0, limit, kind);
    add(i, isOne ? 1 : -1, values, gradients, hessians);
  }
}

function set(i: i32, x: f64, values: usize, gradients: usize, hessians: usize): void {
  store<f64>(at(values, i), x);
  store<f64>(at(gradients, i), x);
  store<f64>(at(hessians, i), x);
}

/** Adds what the host left. */
function add(i: i32, direction: f64, values: usize, gradients: usize, hessians: usize): void {
  store<f64>(at(values, i), load<f64>(at(values, i)) + load<f64>(term));
  store<f64>(at(gradients, i), load<f64>(at(gradients, i)) + direction * load<f64>(term, 8));
  store<f64>(at(hessians, i), load<f64>(at(hessians, i)) + load<f64>(term, 16));
}

/** Computes the first `n` elements of the columns, soft and hard, into the columns. */
export function anyLabels(n: i32, gamma: f64, w1: f64, w0: f64, limit: f64, kind: i32): void {
  const count = takeSoftLabels(n);
  hardLabels(n, label, logit, value, gradient, hessian, gamma, w1, w0, limit, kind);
  if (count > 0) softLabels(count, gamma, w1, w0, limit, kind);
}

/** Takes the soft labels out of the column and puts 1 in their place. Returns how many there are. */
function takeSoftLabels(n: i32): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) {
    const y = load<f64>(at(label, i));
    if (y * (1 - y) != 0) {
      store<i32>(softIndex + ((<usize>count) << 2), i);
      store<f64>(at(softLabel, count++), y);
      store<f64>(at(label, i), 1);
    }
  }
  return count;
}

/** Computes the soft labels as 0 too, and mixes that with what they are as 1. */
function softLabels(count: i32, gamma: f64, w1: f64, w0: f64, limit: f64, kind: i32): void {
  memory.copy(asOne, value, 8 * BLOCK * 3);
  for (let k = 0; k < count; k++) {
    store<f64>(at(label, k), 0);
    store<f64>(at(logit, k), load<f64>(at(logit, load<i32>(softIndex + ((<usize>k) << 2)))));
  }
  hardLabels(count, label, logit, value, gradient, hessian, gamma, w1, w0, limit, kind);
  for (let c: usize = 0; c < 24 * BLOCK; c += 8 * BLOCK) mix(value + c, asOne + c, count);
  for (let k = 0; k < count; k++) {
    const z = load<f64>(at(logit, k));
    if (z >= -limit && z <= limit) continue;
    const i = load<i32>(softIndex + ((<usize>k) << 2));
    const y = load<f64>(at(softLabel, k));
    set(i, y == y && z == z ? 0 : NaN, value, gradient, hessian);
    focalTerm(z, gamma, w1 * y, limit, kind);
    add(i, 1, value, gradient, hessian);
    focalTerm(-z, gamma, w0 * (1 - y), limit, kind);
    add(i, -1, value, gradient, hessian);
  }
}

function mix(column: usize, ones: usize, count: i32): void {
  for (let k = 0; k < count; k++) {
    const i = load<i32>(softIndex + ((<usize>k) << 2));
    const y = load<f64>(at(softLabel, k));
    store<f64>(at(ones, i), y * load<f64>(at(ones, i)) + (1 - y) * load<f64>(at(column, k)));
  }
  memory.copy(column, ones, 8 * BLOCK);
}
