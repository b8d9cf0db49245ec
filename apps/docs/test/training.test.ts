import { loadDigitsPixels } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { Experiment, type ExperimentReport } from "../src/training/experiment.ts";
import { seededRandom, shuffle } from "../src/training/random.ts";
import { splitDigits } from "../src/training/split.ts";

const digits = await loadDigitsPixels();
const settings = { gamma: 2, alpha: undefined, imbalance: 30, seed: 1 };

function trained(epochs: number, changes: Partial<typeof settings> = {}): ExperimentReport {
  const experiment = new Experiment(digits, { ...settings, ...changes });
  for (let epoch = 0; epoch < epochs; epoch++) experiment.trainEpoch();
  return experiment.report();
}

describe("seededRandom", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const [a, b, c] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    const numbers = [a, b, c].map((random) => Array.from({ length: 100 }, random));
    expect(numbers[0]).toEqual(numbers[1]);
    expect(numbers[0]).not.toEqual(numbers[2]);
    for (const number of numbers.flat()) expect(number >= 0 && number < 1).toBe(true);
  });

  it("shuffles without losing anything", () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = shuffle([...items], seededRandom(1));
    expect(shuffled).not.toEqual(items);
    expect(shuffled.sort((a, b) => a - b)).toEqual(items);
  });
});

describe("splitDigits", () => {
  it.for([10, 30, 100, 1000])(
    "trains on one 8 for %d others, and never tests on what it trained on",
    (imbalance) => {
      const { train, test } = splitDigits(digits, { imbalance, seed: 3 });
      const positives = train.labels.reduce((sum, label) => sum + label, 0);
      const wanted = Math.max(5, Math.round((train.labels.length - positives) / imbalance));
      expect(positives).toBe(wanted);
      expect(train.rows.filter((row) => test.rows.includes(row))).toEqual([]);
      expect(test.labels.length).toBe(599);
      for (const part of [train, test]) {
        part.rows.forEach((row, i) => expect(part.labels[i]).toBe(digits.labels[row] === 8 ? 1 : 0));
        expect(part.inputs.every(Number.isFinite)).toBe(true);
      }
    },
  );
});

describe("Experiment", () => {
  it("reports the same twice, and something else for another seed", () => {
    expect(trained(3)).toEqual(trained(3));
    expect(trained(3)).not.toEqual(trained(3, { seed: 2 }));
  });

  it("learns with every loss", () => {
    const [before, after] = [trained(0), trained(20)];
    expect(before.models.map(({ name }) => name)).toEqual([
      "Cross-entropy",
      "Weighted cross-entropy",
      "Focal loss",
      "Focal loss, recovered",
    ]);
    before.models.forEach((model, i) => {
      const { quality } = after.models[i]!;
      expect(quality.averagePrecision, model.name).toBeGreaterThan(5 * model.quality.averagePrecision);
      expect(quality.logLoss, model.name).toBeLessThan(model.quality.logLoss);
    });
  });

  it("starts each model at its best constant, so that the first guess of the event rate is right", () => {
    const [crossEntropy, , focal, recovered] = trained(0).models;
    const rate = 1 / (1 + 1082 / 36);
    expect(crossEntropy!.reliability[0]!.probability).toBeCloseTo(rate, 12);
    expect(focal!.reliability[0]!.probability).toBeGreaterThan(5 * rate);
    expect(recovered!.reliability[0]!.probability).toBeCloseTo(rate, 12);
  });

  it("is cross-entropy at gamma 0, alpha 1/2", () => {
    const [crossEntropy, , focal] = trained(5, { gamma: 0 }).models;
    expect(focal!.quality).toEqual(crossEntropy!.quality);
  });

  it.for([0, 1])("stands alpha %d", (alpha) => {
    const { models } = trained(2, { alpha: alpha as never });
    for (const { quality } of models.slice(0, 3)) expect(quality.logLoss).toBeGreaterThan(0);
  });
});
