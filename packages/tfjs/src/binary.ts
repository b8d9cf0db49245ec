/**
 * The binary losses: checked, brought into rows, weighed.
 */
import { refuse } from "@focal-loss/core/kernels";
import { type Tensor, type TensorLike, tidy } from "@tensorflow/tfjs-core";

import { matchShape, toAxis, toPredictions, toTensor } from "./check-tensors.ts";
import { binaryWeights } from "./class-weights.ts";
import { coefficientsOf } from "./coefficients.ts";
import { alongAxis, elementwise } from "./layout.ts";
import { lossOp } from "./loss-op.ts";
import {
  type BinaryFocalCrossentropyOptions,
  checkOptions,
  DEFAULT_GAMMA,
  plainReduction,
  type PlainReduction,
} from "./options.ts";
import type { BinaryTerm } from "./term.ts";

/** A binary loss, of options that were checked one by one. */
export function binaryLoss(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: BinaryFocalCrossentropyOptions,
  form: BinaryTerm["form"],
  averages: boolean = options.convention !== "torchvision",
): Tensor {
  const { convention = "exact", gamma = DEFAULT_GAMMA, labelSmoothing = 0 } = options;
  const { classWeights, factor } = binaryWeights(options);
  const fromLogits = options.fromLogits ?? convention === "torchvision";
  const term: BinaryTerm = { kind: "binary", form, fromLogits, gamma, classWeights, labelSmoothing };
  return tidy(() => {
    const x = toPredictions(predictions);
    const { shape } = x;
    const y = matchShape("labels", toTensor("labels", labels), shape);
    const axis = averages && shape.length > 0 ? toAxis(options.axis ?? -1, shape.length) : undefined;
    const layout = axis === undefined ? elementwise(shape) : alongAxis(shape, axis);
    const { weights, mask } = options;
    const { tensor, scale, reduce } = coefficientsOf({
      weights,
      mask,
      reduction: reductionOf(options),
      asGiven: convention !== "exact",
      layout,
      shape,
      labels: y,
      ...(axis === undefined ? {} : { axis }),
    });
    const { rows, width } = layout;
    const task = { term, rows, width, reduce, scale: scale * factor };
    const columns = { labels: layout.take(y), ...(tensor ? { coefficients: tensor } : {}) };
    return lossOp(x, columns, layout, task);
  });
}

export const BINARY_OPTIONS = [
  "alpha",
  "applyClassBalancing",
  "fromLogits",
  "labelSmoothing",
  "axis",
  "convention",
  "weights",
  "mask",
  "reduction",
] as const;

/** Throws where the options are wrong, each by itself or all together. */
export function checkBinaryOptions(options: BinaryFocalCrossentropyOptions, known: readonly string[]): void {
  checkOptions(options, known);
  binaryWeights(options);
  const { convention, fromLogits, labelSmoothing = 0, axis } = options;
  if (convention !== "torchvision") return;
  if (fromLogits === false) refuse("fromLogits", 'true with convention "torchvision"', fromLogits, false);
  if (labelSmoothing > 0) refuse("labelSmoothing", '0 with convention "torchvision"', labelSmoothing);
  if (axis !== undefined) refuse("axis", 'none with convention "torchvision"', axis, false);
}

/** As the library does it: torchvision reduces nothing by default. */
function reductionOf({ reduction, convention }: BinaryFocalCrossentropyOptions): PlainReduction {
  return plainReduction(reduction) ?? (convention === "torchvision" ? "none" : "mean");
}
