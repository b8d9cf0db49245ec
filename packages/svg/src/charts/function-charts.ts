/**
 * The loss and its derivatives as curves, over the probability or over the logit.
 */
import {
  focalLoss,
  focalLossGrad,
  focalLossHess,
  type FocalLossOptions,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "@focal-loss/core";
import type { Annotation, Axis, Chart } from "../chart.ts";
import { list, oneOf } from "../check.ts";
import {
  checkCurveOptions,
  combinations,
  type CurveOptions,
  type Over,
  sampled,
  UNIT_NUMBER,
} from "./curve-options.ts";

/** {@link CurveOptions}, and the axis. */
export interface FunctionCurveOptions extends CurveOptions {
  /** Whether the x axis is the probability `p` of class 1 or its logit `z`. */
  readonly over?: Over | undefined;
}

type Quantity = (label: number, input: number, options: FocalLossOptions) => number;

interface Kind {
  readonly quantity: Readonly<Record<Over, Quantity>>;
  readonly title: string;
  readonly axis: Readonly<Record<Over, Axis>>;
  readonly inset: Readonly<Record<Over, number>>;
}

const LOSS: Kind = {
  quantity: { probability: focalLoss, logit: focalLossWithLogits },
  title: "Focal loss",
  axis: { probability: { title: "loss", unit: "nats" }, logit: { title: "loss", unit: "nats" } },
  inset: { probability: 0.01, logit: 0 },
};

const GRADIENT: Kind = {
  quantity: { probability: focalLossGrad, logit: focalLossWithLogitsGrad },
  title: "Gradient of the focal loss",
  axis: { probability: { title: "∂L/∂p" }, logit: { title: "∂L/∂z" } },
  inset: { probability: 0.1, logit: 0 },
};

const HESSIAN: Kind = {
  quantity: { probability: focalLossHess, logit: focalLossWithLogitsHess },
  title: "Second derivative of the focal loss",
  axis: { probability: { title: "∂^{2}L/∂p^{2}" }, logit: { title: "∂^{2}L/∂z^{2}" } },
  inset: { probability: 0.15, logit: 0 },
};

/** Where the paper calls an example well classified: p_t above this. */
const WELL_CLASSIFIED = 0.6;

/**
 * The focal loss as curves, `over` the probability (default) or the logit, with the region of well classified examples
 * (p_t > 0.6) shaded as in figure 1 of Lin et al. 2017.
 *
 * @param options - `label`, `gammas`, `alphas`, `over`, axes and titles.
 * @returns A chart for `renderSvg`; every point is what `@focal-loss/core` gives.
 * @throws If an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function lossCurves(options: FunctionCurveOptions = {}): Chart {
  return functionChart(LOSS, "probability", options);
}

/**
 * The gradient of the focal loss as curves: by the logit where the axis is the logit (default), by the probability where
 * it is the probability.
 *
 * @param options - `label`, `gammas`, `alphas`, `over`, axes and titles.
 * @returns A chart for `renderSvg`.
 * @throws If an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function gradientCurves(options: FunctionCurveOptions = {}): Chart {
  return functionChart(GRADIENT, "logit", options);
}

/**
 * The second derivative of the focal loss as curves, like {@link gradientCurves}: negative on confident mistakes for
 * `gamma > 0`, which boosting has to know.
 *
 * @param options - `label`, `gammas`, `alphas`, `over`, axes and titles.
 * @returns A chart for `renderSvg`.
 * @throws If an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function hessianCurves(options: FunctionCurveOptions = {}): Chart {
  return functionChart(HESSIAN, "logit", options);
}

function functionChart(kind: Kind, usual: Over, options: FunctionCurveOptions): Chart {
  checkCurveOptions(options, {
    over: oneOf("probability", "logit"),
    alphas: list(UNIT_NUMBER, "a list of numbers"),
  });
  const { label = 1, over = usual, x, y, title, subtitle, caption, legend, palette } = options;
  const quantity = kind.quantity[over];
  const curves = combinations(options).map(({ name, options: weights }) => ({
    name,
    fn: (input: number) => quantity(label, input, weights),
  }));
  const drawn = sampled({
    x: xAxisOf(over, x),
    y: { ...kind.axis[over], ...y },
    curves,
    inset: kind.inset[over],
  });
  const annotations = [...wellClassified(label, over), ...zero(drawn.y)];
  return {
    title: title ?? `${kind.title}, y\u00A0=\u00A0${label}`,
    subtitle,
    caption,
    ...drawn,
    annotations,
    legend,
    palette,
  };
}

/** The axis of an input: the usual one, but for what is given; its domain is one that its scale can show. */
export function xAxisOf(over: Over, own: Axis = {}): Axis & { domain: readonly [number, number] } {
  const usual: Axis = { title: over === "logit" ? "logit z" : "probability p", arrow: true };
  return { ...usual, ...own, domain: own.domain ?? domains(own.scale)[over] };
}

function domains(scale: Axis["scale"]): Readonly<Record<Over, readonly [number, number]>> {
  if (scale === "logit") return { probability: [0.001, 0.999], logit: [0.001, 0.999] };
  if (scale === "log") return { probability: [0.001, 1], logit: [0.001, 10] };
  return { probability: [0, 1], logit: [-6, 6] };
}

/** The shaded region; a soft label has none. */
export function wellClassified(label: number, over: Over): Annotation[] {
  if (label !== 0 && label !== 1) return [];
  const text = `well classified, p_{t}\u00A0>\u00A0${WELL_CLASSIFIED}`;
  const edge = over === "logit" ? Math.log(WELL_CLASSIFIED / (1 - WELL_CLASSIFIED)) : WELL_CLASSIFIED;
  const end = over === "logit" ? 1e6 : 1;
  if (label === 1) return [{ type: "band", x: [edge, end], label: text }];
  return [{ type: "band", x: [over === "logit" ? -end : 0, over === "logit" ? -edge : 0.4], label: text }];
}

/** A rule at 0 where the axis goes below. */
function zero({ domain }: Axis): Annotation[] {
  return domain !== undefined && domain[0] < 0 && domain[1] > 0 ? [{ type: "rule", y: 0 }] : [];
}
