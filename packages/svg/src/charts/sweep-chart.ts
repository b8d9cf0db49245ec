/**
 * The loss of a data set against gamma: which examples it comes from, as gamma grows.
 */
import { type BatchOptions, focalLossBatch, focalLossWithLogitsBatch } from "@focal-loss/core";
import type { Axis, Chart, Series } from "../chart.ts";
import { list, oneOf } from "../check.ts";
import { presentation } from "../check-chart.ts";
import { refuse } from "../refuse.ts";
import { domainOf } from "../scale.ts";
import { type CurveOptions, GAMMA, UNIT_NUMBER } from "./curve-options.ts";
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
 * (labels of 1) and the negatives (labels of 0) in it.
 *
 * @param options - `labels` with `probabilities` or `logits`; `gammas`, `alphas`, `reduction`; axes and titles.
 * @returns A chart for `renderSvg`; every point is what the batches of `@focal-loss/core` give.
 * @throws If an option, a label or a prediction is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function sweepChart(options: SweepOptions): Chart {
  checkPredictions(options, {
    gammas: list(GAMMA, "a list of numbers"),
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
    caption,
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
    return [gamma, Number.isFinite(sum) ? sum / divisor : null] as const;
  });
  return { label, points };
}

function fromZero(series: readonly Series[]): readonly [number, number] {
  return domainOf({}, [
    0,
    ...series.flatMap(({ points }) => points.flatMap(([, y]) => (y === null ? [] : [y]))),
  ]);
}
