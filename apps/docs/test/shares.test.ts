import { loadDigitsEight } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { easyShare, imbalanceWeights, lossShares } from "../src/shares.ts";

const { labels, probabilities } = await loadDigitsEight();
const digits = { labels: Float64Array.from(labels), probabilities };

describe("lossShares", () => {
  it("adds up to one in each column", () => {
    const shares = lossShares(digits, { gamma: 2, alpha: 0.25, imbalance: 100 });
    expect(shares).toHaveLength(10);
    for (const column of ["examples", "crossEntropy", "focalLoss"] as const) {
      expect(shares.reduce((sum, share) => sum + share[column], 0)).toBeCloseTo(1, 12);
    }
  });

  it("is the share of cross-entropy at gamma 0, whatever alpha is", () => {
    for (const alpha of [undefined, 0.25]) {
      for (const { crossEntropy, focalLoss } of lossShares(digits, { gamma: 0, alpha })) {
        expect(focalLoss).toBe(crossEntropy);
      }
    }
  });

  it("leaves the easy examples less as gamma grows", () => {
    const easy = [0, 0.5, 1, 2, 5].map((gamma) =>
      easyShare(lossShares(digits, { gamma, alpha: undefined }), "focalLoss"),
    );
    expect(easy).toEqual([...easy].sort((a, b) => b - a));
    expect(easy[0]).toBeGreaterThan(10 * easy[4]!);
  });

  it("puts p_t = 1 into the last bin and 0 into the first", () => {
    const certain = { labels: Float64Array.of(1, 1, 0), probabilities: Float64Array.of(1, 0.05, 1) };
    const shares = lossShares(certain, { gamma: 1, alpha: undefined });
    expect(shares[9]!.examples).toBeCloseTo(1 / 3, 15);
    expect(shares[0]!.examples).toBeCloseTo(2 / 3, 15);
  });
});

describe("imbalanceWeights", () => {
  it("makes one positive for so many negatives", () => {
    const weights = imbalanceWeights(labels, 50);
    const sum = (wanted: number): number =>
      weights.reduce((sum, weight, i) => sum + (labels[i] === wanted ? weight : 0), 0);
    expect(sum(0) / sum(1)).toBeCloseTo(50, 10);
    expect(imbalanceWeights([1, 0], undefined)).toEqual(Float64Array.of(1, 1));
  });
});
