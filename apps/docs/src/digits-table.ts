/**
 * The table of the guide: what the three losses make of the digits, over several seeds.
 */
import { Experiment, type ExperimentSettings } from "./training/experiment.ts";
import { type Digits, splitDigits } from "./training/split.ts";
import type { Table } from "./table.ts";

const SEEDS = 10;
const EPOCHS = 20;

type Settings = Pick<ExperimentSettings, "gamma" | "alpha"> & { readonly imbalance: number };

/** Trains with every seed and takes the means. */
export function digitsTable(digits: Digits, settings: Settings): Table {
  const reports = Array.from({ length: SEEDS }, (_, seed) => {
    const split = splitDigits(digits, { imbalance: settings.imbalance, seed });
    const experiment = new Experiment(split, { ...settings, model: "logistic", seed });
    for (let epoch = 0; epoch < EPOCHS; epoch++) experiment.trainEpoch();
    return experiment.report().models;
  });
  const mean = (i: number, measure: "averagePrecision" | "logLoss" | "calibrationError"): string =>
    (reports.reduce((sum, models) => sum + models[i]!.quality[measure], 0) / SEEDS).toFixed(3);
  const { imbalance, gamma } = settings;
  return {
    caption: `One 8 for ${imbalance} other digits, γ = ${gamma}, ${EPOCHS} epochs, means over ${SEEDS} seeds, on images not trained on`,
    columns: ["trained with", "average precision", "log loss", "calibration error"],
    rows: reports[0]!.map(({ name }, i) => [
      name,
      mean(i, "averagePrecision"),
      mean(i, "logLoss"),
      mean(i, "calibrationError"),
    ]),
  };
}
