/**
 * A task over arrays: the loss with its slopes, and second derivatives.
 */
import type { Task } from "../term.ts";
import { binaryCurvature, binaryLoss } from "./binary.ts";
import { multiply } from "./multiply.ts";
import { normalizedCurvature, normalizedLoss } from "./normalized.ts";
import { softmaxCurvature, softmaxLoss } from "./softmax.ts";

export interface Arrays {
  readonly labels: ArrayLike<number>;
  readonly predictions: Float32Array;
  readonly coefficients: Float32Array | undefined;
}

/**
 * What a loss fills, both times the coefficients: its values, one an element if it is binary, else one a row; and its slopes,
 * times the scale too, so that the backward pass of a scalar loss has nothing left to do.
 */
export interface Outputs {
  readonly values: Float32Array | undefined;
  readonly slopes: Float32Array | undefined;
  readonly scale: number;
}

/** Fills the reduced losses and, where they are given, the slopes. */
export function computeLoss(
  task: Task,
  arrays: Arrays,
  losses: Float32Array,
  slopes: Float32Array | undefined,
): void {
  const { term, rows, width, scale, reduce } = task;
  const perElement = term.kind === "binary" && width > 1;
  const values = reduce === "all" ? undefined : perElement ? new Float32Array(rows * width) : losses;
  const sum = lossOf(task, arrays, { values, slopes, scale });
  if (reduce === "all") {
    losses[0] = sum * scale;
    return;
  }
  for (let row = 0; row < rows; row++) {
    let loss = perElement ? 0 : values![row]!;
    if (perElement) for (let i = row * width; i < (row + 1) * width; i++) loss += values![i]!;
    losses[row] = loss * scale;
  }
}

function lossOf({ term, rows, width }: Task, arrays: Arrays, outputs: Outputs): number {
  if (term.kind === "binary") return binaryLoss(term, perElement(arrays, rows, width), outputs);
  return (term.kind === "softmax" ? softmaxLoss : normalizedLoss)(term, width, arrays, outputs);
}

/** Fills `out` with scale coefficient H direction. */
export function computeCurvature(
  { term, rows, width, scale }: Task,
  arrays: Arrays,
  direction: Float32Array,
  out: Float32Array,
): void {
  if (term.kind === "binary") {
    binaryCurvature(term, perElement(arrays, rows, width), out);
    for (let i = 0; i < out.length; i++) out[i]! *= direction[i]!;
  } else {
    (term.kind === "softmax" ? softmaxCurvature : normalizedCurvature)(term, width, arrays, direction, out);
  }
  multiply(out, scale);
}

/** Fills `out` with dy slopes; it may be the slopes. */
export function computeBackward(
  { rows, width, reduce }: Task,
  dy: Float32Array,
  slopes: Float32Array,
  out: Float32Array,
): void {
  if (reduce === "all") {
    const factor = dy[0]!;
    if (factor === 1 && out === slopes) return;
    for (let i = 0; i < out.length; i++) out[i] = slopes[i]! * factor;
    return;
  }
  for (let row = 0; row < rows; row++) {
    const factor = dy[row]!;
    for (let i = row * width; i < (row + 1) * width; i++) out[i] = slopes[i]! * factor;
  }
}

/** The coefficients of rows, for each of their elements. */
function perElement(arrays: Arrays, rows: number, width: number): Arrays {
  const { coefficients } = arrays;
  if (coefficients === undefined || coefficients.length !== rows || width === 1) return arrays;
  const spread = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) spread.fill(coefficients[row]!, row * width, (row + 1) * width);
  return { ...arrays, coefficients: spread };
}
