/**
 * Weights, masks and reductions in plain doubles, as the README defines them.
 */
import * as core from "@focal-loss/core";

import type { PlainReduction } from "../../src/options.ts";
import { type Numbers, sizeOf } from "./arbitraries.ts";

/** A loss, its derivative, and the magnitude of the terms that the derivative is a sum of. */
export interface Term {
  readonly loss: number;
  readonly slope: number;
  readonly magnitude: number;
}

/** The exact binary loss of one element, by core. */
export function exactTerm(
  label: number,
  x: number,
  options: { fromLogits: boolean; gamma: number; labelSmoothing: number; alpha: number | undefined },
): Term {
  const { fromLogits, gamma, labelSmoothing, alpha } = options;
  const y = label * (1 - labelSmoothing) + labelSmoothing / 2;
  const [value, slope] = fromLogits
    ? ([core.focalLossWithLogits, core.focalLossWithLogitsGrad] as const)
    : ([core.focalLoss, core.focalLossGrad] as const);
  const of = (label: number): number => Math.abs(slope(label, x, { gamma, alpha }));
  return {
    loss: value(y, x, { gamma, alpha }),
    slope: slope(y, x, { gamma, alpha }),
    magnitude: y * of(1) + (1 - y) * of(0),
  };
}

/** Which row each element is in, where rows lie along an axis; each in its own without one. */
export function rowsOf(shape: readonly number[], axis: number | undefined): number[] {
  const inner = sizeOf(shape.slice(axis === undefined ? shape.length : axis + 1));
  const width = axis === undefined ? 1 : shape[axis]!;
  return Array.from({ length: sizeOf(shape) }, (_, i) => Math.floor(i / inner / width) * inner + (i % inner));
}

/**
 * What each element's loss is multiplied by before all are added up: weight mask / (elements of its row that count) / divisor.
 */
export function factorsOf(options: {
  readonly shape: readonly number[];
  readonly axis: number | undefined;
  readonly weights: Numbers | undefined;
  readonly mask: Numbers | undefined;
  readonly reduction: PlainReduction;
  readonly labels?: readonly number[];
}): number[] {
  const { shape, axis, reduction, labels } = options;
  const row = rowsOf(shape, axis);
  const m = broadcast(options.mask, shape);
  const w = broadcast(options.weights, shape).map((weight, i) => weight * m[i]!);
  const count = sums(m, shape, axis);
  const mean = w.map((weight, i) => (weight === 0 ? 0 : weight / count[row[i]!]!));
  const total = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0);
  const divisor = {
    none: 1,
    sum: 1,
    mean: count.filter((n) => n > 0).length,
    weights: total(mean),
    positives: Math.max(1, total((labels ?? []).map((y, i) => y * m[i]!))),
  }[reduction];
  const terms = reduction === "positives" ? w : mean;
  return terms.map((weight) => (weight === 0 ? 0 : weight / divisor));
}

/** The sums of the rows, or of all. */
export function reduceRows(
  numbers: readonly number[],
  shape: readonly number[],
  axis: number | undefined,
  reduction: PlainReduction,
): number[] {
  if (reduction === "none") return sums(numbers, shape, axis);
  return [numbers.reduce((sum, x) => sum + x, 0)];
}

function sums(numbers: readonly number[], shape: readonly number[], axis: number | undefined): number[] {
  const row = rowsOf(shape, axis);
  const result = Array.from({ length: sizeOf(shape.filter((_, i) => i !== axis)) }, () => 0);
  for (const [i, x] of numbers.entries()) result[row[i]!]! += x;
  return result;
}

/** One number an element; 1 without a tensor. */
function broadcast(narrow: Numbers | undefined, shape: readonly number[]): number[] {
  return Array.from({ length: sizeOf(shape) }, (_, i) => {
    if (narrow === undefined) return 1;
    let [at, rest, stride] = [0, i, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = narrow.shape[axis]!;
      if (size > 1) at += (rest % shape[axis]!) * stride;
      rest = Math.floor(rest / shape[axis]!);
      stride *= size;
    }
    return narrow.values[at]!;
  });
}
