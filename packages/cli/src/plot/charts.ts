/**
 * The charts of `plot`, by their names.
 */
import {
  type Chart,
  type CurveOptions,
  gradientCurves,
  hessianCurves,
  lossCurves,
  modulatingFactor,
  notebookFigures,
  type Palette,
  reliabilityChart,
  type SmallMultiples,
  sweepChart,
} from "@focal-loss/svg";
import type { ChartName, Over } from "../command-line/plot-options.ts";
import type { Kind } from "../read/prediction-file.ts";

/** What the options say of a chart, whichever it is. */
export interface ChartOptions {
  readonly target?: number;
  readonly over?: Over;
  readonly gamma?: readonly number[];
  readonly alpha?: readonly number[];
  readonly bins?: number;
  readonly palette?: Exclude<Palette, readonly string[]>;
  readonly title?: string;
}

/** The predictions that a chart of data shows. */
export interface PlottedData {
  readonly kind: Kind;
  readonly labels: Float64Array;
  readonly predictions: Float64Array;
}

/** Charts of the predictions in files. */
export const DATA_CHARTS: readonly ChartName[] = ["sweep", "reliability"];

const CURVES: Readonly<Partial<Record<ChartName, (options: CurveOptions & { over?: Over }) => Chart>>> = {
  curves: lossCurves,
  gradient: gradientCurves,
  hessian: hessianCurves,
};

/** A chart of functions. */
export function functionChart(name: ChartName, options: ChartOptions): Chart | SmallMultiples {
  const { target, over, gamma: gammas, alpha: alphas, palette, title } = options;
  if (name === "notebook") {
    const look = palette === "notebook" ? "notebook" : "default";
    return { title, charts: notebookFigures({ look }), columns: 2 };
  }
  const curves = { label: target, gammas, palette, title };
  if (name === "factor") return modulatingFactor(curves);
  return CURVES[name]!({ ...curves, alphas, ...(over === undefined ? {} : { over }) });
}

/** A chart of data. */
export function dataChart(
  name: ChartName,
  { gamma, alpha, bins, palette, title }: ChartOptions,
  { kind, labels, predictions }: PlottedData,
): Chart {
  const data = {
    labels,
    palette,
    title,
    ...(kind === "logit" ? { logits: predictions } : { probabilities: predictions }),
  };
  return name === "sweep"
    ? sweepChart({ ...data, gammas: gamma, alphas: alpha })
    : reliabilityChart({ ...data, bins, gamma: gamma?.[0], alpha: alpha?.[0] });
}
