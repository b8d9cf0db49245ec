/**
 * A block of labels and logits, column after column.
 */
import { fillExponentials } from "./exponential";
import { fillInfinities, limitMargins } from "./far";
import { fillFocal } from "./focal";
import { asOne, asZero, BLOCK, margin } from "./layout";
import { fillBend, fillSoftplus, fillWrong } from "./logistic";
import { fillMargins } from "./margins";
import { fillPower } from "./power";
import { addTerms, fillSoftMargins, turn } from "./soft";

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
  const far = fillMargins(bytes, labels, logits, w1, w0);
  shareOfBoth(bytes, far);
  const sum = term(bytes, gamma, kind, far, value, gradient, hessian);
  return far ? sum + fillInfinities(bytes, value) : sum;
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
  const far = fillSoftMargins(bytes, labels, logits, w1, w0, labelSmoothing);
  shareOfBoth(bytes, far);
  let sum = term(bytes, gamma, kind, far, asOne, asOne + 4 * BLOCK, asOne + 8 * BLOCK);
  turn(bytes);
  sum += term(bytes, gamma, kind, far, asZero, asZero + 4 * BLOCK, asZero + 8 * BLOCK);
  addTerms(bytes, kind, value, gradient, hessian);
  return far ? sum + fillInfinities(bytes, value) : sum;
}

/** What the terms of both classes have in common. */
function shareOfBoth(bytes: usize, far: bool): void {
  if (far) limitMargins(bytes);
  fillExponentials(bytes, margin, far);
  fillBend(bytes);
}

function term(
  bytes: usize,
  gamma: f64,
  kind: i32,
  far: bool,
  value: usize,
  gradient: usize,
  hessian: usize,
): f64 {
  fillSoftplus(bytes);
  fillWrong(bytes);
  fillPower(bytes, gamma, far);
  return fillFocal(bytes, gamma, kind, value, gradient, hessian);
}
