/**
 * What other libraries compute for the same prediction, from their sources at the versions named.
 */
import type { Point } from "../point/point.ts";
import { CLIP, clipped, type Form, interpolated, margin, power, separable } from "./forms.ts";

export interface Convention {
  readonly name: string;
  /** What was read, and at which version. */
  readonly source: string;
  readonly formula: string;
  readonly form: Form;
  /** Weight of class 1 where none is given; `undefined` for no weights. */
  readonly defaultAlpha: number | undefined;
  /** What turns its weights on or off, in its own words. */
  readonly alphaSwitch?: string;
  /** What differs for this point and gamma, in words. */
  readonly reasons: (point: Point, gamma: number) => readonly string[];
}

const SEPARABLE = "w1 y (1 - p)^g (-ln p) + w0 (1 - y) p^g (-ln(1 - p))";
const INTERPOLATED = "w (y (1 - p) + (1 - y) p)^g CE";

/** Float32 rounds 1 - p_t to 0 from here on: e^-z falls below half a unit of 1. */
const FLOAT32_SATURATION = 25 * Math.LN2;

const softLabel =
  (factor: string) =>
  ({ label }: Point): readonly string[] =>
    label > 0 && label < 1
      ? [`for a label between 0 and 1 one factor, ${factor}, multiplies both terms; ours gives each its own`]
      : [];

const interpolatedLabel = softLabel("(y (1 - p) + (1 - y) p)^gamma");

function float32(point: Point, gamma: number): readonly string[] {
  if (signedLogit(point) <= FLOAT32_SATURATION) return [];
  const gradient = gamma > 0 && gamma < 1 ? ", and the gradient NaN" : "";
  return gamma > 0 ? [`float32 rounds 1 - p_t to 0 here: the loss is 0${gradient}`] : [];
}

function clip(point: Point): readonly string[] {
  if (Math.abs(point.logit) <= Math.log((1 - CLIP) / CLIP)) return [];
  const stops = signedLogit(point) > 0 ? `fall below ${CLIP}` : `grow beyond ${-Math.log(CLIP)}`;
  return [
    `p is clipped to [1e-7, 1 - 1e-7]: the cross-entropy does not ${stops}, and the gradient loses its main part`,
  ];
}

/** The logit of the label's class; of none for a soft label. */
function signedLogit({ label, logit }: Point): number {
  return label === 1 ? logit : label === 0 ? -logit : 0;
}

/** Ours first. */
export const CONVENTIONS: readonly Convention[] = [
  {
    name: "focal-loss",
    source: "this command, @focal-loss/core",
    formula: SEPARABLE,
    form: separable,
    defaultAlpha: undefined,
    reasons: () => [],
  },
  {
    name: "keras",
    source: "Keras 3.16 BinaryFocalCrossentropy on NumPy, JAX, Torch",
    formula: `${INTERPOLATED} of p clipped to [1e-7, 1 - 1e-7]`,
    form: clipped,
    defaultAlpha: undefined,
    alphaSwitch: "apply_class_balancing=True turns it on",
    reasons: (point, gamma) => [...clip(point), ...interpolatedLabel(point), ...float32(point, gamma)],
  },
  {
    name: "keras-tf",
    source: "Keras 3.16 BinaryFocalCrossentropy on TensorFlow, which finds the logits behind a sigmoid",
    formula: INTERPOLATED,
    form: interpolated,
    defaultAlpha: undefined,
    alphaSwitch: "apply_class_balancing=True turns it on",
    reasons: interpolatedLabel,
  },
  {
    name: "torchvision",
    source: "torchvision 0.14.1 sigmoid_focal_loss",
    formula: INTERPOLATED,
    form: interpolated,
    defaultAlpha: 0.25,
    alphaSwitch: "alpha=-1 turns it off",
    reasons: (point, gamma) => [...interpolatedLabel(point), ...float32(point, gamma)],
  },
  {
    name: "fvcore",
    source: "fvcore 3378afe sigmoid_focal_loss",
    formula: INTERPOLATED,
    form: interpolated,
    defaultAlpha: undefined,
    reasons: interpolatedLabel,
  },
  {
    name: "kornia",
    source: "kornia b4f5a78 binary_focal_loss_with_logits",
    formula: SEPARABLE,
    form: separable,
    defaultAlpha: 0.25,
    alphaSwitch: "alpha=None turns it off",
    reasons: () => [],
  },
  {
    name: "monai",
    source: "MONAI d388d1c FocalLoss with sigmoid",
    formula: "w sigmoid(-z (2y - 1))^g CE",
    form: margin,
    defaultAlpha: undefined,
    reasons: softLabel("sigmoid(-z (2y - 1))^gamma"),
  },
  {
    name: "optax",
    source: "optax 2edbcbe sigmoid_focal_loss",
    formula: INTERPOLATED,
    form: interpolated,
    defaultAlpha: undefined,
    reasons: interpolatedLabel,
  },
  {
    name: "smp",
    source: "segmentation_models.pytorch 5006616 FocalLoss",
    formula: "w (1 - exp(-CE))^g CE",
    form: power,
    defaultAlpha: undefined,
    reasons: (point, gamma) => [...softLabel("(1 - exp(-CE))^gamma")(point), ...float32(point, gamma)],
  },
];
