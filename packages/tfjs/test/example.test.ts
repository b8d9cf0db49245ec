/**
 * The training example, with fewer steps.
 */
import { expect, it } from "vitest";

import { report, train } from "../examples/train.mjs";

it("trains with each loss, and says how well", async () => {
  const results = await train({ seeds: 1, epochs: 6 });
  expect(results.map(({ loss }) => loss)).toEqual([
    "binary cross-entropy",
    "weighted cross-entropy",
    "focal loss",
  ]);
  for (const { averagePrecision, recall, before, after } of results) {
    // A model that has learnt nothing has the share of eights, 0.01.
    expect(averagePrecision).toBeGreaterThan(0.05);
    expect(recall).toBeGreaterThanOrEqual(0);
    expect(before.observed).toBeCloseTo(0.01, 2);
    expect(before.logLoss).toBeGreaterThan(0);
    expect(after.logLoss).toBeGreaterThan(0);
  }
  const [plain, weighted] = results;
  // Weights pull probabilities up, and recovery undoes it.
  expect(plain!.after).toEqual(
    expect.objectContaining({ predicted: expect.closeTo(plain!.before.predicted, 6) as number }),
  );
  expect(weighted!.before.predicted).toBeGreaterThan(weighted!.after.predicted);
  expect(report(results).split("\n")).toHaveLength(4);
});
