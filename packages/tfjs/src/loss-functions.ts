/**
 * Losses for `model.compile`, with all options bound.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  cast,
  divNoNan,
  mean,
  notEqual,
  reshape,
  sum,
  type Tensor,
  type Tensor1D,
  tidy,
} from "@tensorflow/tfjs-core";

import { binaryCrossentropy, checkBinaryCrossentropy } from "./binary-crossentropy.ts";
import { binaryFocalCrossentropy, checkBinaryFocalCrossentropy } from "./binary-focal-crossentropy.ts";
import { checkCategoricalOptions } from "./categorical.ts";
import { categoricalFocalCrossentropy } from "./categorical-focal-crossentropy.ts";
import { type ConfigOptions, fromConfig, type LossConfig, type LossName, toConfig } from "./config.ts";
import {
  type BinaryCrossentropyOptions,
  type BinaryFocalCrossentropyOptions,
  type CategoricalFocalCrossentropyOptions,
  plainReduction,
  type Reduction,
  type ReductionOptions,
  type SparseCategoricalFocalCrossentropyOptions,
} from "./options.ts";
import { sparseCategoricalFocalCrossentropy } from "./sparse-categorical-focal-crossentropy.ts";

/** The options of a loss for `model.compile`, whose `fit` weighs and reduces what the loss returns. */
export type LossFunctionOptions<Options> = Omit<Options, keyof ReductionOptions> & {
  /** The mean, which `fit` takes; it takes no other. */
  readonly reduction?: "mean" | "sum_over_batch_size" | "none" | null | undefined;
};

/** A loss for `model.compile`: one number a sample, so that `fit` can apply `classWeight`. */
export interface LossFunction {
  (yTrue: Tensor, yPred: Tensor): Tensor1D;
  /** The options in Keras's words: see {@link lossFromConfig}. */
  readonly getConfig: () => LossConfig;
}

/**
 * Binary focal cross-entropy for `model.compile`.
 *
 * ```ts
 * model.compile({ optimizer: "adam", loss: focalLoss({ gamma: 2, alpha: 0.25, fromLogits: true }) });
 * ```
 *
 * @param options - Those of {@link binaryFocalCrossentropy} but for `weights` and `mask`.
 * @throws If options are wrong or contradict each other, as {@link binaryFocalCrossentropy} does. {@link TypeError} {@link RangeError}
 */
export function focalLoss(options: LossFunctionOptions<BinaryFocalCrossentropyOptions> = {}): LossFunction {
  checkBinaryFocalCrossentropy(options);
  return bind("binary_focal_crossentropy", options, binaryFocalCrossentropy);
}

/** Binary cross-entropy for `model.compile`. Options are those of {@link binaryCrossentropy} but for `weights` and `mask`. */
export function crossentropyLoss(options: LossFunctionOptions<BinaryCrossentropyOptions> = {}): LossFunction {
  checkBinaryCrossentropy(options);
  return bind("binary_crossentropy", options, binaryCrossentropy);
}

/**
 * Categorical focal cross-entropy for `model.compile`. Options are those of {@link categoricalFocalCrossentropy} but for
 * `weights` and `mask`.
 */
export function categoricalFocalLoss(
  options: LossFunctionOptions<CategoricalFocalCrossentropyOptions> = {},
): LossFunction {
  checkCategoricalOptions(options, []);
  return bind("categorical_focal_crossentropy", options, categoricalFocalCrossentropy);
}

/**
 * Categorical focal cross-entropy of integer labels, for a model that is trained with `fitDataset` and measured with
 * `evaluateDataset`. (`fit`, `evaluate` and `trainOnBatch` of tfjs-layers refuse labels that have not the shape of the
 * predictions, unless the loss is their own `sparseCategoricalCrossentropy`.)
 *
 * Labels of `ignoreClass` leave the mean of a batch: the others are multiplied by all / counted.
 *
 * ```ts
 * model.compile({ optimizer: "adam", loss: sparseCategoricalFocalLoss({ fromLogits: true }) });
 * await model.fitDataset(tf.data.zip({ xs: tf.data.array(inputs), ys: tf.data.array(classes) }).batch(32), { epochs: 10 });
 * ```
 *
 * @param options - Those of {@link sparseCategoricalFocalCrossentropy} but for `weights` and `mask`.
 * @throws If options are wrong or contradict each other. {@link TypeError} {@link RangeError}
 */
export function sparseCategoricalFocalLoss(
  options: LossFunctionOptions<SparseCategoricalFocalCrossentropyOptions> = {},
): LossFunction {
  checkCategoricalOptions(options, ["ignoreClass"]);
  const { ignoreClass } = options;
  if (ignoreClass === undefined) {
    return bind("sparse_categorical_focal_crossentropy", options, sparseCategoricalFocalCrossentropy);
  }
  return bind("sparse_categorical_focal_crossentropy", options, (labels, predictions, bound: object) => {
    const weights = divNoNan(labels.size, sum(cast(notEqual(labels, ignoreClass), "float32")));
    return sparseCategoricalFocalCrossentropy(labels, predictions, { ...bound, weights });
  });
}

/**
 * The loss of a config: of a {@link LossFunction}'s `getConfig`, of `get_config` of a loss of Keras, or of
 * `keras.losses.serialize`. A config without `convention` is Keras's.
 *
 * ```ts
 * lossFromConfig(focalLoss({ gamma: 3 }).getConfig());
 * ```
 *
 * @param config - An object, as from `JSON.parse`.
 * @throws If it is no config of a loss of this package, or one that `fit` cannot follow. {@link TypeError} {@link RangeError}
 */
export function lossFromConfig(config: unknown): LossFunction {
  const { name, options } = fromConfig(config);
  const make = {
    binary_focal_crossentropy: focalLoss,
    binary_crossentropy: crossentropyLoss,
    categorical_focal_crossentropy: categoricalFocalLoss,
    sparse_categorical_focal_crossentropy: sparseCategoricalFocalLoss,
  }[name] as (options: ConfigOptions) => LossFunction;
  return make(options);
}

function bind(
  name: LossName,
  options: ConfigOptions & { readonly reduction?: Reduction | undefined },
  loss: (labels: Tensor, predictions: Tensor, options: never) => Tensor,
): LossFunction {
  const reduction = plainReduction(options.reduction);
  if (reduction !== undefined && reduction !== "mean" && reduction !== "none") {
    refuse("reduction", '"mean", which fit takes', reduction, true);
  }
  const given = ["weights", "mask"].filter((option) => option in options);
  if (given.length > 0) refuse(given[0]!, "none in a loss for model.compile", given[0], false);
  const bound = { ...options, reduction: "none" } as never;
  const bare = (yTrue: Tensor, yPred: Tensor): Tensor =>
    tidy(() => {
      const losses = loss(yTrue, yPred, bound);
      return losses.rank <= 1 ? losses : mean(reshape(losses, [losses.shape[0], -1]), 1);
    });
  // Not enumerable: tfjs takes the properties of a loss for the names of outputs.
  return Object.defineProperties(bare, {
    name: { value: name },
    getConfig: { value: () => toConfig(name, options) },
  }) as LossFunction;
}
