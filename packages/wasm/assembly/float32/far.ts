/**
 * Logits beyond the table, the infinite ones too: on the wrong side the loss is a line, on the right side it is 0.
 *
 *     V = w |z|, G = -w (class 1) or w (class 0), H = 0
 */
import { BLOCK, weight0, weight1 } from "./layout";
import { LIMIT } from "./table";

// Copies, since an output may be an input.
const keptLabels: usize = memory.data(4 * BLOCK, 16);
const keptLogits: usize = memory.data(4 * BLOCK, 16);

/** Keeps the labels and logits of `bytes` / 4 elements until they are settled. */
export function keep(bytes: usize, labels: usize, logits: usize): void {
  memory.copy(keptLabels, labels, bytes);
  memory.copy(keptLogits, logits, bytes);
}

/** Computes those among `bytes` / 4 kept elements with labels of 0 and 1. Returns the sum of all values. */
export function settleHard(
  bytes: usize,
  w1: f64,
  w0: f64,
  value: usize,
  gradient: usize,
  hessian: usize,
): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 4) {
    const z: f64 = load<f32>(keptLogits + at);
    if (Math.abs(z) > LIMIT) {
      const isOne = load<f32>(keptLabels + at) == 1;
      const w = isOne == z < 0 ? (isOne ? w1 : w0) : 0;
      settle(at, z, w, value, gradient, hessian);
    }
    sum += load<f32>(value + at);
  }
  return sum;
}

/** The same with the weights of soft labels. */
export function settleSoft(bytes: usize, value: usize, gradient: usize, hessian: usize): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 4) {
    const z: f64 = load<f32>(keptLogits + at);
    if (Math.abs(z) > LIMIT) {
      settle(at, z, load<f64>((z < 0 ? weight1 : weight0) + (at << 1)), value, gradient, hessian);
    }
    sum += load<f32>(value + at);
  }
  return sum;
}

function settle(at: usize, z: f64, w: f64, value: usize, gradient: usize, hessian: usize): void {
  // Infinity times a weight of 0 is 0.
  store<f32>(value + at, w == 0 ? 0 : <f32>(w * Math.abs(z)));
  store<f32>(gradient + at, <f32>(z < 0 ? -w : w));
  store<f32>(hessian + at, <f32>(w - w));
}
