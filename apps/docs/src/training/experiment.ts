/**
 * The same model three times, on the same images in the same order: with cross-entropy, with weighted cross-entropy and
 * with focal loss. The last one is reported twice: as it is, and with its probabilities recovered.
 */
import { type BatchOptions, initialLogit, recoverProbabilityWithLogits } from "@focal-loss/core";
import { lossOptions, probabilityOf } from "../evaluate.ts";
import {
  type OperatingPoint,
  precisionRecall,
  type Quality,
  quality,
  reliability,
  type ReliabilityBin,
} from "../quality.ts";
import { easyShare, imbalanceWeights, lossShares } from "../shares.ts";
import { LogisticRegression } from "./model.ts";
import { seededRandom, shuffle } from "./random.ts";
import { type Digits, type Examples, type Split, splitDigits } from "./split.ts";

const BATCH = 32;

export interface ExperimentSettings {
  readonly gamma: number;
  readonly alpha: number | undefined;
  readonly imbalance: number;
  readonly seed: number;
}

/** What is known of one model after an epoch. */
export interface ModelReport {
  readonly name: string;
  /** On the test images. */
  readonly quality: Quality;
  readonly precisionRecall: readonly OperatingPoint[];
  readonly reliability: readonly ReliabilityBin[];
  /** Share of the well classified training images in the loss that this model minimises. */
  readonly easyShare: number;
}

export interface ExperimentReport {
  readonly epoch: number;
  /** Images to train on, and how many of them are an 8. */
  readonly train: { readonly images: number; readonly positives: number };
  readonly test: { readonly images: number; readonly positives: number };
  readonly models: readonly ModelReport[];
}

interface Contestant {
  readonly name: string;
  readonly options: BatchOptions;
  readonly model: LogisticRegression;
}

export class Experiment {
  readonly #split: Split;
  readonly #contestants: readonly Contestant[];
  /** Positives of the test weigh as much as the imbalance says. */
  readonly #testWeights: Float64Array;
  readonly #random: () => number;
  /** How often the model has gone through the training images. */
  epoch = 0;

  constructor(digits: Digits, { gamma, alpha, imbalance, seed }: ExperimentSettings) {
    this.#split = splitDigits(digits, { imbalance, seed });
    const { train, test } = this.#split;
    const ratio = train.labels.length / positivesOf(train) - 1;
    this.#testWeights = imbalanceWeights(test.labels, ratio);
    const losses: [string, BatchOptions][] = [
      ["Cross-entropy", { gamma: 0 }],
      ["Weighted cross-entropy", { gamma: 0, posWeight: ratio }],
      ["Focal loss", lossOptions({ gamma, alpha })],
    ];
    this.#contestants = losses.map(([name, options]) => {
      const bias = initialLogit(1 / (1 + ratio), options);
      // With alpha 0 or 1 one class does not count, and the best constant is infinite.
      const model = new LogisticRegression(train.features, options, Math.max(-5, Math.min(5, bias)));
      return { name, options, model };
    });
    this.#random = seededRandom(seed + 1);
  }

  /** Goes once through all training images. */
  trainEpoch(): void {
    const { train } = this.#split;
    const order = shuffle(
      Array.from(train.labels, (_, i) => i),
      this.#random,
    );
    for (let start = 0; start < order.length; start += BATCH) {
      const rows = order.slice(start, start + BATCH);
      for (const { model } of this.#contestants) model.step(train, rows);
    }
    this.epoch += 1;
  }

  report(): ExperimentReport {
    const { train, test } = this.#split;
    return {
      epoch: this.epoch,
      train: { images: train.labels.length, positives: positivesOf(train) },
      test: { images: test.labels.length, positives: positivesOf(test) },
      models: this.#contestants.flatMap(({ name, options, model }) => {
        const logits = model.logits(test);
        const share = easyShareOf(model, train, options);
        const report = this.#reportOf(name, logits.map(probabilityOf), share);
        if (options.gamma === 0) return [report];
        const recovered = logits.map((logit) => recoverProbabilityWithLogits(logit, options));
        return [report, this.#reportOf(`${name}, recovered`, recovered, share)];
      }),
    };
  }

  #reportOf(name: string, probabilities: Float64Array, easyShare: number): ModelReport {
    const predictions = { labels: this.#split.test.labels, probabilities };
    return {
      name,
      quality: quality(predictions, this.#testWeights),
      precisionRecall: precisionRecall(predictions, this.#testWeights),
      reliability: reliability(predictions, this.#testWeights),
      easyShare,
    };
  }
}

function easyShareOf(
  model: LogisticRegression,
  train: Examples,
  { gamma, alpha, posWeight }: BatchOptions,
): number {
  const shares = lossShares(
    { labels: train.labels, probabilities: model.logits(train).map(probabilityOf) },
    // A positive weight w is alpha = w / (1 + w) up to a factor, and a share has no factor.
    { gamma: gamma!, alpha: posWeight === undefined ? alpha : posWeight / (1 + posWeight) },
  );
  return easyShare(shares, "focalLoss");
}

function positivesOf({ labels }: Examples): number {
  return labels.reduce((sum, label) => sum + label, 0);
}
