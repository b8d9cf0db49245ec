/**
 * The bias to start a model with.
 */
import { refuse } from "@focal-loss/core/kernels";
import { initialLogit } from "@focal-loss/core";

import { checkBinaryFocalCrossentropy } from "./binary-focal-crossentropy.ts";
import { binaryWeights } from "./class-weights.ts";
import { type BinaryFocalCrossentropyOptions, DEFAULT_GAMMA, isIn } from "./options.ts";

/**
 * The bias of a last layer that gives logits, with which training starts at the least loss of a constant: core's
 * `initialLogit` for the options of a loss of this package.
 *
 * ```ts
 * tf.layers.dense({ units: 1, biasInitializer: tf.initializers.constant({ value: initialBias(0.01, { alpha: 0.25 }) }) });
 * ```
 *
 * @param prior - Share of the samples in class 1, in (0, 1).
 * @param options - Those of the loss. What counts is `gamma` (default 2; 0 for binary cross-entropy), `alpha`,
 *   `applyClassBalancing` and `convention`; labels are taken as they are, not smoothed.
 * @returns The logit.
 * @throws If the prior is outside (0, 1), or options are wrong. {@link RangeError} {@link TypeError}
 */
export function initialBias(prior: number, options: BinaryFocalCrossentropyOptions = {}): number {
  checkBinaryFocalCrossentropy(options);
  const { gamma = DEFAULT_GAMMA } = options;
  if (!(isIn(prior, 0, 1) && prior > 0 && prior < 1)) refuse("prior", "a number in (0, 1)", prior);
  return initialLogit(prior, { gamma, ...binaryWeights(options).classWeights });
}
