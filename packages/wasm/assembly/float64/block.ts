/**
 * The binary losses of a block of labels and logits: core's logit-block.ts.
 *
 *     FL(y, z) = y w1 A(z) + (1 - y) w0 A(-z)
 *
 * A soft label is computed as 1 and as 0. Margins off the table take the focal term of core, one by one.
 */
import { fillFocal } from "./focal";
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
import { fillMargins } from "./margins";
import { fillPower } from "./power";

/** Computes the first `n` elements. `limit` is core's largestMargin; `soft`: whether there may be soft labels. */
export function compute(n: i32, gamma: f64, w1: f64, w0: f64, limit: f64, kind: i32, soft: bool): void {
  const count = soft ? takeSoftLabels(n) : 0;
  hardLabels(n, gamma, w1, w0, limit, kind);
  if (count > 0) softLabels(count, gamma, w1, w0, limit, kind);
}

function at(column: usize, i: i32): usize {
  return column + ((<usize>i) << 3);
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

function hardLabels(n: i32, gamma: f64, w1: f64, w0: f64, limit: f64, kind: i32): void {
  const count = fillMargins(n, limit);
  fillPower(n, gamma, w1, w0);
  fillFocal(n, gamma, kind);
  for (let k = 0; k < count; k++) {
    const i = load<i32>(off + ((<usize>k) << 2));
    const z = load<f64>(at(logit, i));
    set(i, z == z ? 0 : NaN);
    if (load<f64>(at(label, i)) == 1) add(i, z, w1, 1, gamma, limit, kind);
    else add(i, -z, w0, -1, gamma, limit, kind);
  }
}

function set(i: i32, x: f64): void {
  store<f64>(at(value, i), x);
  store<f64>(at(gradient, i), x);
  store<f64>(at(hessian, i), x);
}

function add(i: i32, s: f64, w: f64, direction: f64, gamma: f64, limit: f64, kind: i32): void {
  focalTerm(s, gamma, w, limit, kind);
  store<f64>(at(value, i), load<f64>(at(value, i)) + load<f64>(term));
  store<f64>(at(gradient, i), load<f64>(at(gradient, i)) + direction * load<f64>(term, 8));
  store<f64>(at(hessian, i), load<f64>(at(hessian, i)) + load<f64>(term, 16));
}

/** Computes the soft labels as 0 too, and mixes that with what they are as 1. */
function softLabels(count: i32, gamma: f64, w1: f64, w0: f64, limit: f64, kind: i32): void {
  memory.copy(asOne, value, 8 * BLOCK * 3);
  for (let k = 0; k < count; k++) {
    store<f64>(at(label, k), 0);
    store<f64>(at(logit, k), load<f64>(at(logit, load<i32>(softIndex + ((<usize>k) << 2)))));
  }
  hardLabels(count, gamma, w1, w0, limit, kind);
  for (let c: usize = 0; c < 24 * BLOCK; c += 8 * BLOCK) mix(value + c, asOne + c, count);
  for (let k = 0; k < count; k++) {
    const z = load<f64>(at(logit, k));
    if (z >= -limit && z <= limit) continue;
    const i = load<i32>(softIndex + ((<usize>k) << 2));
    const y = load<f64>(at(softLabel, k));
    set(i, y == y && z == z ? 0 : NaN);
    add(i, z, w1 * y, 1, gamma, limit, kind);
    add(i, -z, w0 * (1 - y), -1, gamma, limit, kind);
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
