/**
 * Binary cross-entropy.
 */
import { refuse } from "@focal-loss/core/kernels";
import type { Tensor, TensorLike } from "@tensorflow/tfjs-core";

import { BINARY_OPTIONS, binaryLoss, checkBinaryOptions } from "./binary.ts";
import type { BinaryCrossentropyOptions } from "./options.ts";

/**
 * Binary cross-entropy, `-w1 y ln p - w0 (1 - y) ln(1 - p)`: {@link binaryFocalCrossentropy} with `gamma` 0.
 *
 * In Keras's conventions it is Keras's `BinaryCrossentropy`, which has no class weights, clips probabilities and does not clip
 * logits. In torchvision's it is PyTorch's `binary_cross_entropy_with_logits`, and an `alpha` that of `sigmoid_focal_loss`.
 *
 * @param labels - Targets in [0, 1], in the shape of the predictions; a last axis of 1 may be missing.
 * @param predictions - Probabilities of class 1, or logits with `fromLogits`; float32, of any rank.
 * @param options - As for {@link binaryFocalCrossentropy}, but for `gamma`.
 * @returns The loss in nats: a scalar, or with reduction `"none"` one a sample.
 * @throws As {@link binaryFocalCrossentropy}.
 */
export function binaryCrossentropy(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: BinaryCrossentropyOptions = {},
): Tensor {
  checkBinaryCrossentropy(options);
  const { convention = "exact", fromLogits = false } = options;
  const form =
    convention === "exact"
      ? "separable"
      : fromLogits || convention === "torchvision"
        ? "interpolated"
        : "clipped";
  const { alpha = convention === "torchvision" ? -1 : undefined } = options;
  return binaryLoss(labels, predictions, { ...options, alpha, gamma: 0 }, form);
}

/** Throws where the options are wrong. */
export function checkBinaryCrossentropy(options: BinaryCrossentropyOptions): void {
  checkBinaryOptions(options, BINARY_OPTIONS);
  const { convention, alpha, applyClassBalancing } = options;
  if (convention !== "keras" && convention !== "keras-tf") return;
  const none = `none with convention "${convention}", whose binary cross-entropy has no class weights`;
  if (alpha !== undefined) refuse("alpha", none, alpha, false);
  if (applyClassBalancing !== undefined) refuse("applyClassBalancing", none, applyClassBalancing, false);
}
