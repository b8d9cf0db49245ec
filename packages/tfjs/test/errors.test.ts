/**
 * What is wrong, in words.
 */
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";

import {
  binaryAccuracy,
  binaryCrossentropy,
  binaryFocalCrossentropy,
  categoricalFocalCrossentropy,
  categoricalFocalLoss,
  crossentropyLoss,
  focalLoss,
  initialBias,
  lossFromConfig,
  precision,
  recall,
  recallAtPrecision,
  restoreLoss,
  sigmoidFocalLoss,
  sparseCategoricalFocalCrossentropy,
  storeLoss,
} from "../src/index.ts";

const y = [[1], [0]];
const p = [[0.5], [0.25]];
const binary =
  (options: object): (() => tf.Tensor) =>
  () =>
    binaryFocalCrossentropy(y, p, options);
const categorical =
  (options: object): (() => tf.Tensor) =>
  () =>
    categoricalFocalCrossentropy([[1, 0, 0]], [[0.5, 0.25, 0.25]], options);

describe("tensors", () => {
  const cases: [string, () => unknown, string][] = [
    [
      "labels of another shape",
      () => binaryFocalCrossentropy([[1, 0]], p),
      '"labels" expected the shape [2, 1] of the predictions, got [1, 2]',
    ],
    [
      "integer predictions",
      () => binaryFocalCrossentropy(y, tf.tensor2d([[1], [0]], [2, 1], "int32")),
      '"predictions" expected dtype float32, got int32',
    ],
    [
      "string labels",
      () => binaryFocalCrossentropy(["a", "b"] as never, [0.5, 0.5]),
      '"labels" expected dtype float32 or int32 or bool, got string',
    ],
    [
      "no predictions",
      () => binaryFocalCrossentropy(y, undefined as never),
      '"predictions" expected a tensor, got undefined',
    ],
    [
      "a weight too few",
      binary({ weights: [1, 2, 3] }),
      '"weights" expected the shape [2] of the losses or [2, 1] of the predictions, where a size may be 1, got [3]',
    ],
    [
      "a mask of another shape",
      binary({ mask: [[1, 0]] }),
      '"mask" expected the shape [2] of the losses or [2, 1] of the predictions, where a size may be 1, got [1, 2]',
    ],
    [
      "weights of classes",
      () => categoricalFocalCrossentropy([[1, 0]], [[0.5, 0.5]], { weights: [[1, 2]] }),
      '"weights" expected the shape [1] of the losses, where a size may be 1, got [1, 2]',
    ],
    [
      "a negative weight",
      binary({ weights: [1, -2], convention: "keras" }),
      '"weights[1]" expected a finite number >= 0, got -2',
    ],
    ["a weight of NaN", binary({ weights: [NaN, 1] }), '"weights[0]" expected a finite number >= 0, got NaN'],
    [
      "a disposed tensor",
      () => {
        const labels = tf.tensor2d(y);
        labels.dispose();
        return binaryFocalCrossentropy(labels, p);
      },
      '"labels" expected a tensor, got one that is disposed',
    ],
    [
      "classes without an axis",
      () => categoricalFocalCrossentropy(1, 0.5),
      '"predictions" expected an axis of classes, got []',
    ],
    [
      "no such axis",
      binary({ axis: 2 }),
      '"axis" expected a whole number in [-2, 1] for predictions of rank 2, got 2',
    ],
    [
      "one class",
      () => categoricalFocalCrossentropy(y, p),
      '"predictions" expected at least 2 classes along axis 1, got [2, 1]',
    ],
    [
      "classes of another shape",
      () => sparseCategoricalFocalCrossentropy([1, 0, 1], [[0.5, 0.5]]),
      '"labels" expected one class for each row of the predictions, [1], got [3]',
    ],
    [
      "a class that is none",
      () =>
        sparseCategoricalFocalCrossentropy(
          [1, 7],
          [
            [0, 0],
            [0, 0],
          ],
          { fromLogits: true },
        ),
      '"labels[1]" expected a class in [0, 1], got 7',
    ],
    [
      "logits where probabilities are meant",
      () => binaryFocalCrossentropy(y, [[3.5], [0]]),
      '"probabilities[0]" expected a number in [0, 1], got 3.5',
    ],
    [
      "a label of 2",
      () => binaryFocalCrossentropy([[2], [0]], p),
      '"labels[0]" expected a number in [0, 1], got 2',
    ],
    [
      "a label of 2 far behind, where slopes are wanted",
      () => {
        const labels = tf.oneHot(tf.scalar(10_000, "int32"), 10_001).mul(2);
        return tf.grad((x) => sigmoidFocalLoss(labels, x))(tf.zeros([10_001]));
      },
      '"labels[10000]" expected a number in [0, 1], got 2',
    ],
  ];
  it.each(cases)("%s", (_, f, message) => expect(f).toThrow(message));
});

describe("options", () => {
  const cases: [string, () => unknown, string][] = [
    ["no object", () => binaryFocalCrossentropy(y, p, 2 as never), '"options" expected an object, got 2'],
    [
      "a misspelt name",
      binary({ labelSmooting: 0.1 }),
      '"options.labelSmooting" expected none, but gamma, alpha, applyClassBalancing, fromLogits, labelSmoothing, axis, convention, weights, mask, reduction, got "labelSmooting"',
    ],
    ["a negative gamma", binary({ gamma: -1 }), '"gamma" expected a finite number >= 0, got -1'],
    ["a gamma of NaN", binary({ gamma: NaN }), '"gamma" expected a finite number >= 0, got NaN'],
    ["an alpha of 2", binary({ alpha: 2 }), '"alpha" expected a number in [0, 1], got 2'],
    [
      "three weights of two classes",
      binary({ alpha: [1, 2, 3] }),
      '"alpha" expected the weights of class 0 and class 1, got 3',
    ],
    [
      "two weights of three classes",
      categorical({ alpha: [1, 2] }),
      '"alpha" expected one weight for each of 3 classes, got 2',
    ],
    [
      "smoothing beyond 1",
      binary({ labelSmoothing: 1.5 }),
      '"labelSmoothing" expected a number in [0, 1], got 1.5',
    ],
    ["logits or not", binary({ fromLogits: 1 }), '"fromLogits" expected a boolean, got 1'],
    ["half an axis", binary({ axis: 0.5 }), '"axis" expected a whole number, got 0.5'],
    [
      "another library",
      binary({ convention: "optax" }),
      '"convention" expected "exact", "keras", "keras-tf" or "torchvision", got "optax"',
    ],
    [
      "another reduction",
      binary({ reduction: "median" }),
      '"reduction" expected one of "mean", "sum", "weights", "positives", "none", "sum_over_batch_size", "mean_with_sample_weight", null, got "median"',
    ],
  ];
  it.each(cases)("%s", (_, f, message) => expect(f).toThrow(message));
});

describe("contradictions", () => {
  const cases: [string, () => unknown, string][] = [
    [
      "an alpha that does not count",
      binary({ alpha: 0.25, applyClassBalancing: false }),
      '"alpha" expected none beside "applyClassBalancing": false, got 0.25',
    ],
    [
      "balancing without weights",
      categorical({ applyClassBalancing: true }),
      '"alpha" expected weights to balance with, got undefined',
    ],
    [
      "torchvision from probabilities",
      binary({ convention: "torchvision", fromLogits: false }),
      '"fromLogits" expected true with convention "torchvision", got false',
    ],
    [
      "torchvision with smoothing",
      binary({ convention: "torchvision", labelSmoothing: 0.1 }),
      '"labelSmoothing" expected 0 with convention "torchvision", got 0.1',
    ],
    [
      "torchvision with an axis",
      binary({ convention: "torchvision", axis: 0 }),
      '"axis" expected none with convention "torchvision", got 0',
    ],
    [
      "torchvision with Keras's switch",
      binary({ convention: "torchvision", applyClassBalancing: true }),
      '"applyClassBalancing" expected none with convention "torchvision", whose alpha -1 means none, got true',
    ],
    [
      "torchvision over classes",
      categorical({ convention: "torchvision" }),
      '"convention" expected "exact", "keras" or "keras-tf" for a loss over classes, got "torchvision"',
    ],
    [
      "positives of classes",
      categorical({ reduction: "positives" }),
      '"reduction" expected another for a loss over classes, got "positives"',
    ],
    [
      "a pair of weights in Keras",
      binary({ convention: "keras", alpha: [1, 2] }),
      '"alpha" expected a number with convention "keras", got an array',
    ],
    [
      "class weights in Keras's cross-entropy",
      () => binaryCrossentropy(y, p, { convention: "keras", alpha: 0.25 }),
      '"alpha" expected none with convention "keras", whose binary cross-entropy has no class weights, got 0.25',
    ],
    [
      "a gamma of cross-entropy",
      () => binaryCrossentropy(y, p, { gamma: 2 } as never),
      '"options.gamma" expected none, but alpha, applyClassBalancing, fromLogits, labelSmoothing, axis, convention, weights, mask, reduction, got "gamma"',
    ],
    [
      "sigmoid of probabilities",
      () => sigmoidFocalLoss(y, p, { fromLogits: false } as never),
      '"fromLogits" expected true, got false',
    ],
    [
      "sigmoid in Keras's convention",
      () => sigmoidFocalLoss(y, p, { convention: "keras" } as never),
      '"convention" expected "exact" or "torchvision", got "keras"',
    ],
    [
      "a sum in model.compile",
      () => focalLoss({ reduction: "sum" } as never),
      '"reduction" expected "mean", which fit takes, got "sum"',
    ],
    [
      "weights in model.compile",
      () => crossentropyLoss({ weights: [1] } as never),
      '"weights" expected none in a loss for model.compile, got "weights"',
    ],
    [
      "a wrong option in model.compile",
      () => categoricalFocalLoss({ gamma: -1 }),
      '"gamma" expected a finite number >= 0, got -1',
    ],
  ];
  it.each(cases)("%s", (_, f, message) => expect(f).toThrow(message));
});

describe("configs, models, metrics and biases", () => {
  const cases: [string, () => unknown, string][] = [
    ["no config", () => lossFromConfig(undefined), '"config" expected an object, got undefined'],
    [
      "another loss",
      () => lossFromConfig({ name: "huber_loss" }),
      '"config.name" expected binary_focal_crossentropy or binary_crossentropy or categorical_focal_crossentropy or sparse_categorical_focal_crossentropy, got "huber_loss"',
    ],
    [
      "another class",
      () => lossFromConfig({ class_name: "Huber", config: {} }),
      '"config.class_name" expected BinaryFocalCrossentropy or BinaryCrossentropy or CategoricalFocalCrossentropy or SparseCategoricalFocalCrossentropy, got "Huber"',
    ],
    [
      "a sum",
      () => lossFromConfig({ name: "binary_focal_crossentropy", reduction: "sum" }),
      '"config.reduction" expected "sum_over_batch_size", as fit takes the mean, got "sum"',
    ],
    [
      "an unknown key",
      () => lossFromConfig({ name: "binary_focal_crossentropy", delta: 1 }),
      '"config.delta" expected none, but name',
    ],
    [
      "no model",
      () => storeLoss({} as never, focalLoss()),
      '"model" expected a layers model, got an object (Object)',
    ],
    [
      "no loss of ours",
      () => storeLoss(tf.sequential(), "mse" as never),
      '"loss" expected a loss of this package, got "mse"',
    ],
    [
      "a model without a loss",
      () => restoreLoss(tf.sequential()),
      '"model" expected one with a loss from storeLoss, got an object (Sequential)',
    ],
    [
      "a threshold of 2",
      () => binaryAccuracy({ threshold: 2 }),
      '"threshold" expected a number in [0, 1], got 2',
    ],
    [
      "a misspelt threshold",
      () => binaryAccuracy({ treshold: 0.9 } as never),
      '"options.treshold" expected none, but threshold, fromLogits, got "treshold"',
    ],
    [
      "accuracy of logits or not",
      () => binaryAccuracy({ fromLogits: "yes" } as never),
      '"fromLogits" expected a boolean, got "yes"',
    ],
    ["a prior of 0", () => initialBias(0), '"prior" expected a number in (0, 1), got 0'],
    [
      "a misspelt gamma",
      () => initialBias(0.01, { gama: 5 } as never),
      '"options.gama" expected none, but gamma, alpha, applyClassBalancing, fromLogits, labelSmoothing, axis, convention, weights, mask, reduction, got "gama"',
    ],
    ["a bias for a gamma of -1", () => initialBias(0.01, { gamma: -1 }), '"gamma" expected a finite number'],
    ["no options of a bias", () => initialBias(0.01, 2 as never), '"options" expected an object, got 2'],
  ];
  it.each(cases)("%s", (_, f, message) => expect(f).toThrow(message));

  const promises: [string, () => Promise<number>, string][] = [
    [
      "a precision of 2",
      () => recallAtPrecision([1], [0.5], { precision: 2 }),
      '"precision" expected a number in [0, 1], got 2',
    ],
    [
      "no precision at all",
      () => recallAtPrecision([1], [0.5], undefined as never),
      '"options" expected an object, got undefined',
    ],
    [
      "an empty wish",
      () => recallAtPrecision([1], [0.5], {} as never),
      '"precision" expected a number in [0, 1], got undefined',
    ],
    [
      "a misspelt precision",
      () => recallAtPrecision([1], [0.5], { precison: 0.5 } as never),
      '"options.precison" expected none, but precision, got "precison"',
    ],
    [
      "precision with a misspelt threshold",
      () => precision([1, 0], [0.6, 0.6], { treshold: 0.9 } as never),
      '"options.treshold" expected none, but threshold, fromLogits, got "treshold"',
    ],
    [
      "precision of logits or not",
      () => precision([1], [0.5], { fromLogits: "yes" } as never),
      '"fromLogits" expected a boolean, got "yes"',
    ],
    [
      "recall of another option",
      () => recall([1], [0.5], { gamma: 2 } as never),
      '"options.gamma" expected none, but threshold, fromLogits, got "gamma"',
    ],
  ];
  it.each(promises)("%s", (_, f, message) => expect(f).rejects.toThrow(message));
});
