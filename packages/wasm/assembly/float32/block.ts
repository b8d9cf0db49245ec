/**
 * A block of labels and logits, column after column.
 */
import { GRADIENT } from "../float64/focal";
import { expand } from "./exponential";
import { fillFocal } from "./focal";
import { asOne, asZero, BLOCK, odds } from "./layout";
import { fillLogistic } from "./logistic";
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
  fillMargins(bytes, labels, logits, w1, w0);
  expand(bytes, odds);
  return term(bytes, gamma, kind, value, gradient, hessian);
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
  fillSoftMargins(bytes, labels, logits, w1, w0, labelSmoothing);
  expand(bytes, odds);
  const sum = term(bytes, gamma, kind, asOne, asOne + 4 * BLOCK, asOne + 8 * BLOCK);
  turn(bytes);
  const other = term(bytes, gamma, kind, asZero, asZero + 4 * BLOCK, asZero + 8 * BLOCK);
  addTerms(bytes, kind, value, gradient, hessian);
  return sum + other;
}

function term(bytes: usize, gamma: f64, kind: i32, value: usize, gradient: usize, hessian: usize): f64 {
  fillLogistic(bytes);
  if (gamma != 2 || kind != GRADIENT) fillPower(bytes, gamma);
  return fillFocal(bytes, gamma, kind, value, gradient, hessian);
}
