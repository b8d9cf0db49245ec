/**
 * The binary focal loss in double, from logits or probabilities: core's own steps, so that every bit is core's.
 */
import { anyLabels, hardLabels } from "./block";
import { give, makePositive, takeLabels, takeLogits } from "./columns";
import { GRADIENT, HESSIAN } from "./focal";
import { BLOCK, gradient, hessian, label, logit, value } from "./layout";
import { probabilityBlock } from "./probabilities";
import { addToTotal, addWeighted, clear, weigh } from "./total";

export {
  CHUNK,
  gradients,
  hessians,
  input,
  labels,
  logisticTable,
  logTable,
  rowOff,
  steps,
  targets,
  term,
  total,
  values,
  weights,
} from "./layout";
export { areHard, areIn } from "./columns";
export { softmaxFocalLoss } from "./softmax";
export { addToTotal, addWeighted, clear as clearTotal };

/**
 * Computes `n` elements from probabilities, or from logits with core's largestMargin as `limit`. Arrays are pointers, 0 for
 * outputs that are not wanted; of floats where `single`, a set of bits, says so: 1 for labels and so on in the order of the
 * arguments. `weights` are doubles, or 0 where all are 1. The values are added to the total.
 */
export function focalLoss(
  n: i32,
  labels: usize,
  input: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  single: i32,
  weights: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  kind: i32,
  labelSmoothing: f64,
  soft: bool,
  mode: i32,
  fromProbabilities: bool,
  limit: f64,
): void {
  if (kind < GRADIENT) gradients = 0;
  if (kind < HESSIAN) hessians = 0;
  const apart =
    !soft &&
    isApart(values, labels, input, n) &&
    isApart(gradients, labels, input, n) &&
    isApart(hessians, labels, input, n) &&
    isApart(values, gradients, hessians, n) &&
    isApart(gradients, hessians, values, n);
  for (let start = 0; start < n; start += BLOCK) {
    const count = min(BLOCK, n - start);
    const at = (<usize>start) << 3;
    // Doubles are computed where they are, but for the last block: it may lack the second of two.
    const whole = count == BLOCK;
    const writes = apart && whole;
    const v = writes && values && !(single & 4) ? values + at : value;
    const g = writes && gradients && !(single & 8) ? gradients + at : gradient;
    const h = writes && hessians && !(single & 16) ? hessians + at : hessian;
    let y = labels + at;
    let x = input + at;
    if (soft || !whole || single & 1) {
      takeLabels(label, labels, start, count, single & 1, labelSmoothing);
      y = label;
    }
    if (soft || !whole || single & 2) {
      takeLogits(logit, input, start, count, single & 2);
      x = logit;
    }
    if (fromProbabilities) probabilityBlock(count, y, x, v, g, h, gamma, w1, w0, kind, soft);
    else if (soft) anyLabels(count, gamma, w1, w0, limit, kind);
    else hardLabels(count, y, x, v, g, h, gamma, w1, w0, limit, kind);
    if (kind >= HESSIAN) makePositive(h, count, mode);
    if (weights) {
      addWeighted(v, weights + at, count);
      weigh(v, weights + at, count);
      if (gradients) weigh(g, weights + at, count);
      if (hessians) weigh(h, weights + at, count);
    } else {
      addToTotal(v, count);
    }
    if (values && v == value) give(value, values, start, count, single & 4);
    if (gradients && g == gradient) give(gradient, gradients, start, count, single & 8);
    if (hessians && h == hessian) give(hessian, hessians, start, count, single & 16);
  }
}

/** Whether an array, if there is one, shares no memory with two others. */
function isApart(array: usize, first: usize, second: usize, n: i32): bool {
  return array == 0 || !(overlap(array, first, n) || overlap(array, second, n));
}

function overlap(one: usize, other: usize, n: i32): bool {
  const bytes = (<usize>n) << 3;
  return one < other + bytes && other < one + bytes;
}
