/**
 * Labels, predictions, weights and masks as tensors of the right kind and shape.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  type DataType,
  engine,
  reshape,
  Tensor,
  tensor,
  type TensorLike,
  type TypedArray,
} from "@tensorflow/tfjs-core";

import { refuseShape, showShape } from "./refuse-shape.ts";

const NUMBERS: readonly DataType[] = ["float32", "int32", "bool"];

/** The argument as a tensor. @throws If it is none, or one of other things than numbers. */
export function toTensor(
  name: string,
  value: Tensor | TensorLike,
  dtypes: readonly DataType[] = NUMBERS,
): Tensor {
  if (
    value === null ||
    (typeof value !== "object" && typeof value !== "number" && typeof value !== "boolean")
  ) {
    refuse(name, "a tensor", value, false);
  }
  const result = value instanceof Tensor ? value : tensor(value);
  if (result.isDisposed) throw new TypeError(`"${name}" expected a tensor, got one that is disposed`);
  if (!dtypes.includes(result.dtype)) {
    throw new TypeError(`"${name}" expected dtype ${dtypes.join(" or ")}, got ${result.dtype}`);
  }
  return result;
}

/** Predictions: float32, as a gradient has to be. */
export function toPredictions(value: Tensor | TensorLike): Tensor {
  return toTensor("predictions", value, ["float32"]);
}

/** The labels in the shape of the predictions; a last axis of 1 may be missing or too much, as in Keras. */
export function matchShape(name: string, found: Tensor, shape: readonly number[]): Tensor {
  if (isSame(found.shape, shape)) return found;
  if (isSame([...found.shape, 1], shape) || isSame(found.shape, [...shape, 1]))
    return reshape(found, [...shape]);
  return refuseShape(name, `the shape ${showShape(shape)} of the predictions`, found.shape);
}

/** The numbers of a tensor, to be checked; none on a GPU, which would have to be waited for. */
export function numbersOf(tensor: Tensor): TypedArray | undefined {
  const { backendName } = engine();
  return backendName === "webgl" || backendName === "webgpu" ? undefined : tensor.dataSync();
}

export function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** The axis counted from the first. @throws If there is none such. */
export function toAxis(axis: number, rank: number): number {
  const first = axis < 0 ? axis + rank : axis;
  if (first >= 0 && first < rank) return first;
  return refuse("axis", `a whole number in [${-rank}, ${rank - 1}] for predictions of rank ${rank}`, axis);
}
