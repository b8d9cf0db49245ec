/**
 * Options of the losses, and their validation: what is wrong or contradicts itself throws before anything is computed.
 */
import { refuse } from "@focal-loss/core/kernels";
import type { Tensor, TensorLike } from "@tensorflow/tfjs-core";

/**
 * Whose definition a loss follows. They agree on labels of 0 and 1 that are not smoothed, but for Keras's clipping.
 *
 * - `"exact"`: the loss is linear in the label, and nothing is clipped
 * - `"keras"`: Keras 3 on JAX, PyTorch and NumPy, which clips probabilities at 1e-7, in float32
 * - `"keras-tf"`: Keras 3 on TensorFlow, which does not clip where it has logits
 * - `"torchvision"`: `torchvision.ops.sigmoid_focal_loss`
 */
export type Convention = "exact" | "keras" | "keras-tf" | "torchvision";

/**
 * How losses become one.
 *
 * - `"mean"`, in Keras `"sum_over_batch_size"`: sum / number of losses
 * - `"sum"`
 * - `"weights"`, in Keras `"mean_with_sample_weight"`: sum / sum of the weights
 * - `"positives"`: sum over all elements / sum of the labels, at least 1 (RetinaNet); not for losses over classes
 * - `"none"`, in Keras `null`: they stay as they are
 */
export type Reduction =
  | "mean"
  | "sum"
  | "weights"
  | "positives"
  | "none"
  | "sum_over_batch_size"
  | "mean_with_sample_weight"
  | null;

/** What is done with the losses of a batch. */
export interface ReductionOptions {
  /** A weight `>= 0`, or one a loss, where a size may be 1; binary losses also take one an element. */
  readonly weights?: Tensor | TensorLike | undefined;
  /** Where it is 0 or `false` a loss is ignored, in every divisor too, whatever the prediction is. Shapes as for `weights`. */
  readonly mask?: Tensor | TensorLike | undefined;
  readonly reduction?: Reduction | undefined;
}

/** Options of {@link binaryCrossentropy}. */
export interface BinaryCrossentropyOptions extends ReductionOptions {
  /** Weight of class 1 in [0, 1], class 0 gets `1 - alpha`; or the weights of class 0 and class 1. None by default. */
  readonly alpha?: number | readonly [number, number] | undefined;
  /** Whether `alpha` counts. */
  readonly applyClassBalancing?: boolean | undefined;
  /** Whether predictions are logits (default `false`). */
  readonly fromLogits?: boolean | undefined;
  /** Moves a label `y` to `y (1 - labelSmoothing) + labelSmoothing / 2`, before anything else; in [0, 1] (default 0). */
  readonly labelSmoothing?: number | undefined;
  /** The axis over which the losses of a sample are averaged (default -1). */
  readonly axis?: number | undefined;
  readonly convention?: Convention | undefined;
}

/** Options of {@link binaryFocalCrossentropy}. */
export interface BinaryFocalCrossentropyOptions extends BinaryCrossentropyOptions {
  /** Focusing exponent, finite and `>= 0` (default 2). */
  readonly gamma?: number | undefined;
}

/** Options of {@link sigmoidFocalLoss}. */
export interface SigmoidFocalLossOptions extends ReductionOptions {
  readonly gamma?: number | undefined;
  /** As for the binary losses; torchvision's -1 means none. */
  readonly alpha?: number | readonly [number, number] | undefined;
  /** Logits it must be. */
  readonly fromLogits?: true | undefined;
  readonly labelSmoothing?: number | undefined;
  readonly convention?: "exact" | "torchvision" | undefined;
}

/** Options of {@link categoricalFocalCrossentropy}. */
export interface CategoricalFocalCrossentropyOptions extends ReductionOptions {
  readonly gamma?: number | undefined;
  /** Weight of the classes `>= 0`: one for all, or one a class (default 1; Keras's conventions 0.25). */
  readonly alpha?: number | readonly number[] | undefined;
  /** Whether `alpha` counts. */
  readonly applyClassBalancing?: boolean | undefined;
  /** Whether predictions are logits (default `false`). */
  readonly fromLogits?: boolean | undefined;
  /** Moves a label `t` to `t (1 - labelSmoothing) + labelSmoothing / classes`; in [0, 1] (default 0). */
  readonly labelSmoothing?: number | undefined;
  /** The axis of the classes (default -1). */
  readonly axis?: number | undefined;
  readonly convention?: Exclude<Convention, "torchvision"> | undefined;
}

/** Options of {@link sparseCategoricalFocalCrossentropy}. */
export interface SparseCategoricalFocalCrossentropyOptions extends CategoricalFocalCrossentropyOptions {
  /** Labels of this value are ignored; it need not be a class. */
  readonly ignoreClass?: number | undefined;
}

/** Every option that some loss has. */
type AnyOptions = SparseCategoricalFocalCrossentropyOptions &
  Omit<BinaryFocalCrossentropyOptions, "alpha" | "convention">;

export const DEFAULT_GAMMA = 2;
/** Keras's and torchvision's, and that of Lin et al. (2017). */
export const DEFAULT_ALPHA = 0.25;

/** A reduction in the words of this package. */
export type PlainReduction = "mean" | "sum" | "weights" | "positives" | "none";

const REDUCTIONS: ReadonlyMap<unknown, PlainReduction> = new Map<unknown, PlainReduction>([
  ["mean", "mean"],
  ["sum", "sum"],
  ["weights", "weights"],
  ["positives", "positives"],
  ["none", "none"],
  ["sum_over_batch_size", "mean"],
  ["mean_with_sample_weight", "weights"],
  [null, "none"],
]);

const CONVENTIONS: readonly unknown[] = ["exact", "keras", "keras-tf", "torchvision"];

/** Throws where an option is not one of `known`, or not what it should be by itself. */
export function checkOptions(options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null) refuse("options", "an object", options, false);
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) refuse(`options.${name}`, `none, but ${known.join(", ")}`, name, false);
  }
  const { gamma, labelSmoothing, fromLogits, applyClassBalancing, axis, convention, reduction, ignoreClass } =
    options as AnyOptions;
  if (gamma !== undefined && !isIn(gamma, 0, Number.MAX_VALUE))
    refuse("gamma", "a finite number >= 0", gamma);
  if (labelSmoothing !== undefined && !isIn(labelSmoothing, 0, 1)) {
    refuse("labelSmoothing", "a number in [0, 1]", labelSmoothing);
  }
  for (const [name, value] of Object.entries({ fromLogits, applyClassBalancing })) {
    if (value !== undefined && typeof value !== "boolean") refuse(name, "a boolean", value, false);
  }
  for (const [name, value] of Object.entries({ axis, ignoreClass })) {
    if (value !== undefined && !Number.isInteger(value)) refuse(name, "a whole number", value);
  }
  if (convention !== undefined && !CONVENTIONS.includes(convention)) {
    refuse(
      "convention",
      '"exact", "keras", "keras-tf" or "torchvision"',
      convention,
      typeof convention === "string",
    );
  }
  plainReduction(reduction);
}

/** The reduction in the words of this package. */
export function plainReduction(reduction: Reduction | undefined): PlainReduction | undefined {
  if (reduction === undefined) return undefined;
  const plain = REDUCTIONS.get(reduction);
  if (plain !== undefined) return plain;
  const known = [...REDUCTIONS.keys()].map((name) => JSON.stringify(name)).join(", ");
  return refuse("reduction", `one of ${known}`, reduction, typeof reduction === "string");
}

export function isIn(x: unknown, lowest: number, highest: number): x is number {
  return typeof x === "number" && x >= lowest && x <= highest;
}
