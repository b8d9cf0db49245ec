/**
 * Labels of classes, row by row: distributions or class indices.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  add,
  cast,
  fill,
  mul,
  notEqual,
  range,
  reshape,
  scatterND,
  type Tensor,
  type TensorLike,
} from "@tensorflow/tfjs-core";

import { isSame, matchShape, numbersOf, toTensor } from "./check-tensors.ts";
import { alongAxis } from "./layout.ts";
import { refuseShape, showShape } from "./refuse-shape.ts";

export interface RowLabels {
  /** `[rows * classes]`, or `[rows]` class indices as int32. */
  readonly flat: Tensor;
  readonly indices: boolean;
  /** Where rows count, in the shape of the rows. */
  readonly counted?: Tensor;
}

/** A distribution a row. */
export function readDistributions(
  labels: Tensor | TensorLike,
  shape: readonly number[],
  axis: number,
): RowLabels {
  const tensor = cast(matchShape("labels", toTensor("labels", labels), shape), "float32");
  return { flat: alongAxis(shape, axis).take(tensor), indices: false };
}

/** A class a row; those of `ignoreClass` do not count, and become class 0. */
export function readClasses(
  labels: Tensor | TensorLike,
  shape: readonly number[],
  axis: number,
  ignoreClass: number | undefined,
): RowLabels {
  const found = toTensor("labels", labels, ["int32", "float32"]);
  const rowShape = shape.filter((_, i) => i !== axis);
  const withAxis = shape.map((n, i) => (i === axis ? 1 : n));
  if (!isSame(found.shape, rowShape) && !isSame(found.shape, withAxis)) {
    refuseShape("labels", `one class for each row of the predictions, ${showShape(rowShape)}`, found.shape);
  }
  const all = reshape(found, rowShape);
  const counted = ignoreClass === undefined ? undefined : cast(notEqual(all, ignoreClass), "float32");
  const classes = counted ? mul(cast(all, "float32"), counted) : all;
  checkClasses(classes, shape[axis]!);
  const flat = reshape(cast(classes, "int32"), [-1]);
  return { flat, indices: true, ...(counted ? { counted } : {}) };
}

/** Throws where a label is no class. */
function checkClasses(labels: Tensor, classes: number): void {
  const values = numbersOf(labels);
  const wrong = values?.findIndex((k) => !(Number.isInteger(k) && k >= 0 && k < classes)) ?? -1;
  if (wrong !== -1) refuse(`labels[${wrong}]`, `a class in [0, ${classes - 1}]`, values![wrong]);
}

/** Smoothed distributions, flat. Class indices become ones only here, where every class has a label. */
export function distributionOf(
  { flat, indices }: RowLabels,
  rows: number,
  classes: number,
  labelSmoothing: number,
): Tensor {
  const distribution = indices
    ? scatterND(reshape(flatIndices(flat, rows, classes), [rows, 1]), fill([rows], 1), [rows * classes])
    : flat;
  if (labelSmoothing === 0) return distribution;
  return add(mul(distribution, 1 - labelSmoothing), labelSmoothing / classes);
}

/** Where the class of each row lies among all elements. */
export function flatIndices(classes: Tensor, rows: number, width: number): Tensor {
  return add(range(0, rows * width, width, "int32"), classes);
}
