/**
 * Categorical focal cross-entropy.
 */
import type { Tensor, TensorLike } from "@tensorflow/tfjs-core";

import { categoricalLoss } from "./categorical.ts";
import { readDistributions } from "./labels.ts";
import type { CategoricalFocalCrossentropyOptions } from "./options.ts";

/**
 * Focal cross-entropy over classes, `sum of alpha_k t_k (1 - p_k)^gamma (-ln p_k)`, `p` the predictions or their softmax.
 *
 * From logits each class is measured against all the others, so that nothing is lost where one is near certain. `convention`
 * `"keras"` divides probabilities by their sum and clips them, on every backend of Keras, and has an `alpha` of 0.25.
 *
 * ```ts
 * categoricalFocalCrossentropy([[1, 0, 0]], [[2, 0, -1]], { fromLogits: true });
 * ```
 *
 * @param labels - A distribution over the classes a row, in the shape of the predictions.
 * @param predictions - Probabilities, or logits with `fromLogits`; float32, of any rank.
 * @param options - `gamma` (default 2), `alpha` (1; one weight, or one a class), `fromLogits` (`false`), `labelSmoothing` (0), `axis`
 *   of the classes (-1), `convention` (`"exact"`), `weights` and `mask` (one a row), `reduction` (`"mean"`).
 * @returns The loss in nats: a scalar, or with reduction `"none"` one a row, in the shape without the axis.
 * @throws If an argument is not of its type or dtype, or options contradict each other. {@link TypeError}
 * @throws If a shape does not fit or an option is outside its range. {@link RangeError}
 */
export function categoricalFocalCrossentropy(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: CategoricalFocalCrossentropyOptions = {},
): Tensor {
  return categoricalLoss(predictions, options, [], (shape, axis) => readDistributions(labels, shape, axis));
}
