/**
 * Categorical focal cross-entropy of integer labels.
 */
import type { Tensor, TensorLike } from "@tensorflow/tfjs-core";

import { categoricalLoss } from "./categorical.ts";
import { readClasses } from "./labels.ts";
import type { SparseCategoricalFocalCrossentropyOptions } from "./options.ts";

/**
 * {@link categoricalFocalCrossentropy} of integer labels, without their one-hot form in memory (only `labelSmoothing` of
 * probabilities makes one, where every class has a label).
 *
 * Rows of `ignoreClass` leave the loss and every divisor, and have a gradient of 0, whatever their predictions are. On cpu
 * and wasm a label that is no class throws; GPUs do not look.
 *
 * ```ts
 * sparseCategoricalFocalCrossentropy([0, 255], [[2, 0, -1], [0, 1, 0]], { fromLogits: true, ignoreClass: 255 });
 * ```
 *
 * @param labels - A class a row, int32 or whole float32, in the shape of the predictions without the axis.
 * @param predictions - Probabilities, or logits with `fromLogits`; float32, of any rank.
 * @param options - As for {@link categoricalFocalCrossentropy}, and `ignoreClass`.
 * @returns The loss in nats: a scalar, or with reduction `"none"` one a row.
 * @throws As {@link categoricalFocalCrossentropy}.
 */
export function sparseCategoricalFocalCrossentropy(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: SparseCategoricalFocalCrossentropyOptions = {},
): Tensor {
  return categoricalLoss(predictions, options, ["ignoreClass"], (shape, axis) =>
    readClasses(labels, shape, axis, options.ignoreClass),
  );
}
