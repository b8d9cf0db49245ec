import { focalLoss, focalLossWithLogits } from "@focal-loss/core";
import { describe, expect, it } from "vitest";
import { evaluate, logitOf, probabilityOf } from "../src/evaluate.ts";
import { naiveFocalLoss, naiveFocalLossWithLogits } from "../src/naive.ts";

describe("evaluate", () => {
  it("shows what the paper claims: 100 times smaller at p_t = 0.9, 1000 times at 0.968", () => {
    const at = (probability: number) => evaluate({ gamma: 2, alpha: undefined, label: 1, probability });
    expect(at(0.9).timesSmaller).toBeCloseTo(100, 10);
    expect(at(0.968).timesSmaller).toBeCloseTo(976.5625, 6);
    expect(evaluate({ gamma: 2, alpha: undefined, label: 0, probability: 0.1 }).timesSmaller).toBeCloseTo(
      100,
      10,
    );
  });

  it("is core's, to the last bit", () => {
    const { focalLoss: loss, pt } = evaluate({ gamma: 2, alpha: 0.25, label: 0, probability: 0.9 });
    expect(loss).toBe(focalLoss(0, 0.9, { gamma: 2, alpha: 0.25 }));
    expect(pt).toBeCloseTo(0.1, 15);
  });

  it("has cross-entropy without its weight where that is 0", () => {
    for (const alpha of [undefined, 0.25, 1, 0]) {
      const { unweighted } = evaluate({ gamma: 2, alpha, label: 1, probability: 0.5 });
      expect(unweighted).toBeCloseTo(Math.LN2, 15);
    }
  });

  it("has limits at the ends", () => {
    const ends = [0, 1].map((probability) => evaluate({ gamma: 2, alpha: undefined, label: 1, probability }));
    expect(
      ends.map(({ logit, focalLoss, gradient, hessian }) => [logit, focalLoss, gradient, hessian]),
    ).toEqual([
      [-Infinity, Infinity, -1, 0],
      [Infinity, 0, 0, 0],
    ]);
  });
});

describe("logitOf", () => {
  it("is the inverse of probabilityOf", () => {
    for (const p of [1e-300, 0.001, 0.5, 0.9, 0.9999])
      expect(probabilityOf(logitOf(p)) / p).toBeCloseTo(1, 12);
  });
});

describe("the naive formula", () => {
  it("is right in the middle", () => {
    for (const label of [0, 1] as const) {
      expect(naiveFocalLoss(label, 0.3, 2)).toBeCloseTo(focalLoss(label, 0.3), 15);
      expect(naiveFocalLossWithLogits(label, -1, 2).loss).toBeCloseTo(focalLossWithLogits(label, -1), 15);
    }
  });

  it("fails where the page says that it fails", () => {
    expect(naiveFocalLoss(0, 1e-17, 0)).toBe(0);
    expect(naiveFocalLoss(1, 1, 0.5)).toBeNaN();
    expect(naiveFocalLoss(1, 0, 2)).toBe(Infinity);
    expect(naiveFocalLoss(0, 0, 2)).toBeNaN();
    expect(naiveFocalLossWithLogits(1, -800, 0.5)).toEqual({ loss: Infinity, gradient: NaN });
    expect(naiveFocalLossWithLogits(1, 40, 0.5)).toEqual({ loss: -0, gradient: NaN });
  });
});
