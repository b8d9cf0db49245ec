/**
 * Extreme weights, logits and gammas: what is small is not lost and what is large does not overflow before the result is or
 * does. Expected values are correctly rounded (mpmath, 60 digits).
 */
import { describe, expect, it } from "vitest";

import {
  focalLossHess,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
  softmaxFocalLoss,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
} from "../src/index.ts";
import { expectNear } from "./near.ts";

describe("Hessians of very wrong predictions", () => {
  it("keep the logit that a large weight makes count", () => {
    expectNear(focalLossWithLogitsHess(1, -1200, { gamma: 2, posWeight: 1e200 }), -1.68239e-318);
  });

  it("from a probability keep what is small before it is divided", () => {
    expectNear(focalLossHess(1, 1 - 2 ** -53, { gamma: 16, posWeight: 1e-60 }), 1.3053361068147573e-297);
    expect(focalLossHess(1e-300, 0.99999999999999556, { gamma: 2.5, alpha: 1 })).toBeGreaterThan(0);
  });
});

describe("a gamma without bounds", () => {
  it.each([3e5, 1e15, 1e29, 1e150, 1e300])("of %d gives no NaN", (gamma) => {
    for (const z of [0, 1e-3, -1e-3, 2, -2, 50, -50]) {
      expect(focalLossWithLogitsGrad(1, z, { gamma, posWeight: 1e280 })).not.toBeNaN();
      expect(focalLossWithLogitsHess(1, z, { gamma, posWeight: 1e280 })).not.toBeNaN();
    }
    for (const x of softmaxFocalLossHess(0, [0, 0], { gamma, alpha: 1e280 })) expect(x).not.toBeNaN();
  });
});

describe("softmax", () => {
  it("has a loss as large as the margin", () => {
    expect(softmaxFocalLoss(0, [-1e300, 0])).toBe(1e300);
    expectNear(softmaxFocalLoss(0, [-1e11, 0], { alpha: 1e280 }), 1e291);
    expect(softmaxFocalLoss(0, [-1e300, 0], { alpha: 1e10 })).toBe(Infinity);
    expect(softmaxFocalLoss(0, [-1e308, 1e308], { alpha: 0.25 })).toBe(5e307);
    expect(softmaxFocalLoss([0.25, 0.5], [-1e308, 1e308])).toBe(5e307);
    expect(softmaxFocalLoss(0, [-1e308, 1e308])).toBe(Infinity);
    expect(softmaxFocalLoss(0, [-Infinity, 1e308], { alpha: 0.25 })).toBe(Infinity);
  });

  it("has small shares beside a margin that is far off", () => {
    expectNear(softmaxFocalLossGrad(1, [-64, 700, -1], { gamma: 0 })[2]!, 3.627172297049522e-305);
  });

  it("has the diagonal of the largest logit, whose others are all far below", () => {
    expectNear(
      softmaxFocalLossHess([0.5, 0.5, 0], [0, -2000, -702], { gamma: 2 })[0]!,
      6.671810588355575e-306,
    );
    expectNear(softmaxFocalLossHess([0, 0.5, 0.5], [0, -706, -720])[0]!, -1.7181119941026605e-304);
    expectNear(
      softmaxFocalLossHess(1, [0, 0, 1351], { gamma: 0, alpha: 1e280 })[0]!,
      1.8541930491995797e-307,
    );
    const beside = softmaxFocalLossHess(0, [0, 742, ...Array.from({ length: 8 }, () => 0)], { gamma: 0 });
    expectNear(beside[1]!, 5.1e-322);
  });
});
