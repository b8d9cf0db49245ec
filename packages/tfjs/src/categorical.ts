/**
 * The losses over classes: checked, brought into rows, weighed.
 */
import { refuse } from "@focal-loss/core/kernels";
import {
  cast,
  fill,
  gather,
  mul,
  reshape,
  type Tensor,
  type TensorLike,
  tensor1d,
  tidy,
  tile,
} from "@tensorflow/tfjs-core";

import { toAxis, toPredictions } from "./check-tensors.ts";
import { categoricalWeights } from "./class-weights.ts";
import { coefficientsOf } from "./coefficients.ts";
import { distributionOf, flatIndices, type RowLabels } from "./labels.ts";
import { alongAxis, picked } from "./layout.ts";
import { lossOp } from "./loss-op.ts";
import {
  type CategoricalFocalCrossentropyOptions,
  checkOptions,
  DEFAULT_GAMMA,
  plainReduction,
} from "./options.ts";
import { refuseShape } from "./refuse-shape.ts";
import type { BinaryTerm, CategoricalTerm } from "./term.ts";

const OPTIONS = [
  "gamma",
  "alpha",
  "applyClassBalancing",
  "fromLogits",
  "labelSmoothing",
  "axis",
  "convention",
  "weights",
  "mask",
  "reduction",
] as const;

/** Each class of a row of probabilities is an element of a binary loss without its negative term. */
const POSITIVE = {
  kind: "binary",
  form: "separable",
  fromLogits: false,
  classWeights: { alpha: 1 },
  labelSmoothing: 0,
} as const;

/** A loss over classes; `read` brings the labels into rows. */
export function categoricalLoss(
  predictions: Tensor | TensorLike,
  options: CategoricalFocalCrossentropyOptions,
  ownOptions: readonly string[],
  read: (shape: readonly number[], axis: number) => RowLabels,
): Tensor {
  checkCategoricalOptions(options, ownOptions);
  const { convention = "exact", gamma = DEFAULT_GAMMA, fromLogits = false, labelSmoothing = 0 } = options;
  const reduction = plainReduction(options.reduction) ?? "mean";
  return tidy(() => {
    const x = toPredictions(predictions);
    const { shape } = x;
    if (shape.length === 0) refuseShape("predictions", "an axis of classes", shape);
    const axis = toAxis(options.axis ?? -1, shape.length);
    const classes = shape[axis]!;
    if (classes < 2) refuseShape("predictions", `at least 2 classes along axis ${axis}`, shape);
    const { alpha, factor } = categoricalWeights(options, classes);
    const layout = alongAxis(shape, axis);
    const { rows } = layout;
    const labels = read(shape, axis);
    const { weights, mask } = options;
    const asGiven = convention !== "exact";
    const weighing = { weights, mask, counted: labels.counted, reduction, asGiven, layout, shape, axis };
    const { tensor, scale, reduce } = coefficientsOf(weighing);
    const task = { rows, width: classes, reduce, scale: scale * factor };
    const coefficients = tensor ? { coefficients: tensor } : {};
    if (convention !== "exact" || fromLogits) {
      const term: CategoricalTerm = {
        kind: convention === "exact" ? "softmax" : "normalized",
        fromLogits,
        gamma,
        labelSmoothing,
        indices: labels.indices,
        ...(alpha ? { alpha } : {}),
      };
      return lossOp(x, { labels: labels.flat, ...coefficients }, layout, { term, ...task });
    }
    const term: BinaryTerm = { ...POSITIVE, gamma };
    const classWeights = alpha && tensor1d([...alpha], "float32");
    if (labels.indices && labelSmoothing === 0) {
      const picks = flatIndices(labels.flat, rows, classes);
      const weights = classWeights && gather(classWeights, labels.flat);
      const columns = { labels: fill([rows], 1), picks, ...product(tensor, weights) };
      return lossOp(x, columns, picked(layout), { term, ...task, width: 1 });
    }
    const perElement = tensor && classWeights && tile(reshape(tensor, [rows, 1]), [1, classes]);
    const spread = classWeights && tile(reshape(classWeights, [1, classes]), [rows, 1]);
    const columns = {
      labels: distributionOf(labels, rows, classes, labelSmoothing),
      ...product(perElement && reshape(perElement, [-1]), spread && reshape(spread, [-1])),
    };
    return lossOp(x, spread ? columns : { ...columns, ...coefficients }, layout, { term, ...task });
  });
}

/** Throws where the options are wrong, each by itself or all together. */
export function checkCategoricalOptions(
  options: CategoricalFocalCrossentropyOptions,
  ownOptions: readonly string[],
): void {
  checkOptions(options, [...OPTIONS, ...ownOptions]);
  const convention: string | undefined = options.convention;
  if (convention === "torchvision") {
    refuse("convention", '"exact", "keras" or "keras-tf" for a loss over classes', convention, true);
  }
  const { reduction, alpha } = options;
  if (reduction === "positives") refuse("reduction", "another for a loss over classes", reduction, true);
  categoricalWeights(options, Array.isArray(alpha) ? alpha.length : 0);
}

function product(a: Tensor | undefined, b: Tensor | undefined): { readonly coefficients?: Tensor } {
  if (a === undefined && b === undefined) return {};
  return { coefficients: a && b ? mul(a, b) : cast((a ?? b)!, "float32") };
}
