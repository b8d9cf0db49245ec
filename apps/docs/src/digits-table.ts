/**
 * The table of the guide: what the three losses make of the digits, over several seeds.
 */
import { Experiment, type ExperimentSettings } from "./training/experiment.ts";
import { type Digits, splitDigits } from "./training/split.ts";

const SEEDS = 10;
const EPOCHS = 20;

export interface DigitsTable {
  readonly seeds: number;
  readonly epochs: number;
  readonly imbalance: number;
  readonly gamma: number;
  readonly rows: readonly {
    readonly name: string;
    readonly averagePrecision: number;
    readonly logLoss: number;
    readonly calibrationError: number;
  }[];
}

type Settings = Pick<ExperimentSettings, "gamma" | "alpha"> & { readonly imbalance: number };

/** Trains with every seed and takes the means. */
export function digitsTable(digits: Digits, settings: Settings): DigitsTable {
  const reports = Array.from({ length: SEEDS }, (_, seed) => {
    const split = splitDigits(digits, { imbalance: settings.imbalance, seed });
    const experiment = new Experiment(split, { ...settings, model: "logistic", seed });
    for (let epoch = 0; epoch < EPOCHS; epoch++) experiment.trainEpoch();
    return experiment.report().models;
  });
  const mean = (i: number, measure: "averagePrecision" | "logLoss" | "calibrationError"): number =>
    reports.reduce((sum, models) => sum + models[i]!.quality[measure], 0) / SEEDS;
  return {
    seeds: SEEDS,
    epochs: EPOCHS,
    imbalance: settings.imbalance,
    gamma: settings.gamma,
    rows: reports[0]!.map(({ name }, i) => ({
      name,
      averagePrecision: mean(i, "averagePrecision"),
      logLoss: mean(i, "logLoss"),
      calibrationError: mean(i, "calibrationError"),
    })),
  };
}
