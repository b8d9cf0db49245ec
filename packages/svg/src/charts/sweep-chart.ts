/**
 * The loss of a data set against gamma: which examples it comes from, as gamma grows.
 */
import { type BatchOptions, focalLossBatch, focalLossWithLogitsBatch } from "@focal-loss/core";
import type { Axis, Chart, Divergence, Series } from "../chart.ts";
import { LARGEST, list, number, oneOf } from "../check.ts";
import { presentation } from "../check-chart.ts";
import { refuse } from "../refuse.ts";
import { domainOf } from "../scale.ts";
import { type CurveOptions, UNIT_NUMBER } from "./curve-options.ts";
import { checkPredictions, countsOf, type Predictions } from "./predictions.ts";

/** Predictions, and what to compute of them. */
export interface SweepOptions extends Predictions, Omit<CurveOptions, "label"> {
  /** The abscissas (default 0 to 5 in steps of 0.1). */
  readonly gammas?: readonly number[] | undefined;
  /** One curve each (default: one without a class weight, and the shares of both classes). */
  readonly alphas?: readonly number[] | undefined;
  /** Whether the loss is the mean (default) or the sum. */
  readonly reduction?: "mean" | "sum" | undefined;
}

const GAMMAS: readonly number[] = /* @__PURE__ */ Array.from({ length: 51 }, (_, i) => i / 10);

/**
 * The mean or total focal loss of a data set against `gamma`. Without `alphas`, two more curves are the shares of the positives
 * (labels of 1) and the negatives (labels of 0) in it. A loss that is infinite, as where a positive has the probability 0,
 * breaks its curve; the chart then has a cue there and says so in its caption.
 *
 * @param options - `labels` with `probabilities` or `logits`; `gammas`, `alphas`, `reduction`; axes and titles.
 * @returns A chart for `renderSvg`; every point is what the batches of `@focal-loss/core` give.
 * @throws If an option, a label or a prediction is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function sweepChart(options: SweepOptions): Chart {
  checkPredictions(options, {
    gammas: list(number(0, LARGEST, `a number from 0 to ${LARGEST}`), "a list of numbers"),
    alphas: list(UNIT_NUMBER, "a list of numbers"),
    reduction: oneOf("mean", "sum"),
    ...presentation,
  });
  const {
    gammas = GAMMAS,
    alphas,
    reduction = "mean",
    x,
    y,
    title,
    subtitle,
    caption,
    legend,
    palette,
  } = options;
  if (gammas.length === 0) refuse("options.gammas.length", "1 or more", 0);
  const lossAxis: Axis = { title: reduction === "mean" ? "mean loss" : "total loss", unit: "nats" };
  const series =
    alphas === undefined
      ? sharesOf(options, gammas, reduction)
      : alphas.map((alpha) => curveOf(options, `α = ${alpha}`, gammas, reduction, { alpha }));
  return {
    title: title ?? `${reduction === "mean" ? "Mean" : "Total"} focal loss against γ`,
    subtitle: subtitle ?? countsOf(options),
    caption: caption ?? unboundedOf(series),
    x: { title: "γ", arrow: true, ...x },
    y: y?.scale === "log" ? { ...lossAxis, ...y } : { ...lossAxis, domain: fromZero(series), ...y },
    series,
    legend,
    palette: palette ?? (alphas === undefined ? "categorical" : "ordered"),
  };
}

/** All, and what each class adds to it. */
function sharesOf(options: SweepOptions, gammas: readonly number[], reduction: "mean" | "sum"): Series[] {
  const labels = Array.from(options.labels);
  const all = curveOf(options, "all", gammas, reduction, {});
  const classes = [
    ["positives", 1],
    ["negatives", 0],
  ] as const;
  // Soft labels belong to both classes, and one class alone is all there is.
  if (!labels.every((label) => label === 0 || label === 1) || new Set(labels).size < 2) return [all];
  return [
    all,
    ...classes.map(([name, value]) =>
      curveOf(options, name, gammas, reduction, { mask: labels.map((label) => label === value) }),
    ),
  ];
}

function curveOf(
  { labels, probabilities, logits }: SweepOptions,
  label: string,
  gammas: readonly number[],
  reduction: "mean" | "sum",
  batch: BatchOptions,
): Series {
  const divisor = reduction === "mean" ? labels.length : 1;
  const points = gammas.map((gamma) => {
    const given = { ...batch, gamma, reduction: "sum" } as const;
    const { sum } =
      probabilities === undefined
        ? focalLossWithLogitsBatch(labels, logits!, given)
        : focalLossBatch(labels, probabilities, given);
    const loss = sum / divisor;
    return [gamma, loss <= LARGEST ? loss : null] as const;
  });
  // At both ends of a run of gammas whose loss no chart can hold.
  const diverges = points.flatMap(([gamma, loss], i): Divergence[] => {
    const isInside = points[i - 1]?.[1] === null && points[i + 1]?.[1] === null;
    return loss === null && !isInside ? [{ x: gamma, to: "Infinity" }] : [];
  });
  return { label, points, ...(diverges.length > 0 && { diverges }) };
}

/** Which curves are not all in the chart. */
function unboundedOf(series: readonly Series[]): string | undefined {
  const names = series.flatMap(({ label, diverges }) => (diverges === undefined ? [] : [label]));
  return names.length === 0 ? undefined : `Infinite, or above 10^{100}: ${names.join(", ")}.`;
}

function fromZero(series: readonly Series[]): readonly [number, number] {
  const losses = series.flatMap(({ points }) => points.flatMap(([, y]) => (y === null ? [] : [y])));
  return losses.some((loss) => loss > 0) ? domainOf({}, [0, ...losses]) : [0, 1];
}
