/**
 * How good predictions are.
 *
 * `fit` averages what a metric says of each batch. That is right for an accuracy and wrong for precision, recall and average
 * precision, which are therefore functions of all predictions at once.
 *
 * All are NaN where a prediction or a label is NaN, as the losses are: neither is on a side of a threshold.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  add,
  cast,
  equal,
  greaterEqual,
  isNaN,
  mean,
  type Tensor,
  type Tensor1D,
  type TensorLike,
  tidy,
  where,
} from "@tensorflow/tfjs-core";

import { matchShape, toPredictions, toTensor } from "./check-tensors.ts";
import { checkOptions, isIn } from "./options.ts";

/** From where on a prediction is positive. */
export interface ThresholdOptions {
  /** Probability, in [0, 1] (default 0.5), also where predictions are logits. Rounded to float32, as predictions are. */
  readonly threshold?: number | undefined;
  /** Whether predictions are logits (default `false`). */
  readonly fromLogits?: boolean | undefined;
}

/** A metric for `model.compile`. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor1D;

/**
 * The share of predictions on the right side of the threshold, for `metrics` of `model.compile`. There `"accuracy"` would
 * stand for a categorical accuracy where predictions have more than one column. NaN for a sample with a NaN.
 *
 * @param options - `threshold` (default 0.5), `fromLogits` (default `false`).
 * @throws If the threshold is outside [0, 1]. {@link RangeError}
 * @throws If an option is none of these, or of another type. {@link TypeError}
 */
export function binaryAccuracy(options: ThresholdOptions = {}): MetricFunction {
  const bound = boundOf(options);
  const metric = (yTrue: Tensor, yPred: Tensor): Tensor =>
    tidy(() => {
      const x = toPredictions(yPred);
      const y = cast(matchShape("yTrue", toTensor("yTrue", yTrue), x.shape), "float32");
      const right = equal(greaterEqual(x, bound), greaterEqual(y, 0.5));
      return mean(where(isNaN(add(x, y)), NaN, cast(right, "float32")), -1);
    });
  return Object.defineProperty(metric, "name", { value: "binaryAccuracy" }) as MetricFunction;
}

/**
 * The share of positives among the predictions from the threshold on; NaN if there are none, or one that is NaN.
 *
 * @param labels - 0 or 1 (or soft: from 0.5 on positive), in the shape of the predictions.
 * @param predictions - Probabilities, or logits with `fromLogits`: all of them, not a batch.
 * @param options - `threshold` (default 0.5), `fromLogits` (default `false`).
 * @throws If the threshold is outside [0, 1]. {@link RangeError}
 * @throws If an option is none of these, or of another type. {@link TypeError}
 */
export async function precision(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: ThresholdOptions = {},
): Promise<number> {
  const { hits, predicted } = await count(labels, predictions, options);
  return hits / predicted;
}

/** The share of the positives whose predictions reach the threshold; NaN if there are no positives, or a NaN. Arguments as for {@link precision}. */
export async function recall(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: ThresholdOptions = {},
): Promise<number> {
  const { hits, positives } = await count(labels, predictions, options);
  return hits / positives;
}

/**
 * Area under the curve of precision over recall, in steps: the sum of `(R_n - R_(n-1)) P_n` over all thresholds, as in
 * scikit-learn. Equal predictions are one threshold. NaN if there are no positives, or a prediction
 * that is NaN, which has no place in the order.
 *
 * @param labels - 0 or 1, in the shape of the predictions.
 * @param predictions - Probabilities or logits: only their order counts.
 */
export async function averagePrecision(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
): Promise<number> {
  const steps = await curve(labels, predictions);
  let area = 0;
  let before = 0;
  for (const { precision, recall } of steps) {
    area += (recall - before) * precision;
    before = recall;
  }
  return steps.length === 0 ? NaN : area;
}

/**
 * The largest recall of any threshold with at least this precision; 0 if there is none, NaN if there are no positives, or a
 * prediction that is NaN.
 *
 * @param labels - 0 or 1, in the shape of the predictions.
 * @param predictions - Probabilities or logits: only their order counts.
 * @param options - `precision`, in [0, 1].
 * @throws If the precision is outside [0, 1]. {@link RangeError}
 * @throws If it is missing or no number, or there is another option. {@link TypeError}
 */
export async function recallAtPrecision(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: { readonly precision: number },
): Promise<number> {
  checkOptions(options, ["precision"]);
  const { precision: least } = options;
  if (!isIn(least, 0, 1)) refuse("precision", "a number in [0, 1]", least);
  const steps = await curve(labels, predictions);
  if (steps.length === 0) return NaN;
  return steps.findLast(({ precision }) => precision >= least)?.recall ?? 0;
}

async function count(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
  options: ThresholdOptions,
): Promise<{ readonly hits: number; readonly predicted: number; readonly positives: number }> {
  const bound = boundOf(options);
  const { y, x } = await arraysOf(labels, predictions);
  if (holdNaN(y, x)) return { hits: NaN, predicted: NaN, positives: NaN };
  let [hits, predicted, positives] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const positive = y[i]! >= 0.5;
    const found = x[i]! >= bound;
    if (positive) positives += 1;
    if (found) predicted += 1;
    if (positive && found) hits += 1;
  }
  return { hits, predicted, positives };
}

/** Precision and recall at each threshold, from the highest to the lowest; none where there is no recall, or no order. */
async function curve(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
): Promise<readonly { readonly precision: number; readonly recall: number }[]> {
  const { y, x } = await arraysOf(labels, predictions);
  const positives = y.reduce((sum, label) => sum + (label >= 0.5 ? 1 : 0), 0);
  if (positives === 0 || holdNaN(y, x)) return [];
  const order = Uint32Array.from(x, (_, i) => i).sort((a, b) => x[b]! - x[a]!);
  const steps: { precision: number; recall: number }[] = [];
  let hits = 0;
  for (const [k, i] of order.entries()) {
    if (y[i]! >= 0.5) hits += 1;
    if (x[order[k + 1]!] === x[i]) continue;
    steps.push({ precision: hits / (k + 1), recall: hits / positives });
  }
  return steps;
}

async function arraysOf(
  labels: Tensor | TensorLike,
  predictions: Tensor | TensorLike,
): Promise<{ readonly y: Float32Array; readonly x: Float32Array }> {
  const [x, y] = tidy<[Tensor, Tensor]>(() => {
    const x = toPredictions(predictions);
    return [x, matchShape("labels", toTensor("labels", labels), x.shape)];
  });
  const [xData, yData] = await Promise.all([x.data(), y.data()]);
  if (x !== predictions) x.dispose();
  if (y !== labels) y.dispose();
  return { y: Float32Array.from(yData), x: xData as Float32Array };
}

function holdNaN(...arrays: readonly Float32Array[]): boolean {
  return arrays.some((values) => values.some(Number.isNaN));
}

/** The threshold on the scale of the predictions, and as they are: a float. */
function boundOf(options: ThresholdOptions): number {
  checkOptions(options, ["threshold", "fromLogits"]);
  const { threshold = 0.5, fromLogits = false } = options;
  if (!isIn(threshold, 0, 1)) refuse("threshold", "a number in [0, 1]", threshold);
  return Math.fround(fromLogits ? Math.log(threshold / (1 - threshold)) : threshold);
}
