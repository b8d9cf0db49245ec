/**
 * Binary focal cross-entropy.
 */
import type { Tensor, TensorLike } from "@tensorflow/tfjs-core";

import { BINARY_OPTIONS, binaryLoss, checkBinaryOptions } from "./binary.ts";
import type { BinaryFocalCrossentropyOptions } from "./options.ts";

/**
 * Binary focal cross-entropy, `w1 y (1 - p)^gamma (-ln p) + w0 (1 - y) p^gamma (-ln(1 - p))`, averaged over an axis and reduced.
 *
 * - From logits nothing is lost where the model is most sure or most wrong: loss and gradient are finite for every logit.
 *   From probabilities the loss of `p = 0` and label 1 is `Infinity`, and its gradient the largest float.
 * - The gradient is a closed form, and its derivative too: `tf.grad` of `tf.grad` gives exact curvatures. Labels, weights and
 *   mask are constants.
 * - `convention` chooses another library's definition, to 1e-6 of its own outputs.
 * - On cpu and wasm a label or probability outside [0, 1] throws in the convention `"exact"`; GPUs do not look.
 *
 * ```ts
 * binaryFocalCrossentropy([[1], [0]], [[2], [-1]], { fromLogits: true, gamma: 2, alpha: 0.25 });
 * ```
 *
 * @param labels - Targets in [0, 1], hard or soft, in the shape of the predictions; a last axis of 1 may be missing.
 * @param predictions - Probabilities of class 1, or logits with `fromLogits`; float32, of any rank.
 * @param options - `gamma` (default 2), `alpha` (none), `applyClassBalancing`, `fromLogits` (`false`), `labelSmoothing` (0),
 *   `axis` (-1), `convention` (`"exact"`), `weights`, `mask`, `reduction` (`"mean"`; torchvision's `"none"`).
 * @returns The loss in nats: a scalar, or with reduction `"none"` one a sample, in the shape without the axis.
 * @throws If an argument is not of its type or dtype, or options contradict each other. {@link TypeError}
 * @throws If a shape does not fit or an option is outside its range. {@link RangeError}
 */
export function binaryFocalCrossentropy(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: BinaryFocalCrossentropyOptions = {},
): Tensor {
  checkBinaryFocalCrossentropy(options);
  const { convention = "exact", fromLogits = false } = options;
  const clips = convention === "keras" || (convention === "keras-tf" && !fromLogits);
  const form = convention === "exact" ? "separable" : clips ? "clipped" : "interpolated";
  return binaryLoss(labels, predictions, options, form);
}

/** Throws where the options are wrong. */
export function checkBinaryFocalCrossentropy(options: BinaryFocalCrossentropyOptions): void {
  checkBinaryOptions(options, ["gamma", ...BINARY_OPTIONS]);
}
