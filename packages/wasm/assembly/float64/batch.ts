/**
 * The binary focal loss from logits in double: core's own steps, so that every bit is core's.
 */
import { compute } from "./block";
import { takeLabels, takeLogits, give } from "./columns";
import { GRADIENT, HESSIAN } from "./focal";
import { BLOCK, gradient, hessian, label, logit, value } from "./layout";
import { addToTotal, clear } from "./total";

export {
  CHUNK,
  gradients,
  hessians,
  input,
  labels,
  logisticTable,
  steps,
  term,
  total,
  values,
} from "./layout";
export { areHard } from "./columns";
export { clear as clearTotal };

/**
 * Computes `n` elements. Arrays are pointers, 0 for outputs that are not wanted; of floats where `single`, a set of bits,
 * says so: 1 for labels and so on in the order of the arguments. The values are added to the total.
 */
export function focalLossWithLogits(
  n: i32,
  labels: usize,
  logits: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  single: i32,
  gamma: f64,
  w1: f64,
  w0: f64,
  limit: f64,
  kind: i32,
  labelSmoothing: f64,
  soft: bool,
  mode: i32,
): void {
  for (let start = 0; start < n; start += BLOCK) {
    const count = min(BLOCK, n - start);
    takeLabels(label, labels, start, count, single & 1, labelSmoothing);
    takeLogits(logit, logits, start, count, single & 2);
    compute(count, gamma, w1, w0, limit, kind, soft);
    addToTotal(value, count);
    if (values) give(value, values, start, count, single & 4, 0);
    if (kind >= GRADIENT && gradients) give(gradient, gradients, start, count, single & 8, 0);
    if (kind >= HESSIAN && hessians) give(hessian, hessians, start, count, single & 16, mode);
  }
}
