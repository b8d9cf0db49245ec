/**
 * The categorical focal loss of Keras 3, of rows of probabilities or logits:
 *
 *     n = p / sum of p,  p = softmax(x) of logits;  o = clip(n, 1e-7, 1 - 1e-7), in float32
 *     L = sum of B_k,    B(o) = alpha_k y_k (1 - o)^g (-ln o)
 *
 * With u_k = B'(o_k), 0 where it is clipped, and U = sum of n_k u_k:
 *
 *     dL/dp_k = (u_k - U) / S,   S = sum of p          dL/dx_k = n_k (u_k - U)
 *
 * and, with the change of n along a direction v, n' = (v - n sum of v) / S or n' = n (v - sum of n v), and u' = B''(o) n':
 *
 *     (u' - U')/S - (u - U)/S^2 sum of v               n' (u - U) + n (u' - U'),   U' = sum of n' u + n u'
 *
 * Source: categorical_focal_crossentropy of Keras 3, differentiated by hand.
 */
import type { CategoricalTerm } from "../term.ts";
import { HIGHEST, LOWEST } from "./clipped.ts";
import type { Arrays, Outputs } from "./compute.ts";
import { toFinite } from "./finite.ts";
import { labelOf } from "./row-labels.ts";

const { fround } = Math;

/** One row, and what its classes contribute. */
interface Row {
  readonly n: Float64Array;
  readonly u: Float64Array;
  readonly curvature: Float64Array;
  total: number;
  loss: number;
  mean: number;
}

export function normalizedLoss(
  term: CategoricalTerm,
  classes: number,
  arrays: Arrays,
  { values, slopes, scale }: Outputs,
): number {
  const row = createRow(classes);
  const rows = arrays.predictions.length / classes;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const c = arrays.coefficients === undefined ? 1 : arrays.coefficients[i]!;
    if (c !== 0) evaluate(row, term, arrays, classes, i);
    const loss = c === 0 ? 0 : c * row.loss;
    sum += loss;
    if (values) values[i] = loss;
    if (!slopes) continue;
    for (let k = 0; k < classes; k++) {
      const factor = term.fromLogits ? row.n[k]! : 1 / row.total;
      slopes[i * classes + k] = c === 0 ? 0 : scale * c * factor * (row.u[k]! - row.mean);
    }
  }
  if (slopes) toFinite(slopes);
  return sum;
}

export function normalizedCurvature(
  term: CategoricalTerm,
  classes: number,
  arrays: Arrays,
  direction: Float32Array,
  out: Float32Array,
): void {
  const row = createRow(classes);
  const { n, u, curvature } = row;
  const change = new Float64Array(classes);
  for (let i = 0, at = 0; at < out.length; i++, at += classes) {
    const c = arrays.coefficients === undefined ? 1 : arrays.coefficients[i]!;
    out.fill(0, at, at + classes);
    if (c === 0) continue;
    evaluate(row, term, arrays, classes, i);
    let along = 0;
    for (let k = 0; k < classes; k++) along += (term.fromLogits ? n[k]! : 1) * direction[at + k]!;
    let meanChange = 0;
    for (let k = 0; k < classes; k++) {
      const v = direction[at + k]!;
      change[k] = term.fromLogits ? n[k]! * (v - along) : (v - n[k]! * along) / row.total;
      meanChange += change[k]! * (u[k]! + n[k]! * curvature[k]!);
    }
    for (let k = 0; k < classes; k++) {
      const centered = u[k]! - row.mean;
      const moved = curvature[k]! * change[k]! - meanChange;
      out[at + k] =
        c *
        (term.fromLogits
          ? change[k]! * centered + n[k]! * moved
          : moved / row.total - (centered * along) / row.total ** 2);
    }
  }
  toFinite(out);
}

function createRow(classes: number): Row {
  return {
    n: new Float64Array(classes),
    u: new Float64Array(classes),
    curvature: new Float64Array(classes),
    total: 0,
    loss: 0,
    mean: 0,
  };
}

function evaluate(
  row: Row,
  term: CategoricalTerm,
  { labels, predictions }: Arrays,
  classes: number,
  index: number,
): void {
  const { n, u, curvature } = row;
  const { fromLogits, gamma, alpha } = term;
  const first = index * classes;
  for (let k = 0; k < classes; k++) n[k] = predictions[first + k]!;
  if (fromLogits) softmax(n);
  row.total = n.reduce((sum, p) => sum + p, 0);
  row.loss = 0;
  row.mean = 0;
  for (let k = 0; k < classes; k++) {
    n[k] = fround(n[k]! / row.total);
    const o = Math.min(Math.max(n[k]!, LOWEST), HIGHEST);
    const q = fround(1 - o);
    const w = fround(labelOf(term, labels, classes, index, k)) * (alpha === undefined ? 1 : alpha[k]!);
    const power = q ** gamma;
    const minusLog = -Math.log(o);
    const passes = o === n[k]!;
    row.loss += w === 0 ? 0 : w * power * minusLog;
    u[k] = passes ? -w * power * ((gamma / q) * minusLog + 1 / o) : 0;
    curvature[k] = passes
      ? w * power * (((gamma * (gamma - 1)) / q / q) * minusLog + (2 * gamma) / q / o + 1 / o / o)
      : 0;
    row.mean += n[k]! * u[k]!;
  }
}

function softmax(x: Float64Array): void {
  const largest = x.reduce((most, z) => Math.max(most, z), -Infinity);
  let total = 0;
  for (let k = 0; k < x.length; k++) total += x[k] = Math.exp(x[k]! - largest);
  for (let k = 0; k < x.length; k++) x[k] = fround(x[k]! / total);
}
