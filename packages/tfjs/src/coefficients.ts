/**
 * Weights, mask and reduction as one coefficient an element or row, so that the loss is a sum of coefficient times loss:
 *
 *     c = weight mask / (elements of the row that count) / divisor
 *
 * The divisor is the reduction's: how many rows count, the sum of their weights, or the positives. Where nothing counts, the
 * loss is 0.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  broadcastTo,
  cast,
  divNoNan,
  maximum,
  mul,
  notEqual,
  ones,
  reshape,
  sum,
  type Tensor,
  type TensorLike,
} from "@tensorflow/tfjs-core";

import { numbersOf, toTensor } from "./check-tensors.ts";
import type { Layout } from "./layout.ts";
import type { PlainReduction } from "./options.ts";
import { refuseShape, showShape } from "./refuse-shape.ts";

export interface Coefficients {
  /** One a row or one an element, flat; none if all are 1. */
  readonly tensor?: Tensor;
  readonly scale: number;
  readonly reduce: "rows" | "all";
}

export interface Weighing {
  readonly weights?: Tensor | TensorLike | undefined;
  readonly mask?: Tensor | TensorLike | undefined;
  /** Another mask, of the labels. */
  readonly counted?: Tensor | undefined;
  readonly reduction: PlainReduction;
  /** Whether the sum of the weights is that of the weights as given, before they are broadcast, as in Keras. */
  readonly asGiven: boolean;
  readonly layout: Layout;
  /** Of the predictions. */
  readonly shape: readonly number[];
  /** Along which a row lies; none where each element is one. */
  readonly axis?: number;
  /** In the shape of the predictions, where rows are averages of elements; not where they are classes. */
  readonly labels?: Tensor;
}

export function coefficientsOf(weighing: Weighing): Coefficients {
  const { reduction, layout, shape, axis, labels, asGiven } = weighing;
  const { rows, width } = layout;
  const reduce = reduction === "none" ? "rows" : "all";
  // How many elements are averaged in a row; positives are divided once.
  const average = labels === undefined || reduction === "positives" ? 1 : width;
  const weights = fit("weights", weighing.weights, weighing);
  if (weights) checkWeights(weights);
  const masks = [fit("mask", weighing.mask, weighing), fit("labels", weighing.counted, weighing)].filter(
    (mask) => mask !== undefined,
  );
  if (rows * width === 0) return { scale: 0, reduce };
  if (weights === undefined && masks.length === 0 && reduction !== "positives") {
    return { scale: reduce === "rows" || reduction === "sum" ? 1 / average : 1 / average / rows, reduce };
  }
  const rowShape = shape.map((n, i) => (i === axis ? 1 : n));
  const flags = masks
    .map((mask) => cast(notEqual(mask, 0), "float32"))
    .reduce<Tensor | undefined>((all, mask) => (all === undefined ? mask : mul(all, mask)), undefined);
  const given = mul(weights ?? ones(shape.map(() => 1)), flags ?? 1);
  const perElement = axis !== undefined && given.shape[axis]! > 1;
  const counts =
    flags && axis !== undefined && labels ? sum(broadcastTo(flags, [...shape]), axis, true) : flags;
  const c = broadcastTo(given, perElement ? [...shape] : rowShape);
  const averaged = average > 1 && counts ? quotient(c, broadcastTo(counts, c.shape)) : mul(c, 1 / average);
  const total = (tensor: Tensor | undefined): Tensor | number =>
    tensor === undefined ? rows : sum(cast(notEqual(broadcastTo(tensor, rowShape), 0), "float32"));
  const divisor = (): Tensor | number => {
    if (reduction === "none" || reduction === "sum") return 1;
    if (reduction === "positives") return maximum(sum(mul(cast(labels!, "float32"), flags ?? 1)), 1);
    if (reduction === "mean" || weights === undefined) return total(counts);
    return asGiven ? sum(given) : mul(sum(averaged), perElement ? 1 : average);
  };
  const coefficients = quotient(averaged, divisor());
  return { tensor: perElement ? layout.take(coefficients) : reshape(coefficients, [rows]), scale: 1, reduce };
}

/** Throws where a weight is not finite and `>= 0`. */
function checkWeights(weights: Tensor): void {
  const values = numbersOf(weights);
  const wrong = values?.findIndex((w) => !(w >= 0 && w < Infinity)) ?? -1;
  if (wrong !== -1) refuse(`weights[${wrong}]`, "a finite number >= 0", values![wrong]);
}

/** a / b, and 0 where b is 0. WebGL does that up to rank 4 only. */
function quotient(a: Tensor, b: Tensor | number): Tensor {
  const flat = (tensor: Tensor): Tensor => reshape(tensor, [tensor.size]);
  return reshape(divNoNan(flat(a), typeof b === "number" || b.rank === 0 ? b : flat(b)), a.shape);
}

/** The tensor with a dimension for each of the predictions', of 1 or as large. */
function fit(
  name: string,
  value: Tensor | TensorLike | undefined,
  { shape, axis, labels }: Weighing,
): Tensor | undefined {
  if (value === undefined) return undefined;
  const found = toTensor(name, value);
  const rank = shape.length;
  const losses = shape.filter((_, i) => i !== axis);
  const ranked =
    found.rank === 0
      ? shape.map(() => 1)
      : axis !== undefined && found.rank === rank - 1
        ? [...found.shape.slice(0, axis), 1, ...found.shape.slice(axis)]
        : found.shape;
  const fits =
    ranked.length === rank &&
    ranked.every((n, i) => n === 1 || (n === shape[i] && (i !== axis || labels !== undefined)));
  if (!fits) {
    const elements = axis !== undefined && labels ? ` or ${showShape(shape)} of the predictions` : "";
    const expected = `the shape ${showShape(losses)} of the losses${elements}, where a size may be 1`;
    refuseShape(name, expected, found.shape);
  }
  return reshape(cast(found, "float32"), ranked);
}
