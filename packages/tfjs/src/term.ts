/**
 * What is computed, of rows of elements: plain data, as kernels take it.
 */
import type { ClassWeights } from "@focal-loss/core";
import { reshape, sum, type Tensor } from "@tensorflow/tfjs-core";

/**
 * The binary loss of each element, with w1 = alpha or posWeight or 1, w0 = 1 - alpha or 1:
 *
 *     separable     w1 y A(p) + w0 (1 - y) A(1 - p),  A(p) = (1 - p)^gamma (-ln p)
 *     interpolated  (w1 y + w0 (1 - y)) (1 - p_t)^gamma CE,  p_t = y p + (1 - y)(1 - p),  CE = -y ln p - (1 - y) ln(1 - p)
 *     clipped       the same with o = clip(p) in CE, in float32, as Keras does
 */
export interface BinaryTerm {
  readonly kind: "binary";
  readonly form: "separable" | "interpolated" | "clipped";
  readonly fromLogits: boolean;
  readonly gamma: number;
  readonly classWeights: ClassWeights;
  readonly labelSmoothing: number;
}

/**
 * The loss of each row of classes:
 *
 *     softmax     sum of alpha_k t_k A(p_k),  p = softmax(predictions)
 *     normalized  sum of alpha_k t_k A(o_k),  o = clip(p / sum of p), in float32, as Keras does
 *
 * Labels are a distribution a row, or with `indices` a class.
 */
export interface CategoricalTerm {
  readonly kind: "softmax" | "normalized";
  readonly fromLogits: boolean;
  readonly gamma: number;
  readonly alpha?: readonly number[];
  readonly labelSmoothing: number;
  readonly indices: boolean;
}

/** A loss of `rows` rows of `width` elements: the sum of coefficient times loss in each row, or in all, times `scale`. */
export interface Task {
  readonly term: BinaryTerm | CategoricalTerm;
  readonly rows: number;
  readonly width: number;
  readonly reduce: "rows" | "all";
  readonly scale: number;
}

/** What it is computed from. An element or row with a coefficient of 0 is not looked at. */
export interface Columns {
  /** `[rows * width]`, or `[rows]` class indices. */
  readonly labels: Tensor;
  /** `[rows * width]` */
  readonly predictions: Tensor;
  /** `[rows]` or, of binary losses, `[rows * width]`. */
  readonly coefficients?: Tensor;
}

/** Who computes it. Tensors in and out are flat; `dy` has one number a row, or one. What slopes are is the evaluator's business. */
export interface Evaluator {
  /** The reduced loss and, if they are wanted, the slopes of the elements. */
  readonly forward: (
    columns: Columns,
    task: Task,
    wantsSlopes: boolean,
  ) => { readonly loss: Tensor; readonly slopes?: Tensor };
  /** dy times the slopes: the gradient. */
  readonly backward: (dy: Tensor, slopes: Tensor, task: Task) => Tensor;
  /** Sums of direction times slope, of each row or of all: how the loss changes along the direction. */
  readonly change: (direction: Tensor, slopes: Tensor, task: Task) => Tensor;
  /** dy times the second derivatives along the direction. */
  readonly curvature: (columns: Columns, dy: Tensor, direction: Tensor, task: Task) => Tensor;
}

/** The sums of a flat tensor over each row, or over all. */
export function reduceRows(tensor: Tensor, { rows, width, reduce }: Task): Tensor {
  return sum(reshape(tensor, reduce === "rows" ? [rows, width] : [1, rows * width]), 1);
}
