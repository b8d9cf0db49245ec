/**
 * How good predictions are: decisions, ranking, calibration. All of it takes one weight a prediction.
 */
import { binaryCrossEntropy, ExactSum } from "@focal-loss/core";
import type { Predictions } from "./predictions.ts";

export interface Quality {
  /** Mean binary cross-entropy in nats. */
  readonly logLoss: number;
  /** Mean squared error of the probability. */
  readonly brier: number;
  /** Expected calibration error over ten bins. */
  readonly calibrationError: number;
  /** Of decisions at 1/2; NaN where nothing was decided. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Area under the steps of precision over recall. */
  readonly averagePrecision: number;
}

/** A bin of a reliability diagram. */
export interface ReliabilityBin {
  /** Mean probability in the bin. */
  readonly probability: number;
  /** Share of positives in the bin. */
  readonly rate: number;
  /** Weight of the bin, of all. */
  readonly share: number;
}

/** A place on the curve of precision over recall. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
}

/** All measures at once. */
export function quality(predictions: Predictions, weights: ArrayLike<number>): Quality {
  const { labels, probabilities } = predictions;
  const logLoss = new ExactSum();
  const brier = new ExactSum();
  const [total, both, decided, positive] = [0, 0, 0, 0].map(() => new ExactSum()) as Four;
  for (let i = 0; i < labels.length; i++) {
    const [label, probability, weight] = [labels[i]!, probabilities[i]!, weights[i]!];
    total.add(weight);
    logLoss.add(weight * binaryCrossEntropy(label, probability));
    brier.add(weight * (label - probability) ** 2);
    if (probability >= 0.5) decided.add(weight);
    if (label === 1) positive.add(weight);
    if (label === 1 && probability >= 0.5) both.add(weight);
  }
  const precision = both.sum() / decided.sum();
  const recall = both.sum() / positive.sum();
  return {
    logLoss: logLoss.sum() / total.sum(),
    brier: brier.sum() / total.sum(),
    calibrationError: calibrationError(reliability(predictions, weights)),
    precision,
    recall,
    f1: (2 * both.sum()) / (decided.sum() + positive.sum()),
    averagePrecision: averagePrecision(precisionRecall(predictions, weights)),
  };
}

type Four = [ExactSum, ExactSum, ExactSum, ExactSum];

/** Bins of equal width that hold something, from low to high. */
export function reliability(
  { labels, probabilities }: Predictions,
  weights: ArrayLike<number>,
  bins = 10,
): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ weight: 0, probability: 0, positive: 0 }));
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    const bin = sums[Math.min(bins - 1, Math.floor(probabilities[i]! * bins))]!;
    bin.weight += weights[i]!;
    bin.probability += weights[i]! * probabilities[i]!;
    bin.positive += weights[i]! * labels[i]!;
    total += weights[i]!;
  }
  return sums
    .filter(({ weight }) => weight > 0)
    .map(({ weight, probability, positive }) => ({
      probability: probability / weight,
      rate: positive / weight,
      share: weight / total,
    }));
}

/** Mean distance of a bin from the diagonal. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  return bins.reduce((sum, { probability, rate, share }) => sum + share * Math.abs(probability - rate), 0);
}

/** One point a threshold, from the highest on; predictions of the same probability are decided together. */
export function precisionRecall(
  { labels, probabilities }: Predictions,
  weights: ArrayLike<number>,
): OperatingPoint[] {
  const order = Array.from(labels, (_, i) => i).sort((a, b) => probabilities[b]! - probabilities[a]!);
  const positives = order.reduce((sum, i) => sum + weights[i]! * labels[i]!, 0);
  const points: OperatingPoint[] = [];
  let hits = 0;
  let decided = 0;
  order.forEach((i, rank) => {
    hits += weights[i]! * labels[i]!;
    decided += weights[i]!;
    const threshold = probabilities[i]!;
    if (threshold === probabilities[order[rank + 1] ?? -1]) return;
    points.push({ threshold, recall: hits / positives, precision: hits / decided });
  });
  return points;
}

/** Sum over the points of precision times the recall that they gain. */
export function averagePrecision(points: readonly OperatingPoint[]): number {
  return points.reduce(
    (sum, { recall, precision }, i) => sum + precision * (recall - (points[i - 1]?.recall ?? 0)),
    0,
  );
}
