/**
 * The same model three times, on the same examples in the same order: with cross-entropy, with weighted cross-entropy and
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
import { boundaryOf } from "./boundary.ts";
import { type Examples, positivesOf, type Split } from "./examples.ts";
import { lossHistogram } from "./histogram.ts";
import { MultilayerPerceptron } from "./mlp.ts";
import { LogisticRegression, type Model } from "./model.ts";
import { seededRandom, shuffle } from "./random.ts";

const BATCH = 32;
const FOCAL = "Focal loss";

export interface ExperimentSettings {
  readonly gamma: number;
  readonly alpha: number | undefined;
  /** A logistic regression, or a network of two hidden layers of eight. */
  readonly model: "logistic" | "mlp";
  readonly seed: number;
}

/** What is known of one model after an epoch. */
export interface ModelReport {
  readonly name: string;
  /** On the test examples. */
  readonly quality: Quality;
  readonly precisionRecall: readonly OperatingPoint[];
  readonly reliability: readonly ReliabilityBin[];
  /** Share of the well classified training examples in the loss that this model minimises. */
  readonly easyShare: number;
  /** Shares of the training examples by the loss that this model minimises: see `LOSS_EDGES`. */
  readonly histogram: readonly number[];
  /** Lines on which it says one half, where there are two features. */
  readonly boundary: readonly (readonly (readonly [x: number, y: number])[])[] | undefined;
}

export interface ExperimentReport {
  readonly epoch: number;
  /** What there is to train on, and how many of it are of class 1. */
  readonly train: { readonly examples: number; readonly positives: number };
  readonly test: { readonly examples: number; readonly positives: number };
  readonly models: readonly ModelReport[];
}

interface Contestant {
  readonly name: string;
  readonly options: BatchOptions;
  readonly model: Model;
}

export class Experiment {
  readonly #split: Split;
  readonly #contestants: readonly Contestant[];
  /** Positives of the test weigh as much as the imbalance says. */
  readonly #testWeights: Float64Array;
  readonly #random: () => number;
  /** How often the models have gone through the training examples. */
  epoch = 0;

  constructor(split: Split, { gamma, alpha, model: kind, seed }: ExperimentSettings) {
    this.#split = split;
    const { train, test } = split;
    const ratio = train.labels.length / positivesOf(train) - 1;
    this.#testWeights = imbalanceWeights(test.labels, ratio);
    const losses: [string, BatchOptions][] = [
      ["Cross-entropy", { gamma: 0 }],
      ["Weighted cross-entropy", { gamma: 0, posWeight: ratio }],
      [FOCAL, lossOptions({ gamma, alpha })],
    ];
    this.#contestants = losses.map(([name, options]) => {
      // With alpha 0 or 1 one class does not count, and the best constant is infinite.
      const bias = Math.max(-8, Math.min(8, initialLogit(1 / (1 + ratio), options)));
      const model =
        kind === "mlp"
          ? new MultilayerPerceptron(train.features, options, bias, seededRandom(seed + 2))
          : new LogisticRegression(train.features, options, bias);
      return { name, options, model };
    });
    this.#random = seededRandom(seed + 1);
  }

  /** Goes once through all training examples. */
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
      train: { examples: train.labels.length, positives: positivesOf(train) },
      test: { examples: test.labels.length, positives: positivesOf(test) },
      models: this.#contestants.flatMap(({ name, options, model }) => {
        const logits = model.logits(test);
        const own = {
          easyShare: easyShareOf(model, train, options),
          histogram: lossHistogram(train.labels, model.logits(train), options),
          boundary: train.features === 2 ? boundaryOf(model) : undefined,
        };
        const report = { name, ...this.#measure(logits.map(probabilityOf)), ...own };
        if (name !== FOCAL) return [report];
        const recovered = logits.map((logit) => recoverProbabilityWithLogits(logit, options));
        return [report, { name: `${name}, recovered`, ...this.#measure(recovered), ...own }];
      }),
    };
  }

  #measure(probabilities: Float64Array): Pick<ModelReport, "quality" | "precisionRecall" | "reliability"> {
    const predictions = { labels: this.#split.test.labels, probabilities };
    return {
      quality: quality(predictions, this.#testWeights),
      precisionRecall: precisionRecall(predictions, this.#testWeights),
      reliability: reliability(predictions, this.#testWeights),
    };
  }
}

function easyShareOf(model: Model, train: Examples, { gamma, alpha, posWeight }: BatchOptions): number {
  const shares = lossShares(
    { labels: train.labels, probabilities: model.logits(train).map(probabilityOf) },
    // A positive weight w is alpha = w / (1 + w) up to a factor, and a share has no factor.
    { gamma: gamma!, alpha: posWeight === undefined ? alpha : posWeight / (1 + posWeight) },
  );
  return easyShare(shares, "focalLoss");
}
