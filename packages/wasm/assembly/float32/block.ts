/**
 * A block of labels and logits, column after column.
 */
import { keep, settleHard, settleSoft } from "./far";
import { fillFocal, signedSum } from "./focal";
import { asOne, asZero, BLOCK } from "./layout";
import { fillMargins, least, most } from "./margins";
import { addTerms, fillSoftMargins, fillSoftWeights, turn } from "./soft";
import { cover, LIMIT, SCALE } from "./table";

/** Computes `bytes` / 4 elements with labels of 0 and 1. Returns the sum of the values. */
export function computeHard(
  bytes: usize,
  labels: usize,
  logits: usize,
  value: usize,
  gradient: usize,
  hessian: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  kind: i32,
): f64 {
  const weight1 = <f32>(w1 / SCALE);
  const weight0 = <f32>(w0 / SCALE);
  fillMargins(bytes, labels, logits, weight1, weight0);
  cover(gamma, least, most);
  const isFar = least < -LIMIT || most > LIMIT;
  if (isFar) keep(bytes, labels, logits);
  const sum = fillFocal(bytes, kind, value, gradient, hessian);
  if (isFar) return settleHard(bytes, w1, w0, value, gradient, hessian);
  // What the rounding of a weight adds to all its values.
  const of1 = (sum + signedSum) / 2;
  return sum + of1 * lost(w1, weight1) + (sum - of1) * lost(w0, weight0);
}

/** How much a weight, rounded and scaled, lacks of itself. */
function lost(w: f64, rounded: f32): f64 {
  return w == 0 ? 0 : w / (<f64>rounded * SCALE) - 1;
}

/** The same with any labels. */
export function computeSoft(
  bytes: usize,
  labels: usize,
  logits: usize,
  value: usize,
  gradient: usize,
  hessian: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  kind: i32,
  labelSmoothing: f64,
): f64 {
  fillSoftWeights(bytes, labels, w1, w0, labelSmoothing);
  fillSoftMargins(bytes, logits);
  cover(gamma, least, most);
  const isFar = most > LIMIT;
  if (isFar) keep(bytes, labels, logits);
  fillFocal(bytes, kind, asOne, asOne + 4 * BLOCK, asOne + 8 * BLOCK);
  turn(bytes);
  fillFocal(bytes, kind, asZero, asZero + 4 * BLOCK, asZero + 8 * BLOCK);
  const sum = addTerms(bytes, kind, value, gradient, hessian);
  return isFar ? settleSoft(bytes, value, gradient, hessian) : sum;
}
