/**
 * The focal loss of each logit.
 */
import { refuse } from "@focal-loss/core/kernels";
import type { Tensor, TensorLike } from "@tensorflow/tfjs-core";

import { binaryLoss, checkBinaryOptions } from "./binary.ts";
import type { SigmoidFocalLossOptions } from "./options.ts";

const OPTIONS = [
  "gamma",
  "alpha",
  "fromLogits",
  "labelSmoothing",
  "convention",
  "weights",
  "mask",
  "reduction",
] as const;

/**
 * Binary focal loss of each logit, as detectors use it: {@link binaryFocalCrossentropy} from logits, without an axis to
 * average over. With convention `"torchvision"` it is `torchvision.ops.sigmoid_focal_loss`, whose `alpha` is 0.25 unless it is
 * -1, and which reduces nothing by default.
 *
 * ```ts
 * sigmoidFocalLoss(labels, logits, { alpha: 0.25, reduction: "positives" });
 * ```
 *
 * @param labels - Targets in [0, 1], in the shape of the logits; a last axis of 1 may be missing.
 * @param logits - Log-odds of class 1; float32, of any rank.
 * @param options - `gamma` (default 2), `alpha`, `labelSmoothing`, `convention` (`"exact"`), `weights`, `mask`, `reduction`
 *   (`"mean"`, over all elements).
 * @returns The loss in nats: a scalar, or with reduction `"none"` one an element.
 * @throws As {@link binaryFocalCrossentropy}.
 */
export function sigmoidFocalLoss(
  labels: Tensor | TensorLike,
  logits: Tensor | TensorLike,
  options: SigmoidFocalLossOptions = {},
): Tensor {
  checkBinaryOptions(options, OPTIONS);
  const { convention = "exact", fromLogits = true } = options;
  if (convention !== "exact" && convention !== "torchvision") {
    refuse("convention", '"exact" or "torchvision"', convention, true);
  }
  if (!fromLogits) refuse("fromLogits", "true", fromLogits, false);
  const form = convention === "exact" ? "separable" : "interpolated";
  return binaryLoss(labels, logits, { ...options, fromLogits }, form, false);
}
