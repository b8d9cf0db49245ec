import { focalLossWithLogits } from "@focal-loss/core";
import { loadDigitsPixels } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { drawBlobs } from "../src/training/blobs.ts";
import { boundaryOf } from "../src/training/boundary.ts";
import { type Examples, positivesOf } from "../src/training/examples.ts";
import { Experiment, type ExperimentReport } from "../src/training/experiment.ts";
import { LOSS_EDGES, lossHistogram } from "../src/training/histogram.ts";
import { MultilayerPerceptron } from "../src/training/mlp.ts";
import { LogisticRegression } from "../src/training/model.ts";
import { seededRandom, shuffle } from "../src/training/random.ts";
import { splitDigits } from "../src/training/split.ts";

const digits = await loadDigitsPixels();
const settings = { gamma: 2, alpha: undefined, imbalance: 30, seed: 1 };

function trained(epochs: number, changes: Partial<typeof settings> = {}): ExperimentReport {
  const { imbalance, ...rest } = { ...settings, ...changes };
  const split = splitDigits(digits, { imbalance, seed: rest.seed });
  const experiment = new Experiment(split, { ...rest, model: "logistic" });
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

describe("drawBlobs", () => {
  it.for([1, 10, 100, 1000])("draws one positive for %d negatives", (imbalance) => {
    const { train, test } = drawBlobs({ imbalance, seed: 3 });
    expect(positivesOf(train)).toBe(2000 / imbalance);
    expect(train.labels.length).toBe(2000 + 2000 / imbalance);
    expect(positivesOf(test)).toBe(500);
    for (const { inputs, labels, features } of [train, test]) {
      expect(inputs.length).toBe(labels.length * features);
      expect(inputs.every(Number.isFinite)).toBe(true);
    }
  });

  it("draws the same for the same seed, and others for another", () => {
    const draw = (seed: number): Float64Array => drawBlobs({ imbalance: 100, seed }).train.inputs;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it.for(["logistic", "mlp"] as const)("can be learnt with every loss, by %s", (model) => {
    const split = drawBlobs({ imbalance: 30, seed: 1 });
    const experiment = new Experiment(split, { gamma: 2, alpha: undefined, seed: 1, model });
    const before = experiment.report();
    for (let epoch = 0; epoch < 10; epoch++) experiment.trainEpoch();
    const after = experiment.report();
    after.models.forEach(({ quality, boundary }, i) => {
      expect(quality.averagePrecision).toBeGreaterThan(5 * before.models[i]!.quality.averagePrecision);
      expect(boundary).toBeDefined();
    });
    // Weighted to balance, class 1 has a land of its own.
    expect(after.models[1]!.boundary).not.toEqual([]);
  });

  it("can be bent around by the network, and not by a line", () => {
    const split = drawBlobs({ imbalance: 1, seed: 1 });
    const [line, network] = (["logistic", "mlp"] as const).map((model) => {
      const experiment = new Experiment(split, { gamma: 2, alpha: undefined, seed: 1, model });
      for (let epoch = 0; epoch < 10; epoch++) experiment.trainEpoch();
      return experiment.report().models[0]!.quality;
    });
    expect(network!.logLoss).toBeLessThan(0.9 * line!.logLoss);
  });
});

/** A few points on which a model has something to learn. */
const few: Examples = {
  labels: Float64Array.of(1, 0, 0, 1),
  inputs: Float64Array.of(0.5, -1, 1.5, 0.3, -0.7, 0.2, 0.1, 1.1),
  features: 2,
};

describe("MultilayerPerceptron", () => {
  it("goes downhill, and says the bias before it has learnt anything", () => {
    const options = { gamma: 2, alpha: 0.25 };
    const model = new MultilayerPerceptron(2, options, -1.5, seededRandom(1));
    const loss = (): number =>
      model.logits(few).reduce((sum, z, i) => sum + focalLossWithLogits(few.labels[i]!, z, options), 0);
    expect([...model.logits(few)]).toEqual([-1.5, -1.5, -1.5, -1.5]);
    const before = loss();
    for (let step = 0; step < 300; step++) model.step(few, [0, 1, 2, 3]);
    expect(loss()).toBeLessThan(before / 50);
  });

  it("starts with other weights for another seed", () => {
    const [a, b] = [1, 2].map((seed) => {
      const model = new MultilayerPerceptron(2, { gamma: 0 }, 0, seededRandom(seed));
      for (let step = 0; step < 20; step++) model.step(few, [0, 1, 2, 3]);
      return model.logits(few);
    });
    expect(a).not.toEqual(b);
  });
});

describe("boundaryOf", () => {
  it("is the line on which a logistic regression says one half", () => {
    const split = drawBlobs({ imbalance: 1, seed: 2 });
    const model = new LogisticRegression(2, { gamma: 0 }, 0);
    const rows = Array.from(split.train.labels, (_, i) => i);
    for (let step = 0; step < 200; step++) model.step(split.train, rows);
    const lines = boundaryOf(model);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.length).toBeGreaterThan(20);
    const logits = model.logits({ inputs: Float64Array.from(lines[0]!.flat()), features: 2 });
    // Linear interpolation of a linear function.
    for (const logit of logits) expect(Math.abs(logit)).toBeLessThan(1e-9);
  });

  it("is nowhere where all points are of one class", () => {
    expect(boundaryOf(new LogisticRegression(2, {}, -3))).toEqual([]);
    expect(boundaryOf(new LogisticRegression(2, {}, 3))).toEqual([]);
  });
});

describe("lossHistogram", () => {
  it("counts examples by the power of ten of their loss", () => {
    const logits = Float64Array.of(-5, 0, 0, 800);
    const shares = lossHistogram(Float64Array.of(1, 1, 0, 1), logits, { gamma: 0 });
    const binOf = (loss: number): number => LOSS_EDGES.findLastIndex((edge) => edge <= Math.log10(loss));
    expect(shares[binOf(focalLossWithLogits(1, -5, { gamma: 0 }))]).toBe(0.25);
    expect(shares[binOf(Math.LN2)]).toBe(0.5);
    // What is less than all bins.
    expect(shares[0]).toBe(0.25);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1);
  });
});
