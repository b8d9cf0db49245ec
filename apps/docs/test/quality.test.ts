import { loadDigitsEight } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { averagePrecision, calibrationError, precisionRecall, quality, reliability } from "../src/quality.ts";

const predictions = {
  labels: Float64Array.of(1, 0, 1, 0, 0),
  probabilities: Float64Array.of(0.9, 0.8, 0.6, 0.2, 0.2),
};
const ones = new Float64Array(5).fill(1);

describe("precisionRecall", () => {
  it("decides predictions of the same probability together", () => {
    expect(precisionRecall(predictions, ones)).toEqual([
      { threshold: 0.9, recall: 0.5, precision: 1 },
      { threshold: 0.8, recall: 0.5, precision: 0.5 },
      { threshold: 0.6, recall: 1, precision: 2 / 3 },
      { threshold: 0.2, recall: 1, precision: 0.4 },
    ]);
  });

  it("gives scikit-learn's average precision", () => {
    expect(averagePrecision(precisionRecall(predictions, ones))).toBeCloseTo(0.5 + 0.5 * (2 / 3), 15);
  });
});

describe("reliability", () => {
  it("leaves empty bins out", () => {
    expect(reliability(predictions, ones)).toEqual([
      { probability: 0.2, rate: 0, share: 0.4 },
      { probability: 0.6, rate: 1, share: 0.2 },
      { probability: 0.8, rate: 0, share: 0.2 },
      { probability: 0.9, rate: 1, share: 0.2 },
    ]);
  });

  it("has no error for a probability that is the rate", () => {
    const certain = { labels: Float64Array.of(1, 0), probabilities: Float64Array.of(1, 0) };
    expect(calibrationError(reliability(certain, ones))).toBe(0);
  });
});

describe("quality", () => {
  it("measures decisions at one half", () => {
    const { precision, recall, f1, brier } = quality(predictions, ones);
    expect([precision, recall, f1]).toEqual([2 / 3, 1, 0.8]);
    expect(brier).toBeCloseTo((0.01 + 0.64 + 0.16 + 0.04 + 0.04) / 5, 15);
  });

  it("takes a weight for so many examples", () => {
    const twice = {
      labels: Float64Array.of(1, 0, 0, 1, 0, 0),
      probabilities: Float64Array.of(0.9, 0.8, 0.8, 0.6, 0.2, 0.2),
    };
    const weighted = quality(predictions, Float64Array.of(1, 2, 1, 1, 1));
    const counted = quality(twice, new Float64Array(6).fill(1));
    for (const name of Object.keys(counted) as (keyof typeof counted)[]) {
      expect(weighted[name], name).toBeCloseTo(counted[name], 14);
    }
  });

  it("knows that nothing was decided", () => {
    const shy = { labels: Float64Array.of(1, 0), probabilities: Float64Array.of(0.4, 0.1) };
    expect(quality(shy, ones)).toMatchObject({ precision: NaN, recall: 0, f1: 0, averagePrecision: 1 });
  });

  it("has the command's mean loss of the digits", async () => {
    const { labels, probabilities } = await loadDigitsEight();
    const digits = { labels: Float64Array.from(labels), probabilities };
    const { logLoss } = quality(digits, new Float64Array(labels.length).fill(1));
    expect(logLoss).toBe(0.10930912999648525);
  });
});
