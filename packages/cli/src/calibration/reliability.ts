/**
 * How far predicted probabilities are from what happens.
 *
 *     log loss  mean of -y ln p - (1 - y) ln(1 - p)
 *     Brier     mean of (p - y)^2
 *     ECE       sum over bins of  n_bin/n |mean p - mean y|,  bins of equal width over [0, 1]
 *
 * The first two are proper: the true probabilities have the least. Sums are exact, so the order of the rows does not
 * matter.
 */
import { binaryCrossEntropy, ExactSum } from "@focal-loss/core";
import type { Recovery } from "./recover.ts";

export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Means over the rows of the bin, NaN where it has none. */
  readonly predicted: number;
  readonly observed: number;
}

export interface Scores {
  readonly logLoss: number;
  readonly brier: number;
  readonly ece: number;
}

export class Reliability {
  readonly #logLoss: ExactSum = new ExactSum();
  readonly #brier: ExactSum = new ExactSum();
  readonly #bins: readonly { rows: number; readonly predicted: ExactSum; readonly observed: ExactSum }[];

  constructor(bins: number) {
    this.#bins = Array.from({ length: bins }, () => ({
      rows: 0,
      predicted: new ExactSum(),
      observed: new ExactSum(),
    }));
  }

  /** Adds a row: its label, and what `recovery` makes of its prediction. */
  add(label: number, prediction: number, recovery: Recovery): void {
    const probability = recovery.probability(prediction);
    const isClose = probability > 0.5 && label < 1;
    const complement = isClose ? recovery.complement(prediction) : 1 - probability;
    this.#logLoss.add(surprise(label, probability) + surprise(1 - label, complement));
    this.#brier.add((probability - label) ** 2);
    const last = this.#bins.length - 1;
    // A probability that is NaN makes its bin NaN, and so the ECE.
    const bin = this.#bins[Math.min(last, Math.floor(probability * this.#bins.length)) || 0]!;
    bin.rows += 1;
    bin.predicted.add(probability);
    bin.observed.add(label);
  }

  scores(): Scores {
    const gaps = this.bins()
      .filter(({ rows }) => rows > 0)
      .map(({ rows, predicted, observed }) => rows * Math.abs(predicted - observed));
    const rows = this.#bins.reduce((sum, bin) => sum + bin.rows, 0);
    return {
      logLoss: this.#logLoss.mean(),
      brier: this.#brier.mean(),
      ece: new ExactSum().addAll(gaps).sum() / rows,
    };
  }

  bins(): Bin[] {
    return this.#bins.map(({ rows, predicted, observed }, k, all) => ({
      from: k / all.length,
      to: (k + 1) / all.length,
      rows,
      predicted: predicted.mean(),
      observed: observed.mean(),
    }));
  }
}

/** -weight ln(probability); nothing without weight. */
function surprise(weight: number, probability: number): number {
  return weight === 0 ? 0 : weight * binaryCrossEntropy(1, probability);
}
