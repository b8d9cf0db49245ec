/**
 * What a model says against what happens.
 */
import { recoverProbability, recoverProbabilityWithLogits } from "@focal-loss/core";
import type { Chart, Point } from "../chart.ts";
import { wholeNumber } from "../check.ts";
import { presentation } from "../check-chart.ts";
import { shortNumber } from "../number-text.ts";
import { sample } from "../sample.ts";
import { type CurveOptions, GAMMA, UNIT_NUMBER } from "./curve-options.ts";
import { checkPredictions, countsOf, type Predictions } from "./predictions.ts";

/** Predictions, and with which loss their model was trained. */
export interface ReliabilityOptions extends Predictions, Omit<CurveOptions, "label" | "gammas" | "alphas"> {
  /** Number of bins of equal width, a whole number from 1 to 1,000 (default 10). */
  readonly bins?: number | undefined;
  /** The gamma with which the model was trained: then the chart also shows the recovered probabilities and the map to them. */
  readonly gamma?: number | undefined;
  /** The alpha with which the model was trained (none by default). */
  readonly alpha?: number | undefined;
}

/**
 * A reliability diagram: the predictions in bins, the mean label of each bin against its mean prediction. On the diagonal a
 * model is calibrated.
 *
 * With `gamma`, two more curves: the map by which `recoverProbability` undoes the pull of the focal loss, and the
 * diagram of the recovered probabilities. The caption has the expected calibration error: the mean distance from the
 * diagonal over all predictions.
 *
 * @param options - `labels` with `probabilities` or `logits`; `bins`, `gamma`, `alpha`; axes and titles.
 * @returns A chart for `renderSvg`.
 * @throws If an option, a label or a prediction is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function reliabilityChart(options: ReliabilityOptions): Chart {
  checkPredictions(options, {
    bins: wholeNumber(1, 1000),
    gamma: GAMMA,
    alpha: UNIT_NUMBER,
    ...presentation,
  });
  const { labels, bins = 10, gamma, alpha, x, y, title, subtitle, caption, legend, palette } = options;
  const trained = { gamma: gamma ?? 0, alpha };
  const said = probabilitiesOf(options);
  const diagram = binned(labels, said, bins);
  const recovered = gamma === undefined ? undefined : binned(labels, recoveredOf(options, trained), bins);
  const name = [`γ = ${gamma}`, ...(alpha === undefined ? [] : [`α = ${alpha}`])].join(", ");
  const errors = [
    `Expected calibration error, ${bins} bins: ${shortNumber(diagram.error, 3)}`,
    ...(recovered === undefined ? [] : [`; recovered: ${shortNumber(recovered.error, 3)}`]),
  ];
  return {
    title: title ?? "Reliability of the predictions",
    subtitle: subtitle ?? countsOf(options),
    caption: caption ?? `${errors.join("")}.`,
    x: { title: "predicted probability", domain: [0, 1], arrow: true, ...x },
    y: { title: "fraction of positives", domain: [0, 1], ...y },
    series: [
      { label: "predicted", points: diagram.points, marker: "circle" },
      ...(recovered === undefined
        ? []
        : [
            { label: `recovered, ${name}`, points: recovered.points, marker: "square" } as const,
            {
              label: "map to recovered",
              ...sample((p) => recoverProbability(p, trained), { domain: [0, 1], range: [0, 1] }),
              dash: "dotted",
            } as const,
          ]),
    ],
    annotations: [{ type: "rule", diagonal: true, label: "calibrated" }],
    legend,
    palette: palette ?? "categorical",
  };
}

function probabilitiesOf({ probabilities, logits }: ReliabilityOptions): number[] {
  if (probabilities !== undefined) return Array.from(probabilities);
  // Without a focal loss nothing is recovered: this is the sigmoid, with the same bits in every engine.
  return Array.from(logits!, (logit) => recoverProbabilityWithLogits(logit, { gamma: 0 }));
}

function recoveredOf(
  { probabilities, logits }: ReliabilityOptions,
  trained: { gamma: number; alpha: number | undefined },
): number[] {
  if (probabilities !== undefined) return Array.from(probabilities, (p) => recoverProbability(p, trained));
  return Array.from(logits!, (logit) => recoverProbabilityWithLogits(logit, trained));
}

interface Diagram {
  readonly points: readonly Point[];
  /** Expected calibration error. */
  readonly error: number;
}

/** Mean prediction and mean label of each bin that holds something. */
function binned(labels: ArrayLike<number>, predictions: readonly number[], bins: number): Diagram {
  const sums = Array.from({ length: bins }, () => ({ count: 0, predicted: 0, observed: 0 }));
  predictions.forEach((p, i) => {
    const label = labels[i]!;
    const bin = sums[Math.min(bins - 1, Math.floor(p * bins))]!;
    bin.count += 1;
    bin.predicted += p;
    bin.observed += label;
  });
  const filled = sums.filter(({ count }) => count > 0);
  const error =
    filled.reduce((sum, { predicted, observed }) => sum + Math.abs(predicted - observed), 0) /
    predictions.length;
  return {
    points: filled.map(({ count, predicted, observed }): Point => [predicted / count, observed / count]),
    error,
  };
}
