/**
 * Limits, ends of the ranges, values outside them.
 */
import { describe, expect, it } from "vitest";

import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type FocalLossOptions,
  focalLoss,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "../src/index.ts";

const MAX = Number.MAX_VALUE;
const BELOW_1 = 1 - 2 ** -53;
const BELOW_1_UP = 1 - 2 ** -52;

/** Within 8 ulp of the exact result, one unit of the subnormals allowed. */
function expectWithin8Ulp(out: number, exact: number): void {
  expect(Math.abs(out - exact), `${out} against ${exact}`).toBeLessThanOrEqual(
    8 * 2 ** -53 * exact + 2 ** -1074,
  );
}

describe("from probabilities, limits", () => {
  it.each<[label: number, probability: number, bce: number, focal: number]>([
    [1, 0, Infinity, Infinity],
    [1, -0, Infinity, Infinity],
    [1, 1, 0, 0],
    [0, 0, 0, 0],
    [0, -0, 0, 0],
    [0, 1, Infinity, Infinity],
    [-0, 1, Infinity, Infinity],
    [-0, 0, 0, 0],
    [0.5, 0, Infinity, Infinity],
    [0.5, 1, Infinity, Infinity],
    [5e-324, 0, Infinity, Infinity],
    [BELOW_1, 1, Infinity, Infinity],
    // Next to the right answer: -ln p = 1 - p to the last bit.
    [0, 5e-324, 5e-324, 0],
    [0, 2 ** -1022, 2 ** -1022, 0],
    [1, BELOW_1, 2 ** -53, 2 ** -159],
  ])("label %d, probability %d: %d without gamma, %d with gamma 2", (label, probability, bce, focal) => {
    expect(binaryCrossEntropy(label, probability)).toBe(bce);
    expect(focalLoss(label, probability, { gamma: 0 })).toBe(bce);
    expect(focalLoss(label, probability)).toBe(focal);
  });

  it.each<[label: number, probability: number, gamma: number, exact: number]>([
    [1, 5e-324, 0, 744.4400719213812],
    [1, 5e-324, 2, 744.4400719213812],
    [0, BELOW_1, 0, 36.7368005696771],
    [0, BELOW_1, 2, 36.736800569677094],
    [0.5, 5e-324, 2, 372.2200359606906],
    [0.5, 0.5, 0, 0.6931471805599453],
    [0.5, 0.5, 2, 0.17328679513998632],
    [1, 0.3, 100, 3.8942217538192915e-16],
    [1, 0.7, 1e-10, 0.35667494389578974],
    [1, 0.7, 5e-324, 0.35667494393873234],
    [0, 1e-150, 1, 1e-300],
    // Subnormal results.
    [0, 1e-154, 1.09, 1.4e-322],
    [0, 1e-107, 2.01, 8.4e-323],
    [0, 1e-161, 1, 1e-322],
    [0, 1e-108, 2, 0],
    [1, 0.999, 107, 0],
  ])("label %d, probability %d, gamma %d: %d", (label, probability, gamma, exact) => {
    expectWithin8Ulp(focalLoss(label, probability, { gamma }), exact);
    if (gamma === 0) expectWithin8Ulp(binaryCrossEntropy(label, probability), exact);
  });
});

describe("derivatives from probabilities, limits", () => {
  it.each<[label: number, probability: number, gamma: number, gradient: number, hessian: number]>([
    [1, 0, 2, -Infinity, Infinity],
    [0, 1, 2, Infinity, Infinity],
    // At the right answer, times the weight: alpha is 1/4.
    [1, 1, 0, -0.25, 0.25],
    [1, 1, 0.5, 0, Infinity],
    [1, 1, 1, 0, 0.5],
    [1, 1, 1.5, 0, 0],
    [1, 1, 2, 0, 0],
    [0, 0, 0, 0.75, 0.75],
    [0, 0, 0.5, 0, Infinity],
    [0, 0, 1, 0, 1.5],
    [0, 0, 2, 0, 0],
  ])("label %d, probability %d, gamma %d: %d and %d", (label, probability, gamma, gradient, hessian) => {
    const options = { gamma, alpha: 0.25 };
    expect(focalLossGrad(label, probability, options)).toBe(gradient);
    expect(focalLossHess(label, probability, options)).toBe(hessian);
  });

  it("are exact where q^gamma is below e^-600", () => {
    expectWithin8Ulp(-focalLossGrad(1, 0.995, { gamma: 120 }), 9.126051307629285e-275);
    expectWithin8Ulp(focalLossHess(1, 0.995, { gamma: 120 }), 2.190298515338789e-270);
  });

  it("do not overflow or underflow on the way", () => {
    // 3/4 q^(-3/2), where 1/q is infinite.
    expectWithin8Ulp(focalLossHess(0, 5e-324, { gamma: 0.5 }), 3.3741853459073973e161);
    // w gamma/q + w, where w gamma is 0: the weight 1 - y is 2^-53 and q = gamma.
    const options = { gamma: 1e-310, posWeight: 0 };
    expectWithin8Ulp(focalLossHess(BELOW_1, 1e-310, options), 2 ** -52);
  });
});

describe("from logits, limits", () => {
  it.each<[label: number, logit: number, bce: number, focal: number]>([
    [1, Infinity, 0, 0],
    [1, -Infinity, Infinity, Infinity],
    [0, Infinity, Infinity, Infinity],
    [0, -Infinity, 0, 0],
    [0.5, Infinity, Infinity, Infinity],
    [0.5, -Infinity, Infinity, Infinity],
    [1, 1e308, 0, 0],
    [1, -1e308, 1e308, 1e308],
    [0, 1e308, 1e308, 1e308],
    [0, -1e308, 0, 0],
    [1, MAX, 0, 0],
    [1, -MAX, MAX, MAX],
    [0, MAX, MAX, MAX],
    [0, -MAX, 0, 0],
    [0.5, MAX, MAX / 2, MAX / 2],
    [0.5, -MAX, MAX / 2, MAX / 2],
    [1, 745.13, 5e-324, 0],
    [0, -745.13, 5e-324, 0],
    [1, -745.13, 745.13, 745.13],
    [0, 745.13, 745.13, 745.13],
    [0.5, 745.13, 372.565, 372.565],
    [1, 746, 0, 0],
    [0, -746, 0, 0],
    [1, -40, 40, 40],
    [0, 40, 40, 40],
    [0.5, -1000, 500, 500],
  ])("label %d, logit %d: %d without gamma, %d with gamma 2", (label, logit, bce, focal) => {
    expect(binaryCrossEntropyWithLogits(label, logit)).toBe(bce);
    expect(focalLossWithLogits(label, logit, { gamma: 0 })).toBe(bce);
    expect(focalLossWithLogits(label, logit)).toBe(focal);
  });

  it.each<[label: number, logit: number, gamma: number, exact: number]>([
    [1, 0, 0, 0.6931471805599453],
    [1, -0, 0, 0.6931471805599453],
    [0, 0, 0, 0.6931471805599453],
    [0.5, 0, 2, 0.17328679513998632],
    [1, 5e-324, 2, 0.17328679513998632],
    [1, -5e-324, 2, 0.17328679513998632],
    [1, 1e-300, 5, 0.02166084939249829],
    // Both sides of the place where ln(1 + t) becomes t.
    [1, 40, 0, 4.248354255291589e-18],
    [1, 39.99999999999999, 0, 4.248354255291619e-18],
    [1, 40, 2, 7.667648073722e-53],
    [1, 700, 0, 9.85967654375977e-305],
    // Subnormal results.
    [1, 708.5, 0, 2.006132305331306e-308],
    [1, 744, 0, 1e-323],
    [1, 248, 2, 1e-323],
    [1, 247.5, 2, 3.5e-323],
    [1, 372, 1, 1e-323],
    [1, 5.8, 128, 0],
    [1, -1489, 128, 1489],
  ])("label %d, logit %d, gamma %d: %d", (label, logit, gamma, exact) => {
    expectWithin8Ulp(focalLossWithLogits(label, logit, { gamma }), exact);
    if (gamma === 0) expectWithin8Ulp(binaryCrossEntropyWithLogits(label, logit), exact);
  });
});

describe("subnormal results are not lost", () => {
  it.each([
    ["binaryCrossEntropy(0, 5e-324)", binaryCrossEntropy(0, 5e-324)],
    ["binaryCrossEntropy(1e-320, 0.5)'s first term", binaryCrossEntropy(1e-320, 0.5, { alpha: 1 })],
    ["binaryCrossEntropyWithLogits(1, 745)", binaryCrossEntropyWithLogits(1, 745)],
    ["binaryCrossEntropyWithLogits(0, -745)", binaryCrossEntropyWithLogits(0, -745)],
    ["focalLoss(0, 1e-107)", focalLoss(0, 1e-107)],
    ["focalLoss(0, 1e-161, { gamma: 1 })", focalLoss(0, 1e-161, { gamma: 1 })],
    ["focalLossWithLogits(1, 248)", focalLossWithLogits(1, 248)],
    ["focalLossWithLogits(0, -248)", focalLossWithLogits(0, -248)],
  ])("%s", (_, loss) => {
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThan(2 ** -1022);
  });
});

describe("gamma is 2 by default", () => {
  it.each<[string, FocalLossOptions | undefined]>([
    ["no options", undefined],
    ["empty options", {}],
    ["gamma undefined", { gamma: undefined }],
  ])("with %s", (_, options) => {
    expect(focalLoss(1, 0.5, options)).toBe(focalLoss(1, 0.5, { gamma: 2 }));
    expect(focalLossWithLogits(0, 0, options)).toBe(focalLossWithLogits(0, 0, { gamma: 2 }));
    expectWithin8Ulp(focalLoss(1, 0.5, options), 0.17328679513998632);
  });
});

describe("a weight of zero drops its term, infinite or not", () => {
  it.each<[string, number, number]>([
    ["focalLoss(0, 1, alpha 1)", focalLoss(0, 1, { alpha: 1 }), 0],
    ["focalLoss(1, 0, alpha 0)", focalLoss(1, 0, { alpha: 0 }), 0],
    ["focalLoss(1, 0, alpha -0)", focalLoss(1, 0, { alpha: -0 }), 0],
    ["focalLoss(0.5, 1, alpha 1)", focalLoss(0.5, 1, { alpha: 1 }), 0],
    ["focalLoss(0.5, 0, alpha 0)", focalLoss(0.5, 0, { alpha: 0 }), 0],
    ["focalLoss(1, 0, posWeight 0)", focalLoss(1, 0, { posWeight: 0 }), 0],
    ["focalLoss(1, 0, posWeight 5e-324)", focalLoss(1, 0, { posWeight: 5e-324 }), Infinity],
    ["binaryCrossEntropy(0, 1, alpha 1)", binaryCrossEntropy(0, 1, { alpha: 1 }), 0],
    ["binaryCrossEntropy(1, 0, alpha 0)", binaryCrossEntropy(1, 0, { alpha: 0 }), 0],
    ["binaryCrossEntropy(0.5, 1, alpha 1)", binaryCrossEntropy(0.5, 1, { alpha: 1 }), 0],
    ["binaryCrossEntropy(1, 0, posWeight 0)", binaryCrossEntropy(1, 0, { posWeight: 0 }), 0],
    ["focalLossWithLogits(0, Infinity, alpha 1)", focalLossWithLogits(0, Infinity, { alpha: 1 }), 0],
    ["focalLossWithLogits(1, -Infinity, alpha 0)", focalLossWithLogits(1, -Infinity, { alpha: 0 }), 0],
    [
      "focalLossWithLogits(1, -Infinity, posWeight 0)",
      focalLossWithLogits(1, -Infinity, { posWeight: 0 }),
      0,
    ],
    [
      "binaryCrossEntropyWithLogits(0, Infinity, alpha 1)",
      binaryCrossEntropyWithLogits(0, Infinity, { alpha: 1 }),
      0,
    ],
    [
      "binaryCrossEntropyWithLogits(1, -Infinity, posWeight 0)",
      binaryCrossEntropyWithLogits(1, -Infinity, { posWeight: 0 }),
      0,
    ],
  ])("%s", (_, loss, expected) => {
    expect(loss).toBe(expected);
  });
});

describe("large and tiny weights", () => {
  it.each<[label: number, logit: number, gamma: number, posWeight: number, exact: number]>([
    [1, -1000, 2, 3, 3000],
    [1, -1e308, 2, 1, 1e308],
    [1, -1e308, 2, 10, Infinity],
    [1, -2, 128, 1e280, 1.870094431652373e273],
    // Out of underflow by the weight, and down to 0.
    [1, 10, 128, 1e280, 5.722486484499862e-281],
    [1, 1380, 0, 1e280, 4.7164e-320],
    [1, 1395, 0, 1e280, 0],
    [1, 1401, 0, 1e280, 0],
    [1, 1e300, 0, 1e280, 0],
    // 634.5 of the smallest double, times 12: rounded once, not before the logarithm.
    [1, -12, 128, 3.137e-321, 3.7618e-320],
  ])("label %d, logit %d, gamma %d, posWeight %d: %d", (label, logit, gamma, posWeight, exact) => {
    const loss = focalLossWithLogits(label, logit, { gamma, posWeight });
    if (exact === Infinity) expect(loss).toBe(Infinity);
    else expectWithin8Ulp(loss, exact);
  });

  it.each<[label: number, probability: number, gamma: number, posWeight: number, exact: number]>([
    [1, 0, 2, 1e280, Infinity],
    [1, 0.5, 0, 1e280, 6.931471805599453e279],
    [1, 0.1, 128, 1e280, 3.2007879024378593e274],
    [1, 0.99998, 128, 1e280, 0],
  ])(
    "label %d, probability %d, gamma %d, posWeight %d: %d",
    (label, probability, gamma, posWeight, exact) => {
      const loss = focalLoss(label, probability, { gamma, posWeight });
      if (exact === Infinity) expect(loss).toBe(Infinity);
      else expectWithin8Ulp(loss, exact);
    },
  );
});

/** Beyond the types: what plain JavaScript may pass. */
const both = { alpha: 0.5, posWeight: 2 } as unknown as FocalLossOptions;

describe("NaN in or outside the range, NaN out", () => {
  it.each<[string, label: number, options: FocalLossOptions]>([
    ["label NaN", NaN, {}],
    ["label -0.1", -0.1, {}],
    ["label -5e-324", -5e-324, {}],
    ["label 1.1", 1.1, {}],
    ["label 1 + 2^-52", 1 + 2 ** -52, {}],
    ["label Infinity", Infinity, {}],
    ["label -Infinity", -Infinity, {}],
    ["alpha NaN", 1, { alpha: NaN }],
    ["alpha -0.1", 1, { alpha: -0.1 }],
    ["alpha 1.1", 1, { alpha: 1.1 }],
    ["alpha 1.1 with label 0", 0, { alpha: 1.1 }],
    ["alpha -Infinity", 0, { alpha: -Infinity }],
    ["posWeight NaN", 1, { posWeight: NaN }],
    ["posWeight -1", 1, { posWeight: -1 }],
    ["posWeight -1 with label 0", 0, { posWeight: -1 }],
    ["posWeight above 1e280", 1, { posWeight: 1.1e280 }],
    ["posWeight Infinity", 1, { posWeight: Infinity }],
    ["posWeight Infinity with label 0", 0, { posWeight: Infinity }],
    ["alpha and posWeight together", 1, both],
    ["alpha and posWeight together with label 0", 0, both],
  ])("%s", (_, label, options) => {
    expect(binaryCrossEntropy(label, 0.5, options)).toBe(NaN);
    expect(binaryCrossEntropyWithLogits(label, 0.5, options)).toBe(NaN);
    expect(focalLoss(label, 0.5, options)).toBe(NaN);
    expect(focalLossWithLogits(label, 0.5, options)).toBe(NaN);
    // An end of the range is no way out.
    expect(focalLoss(label, 1, options)).toBe(NaN);
    expect(focalLossWithLogits(label, Infinity, options)).toBe(NaN);
  });

  it.each([-5e-324, -0.1, -1, 1 + 2 ** -52, 1.1, Infinity, -Infinity, NaN])(
    "probability %d",
    (probability) => {
      for (const label of [0, 0.5, 1]) {
        expect(binaryCrossEntropy(label, probability)).toBe(NaN);
        expect(focalLoss(label, probability)).toBe(NaN);
        expect(focalLoss(label, probability, { gamma: 0 })).toBe(NaN);
        expect(focalLoss(label, probability, { alpha: 0 })).toBe(NaN);
      }
    },
  );

  it("logit NaN", () => {
    for (const label of [0, 0.5, 1]) {
      expect(binaryCrossEntropyWithLogits(label, NaN)).toBe(NaN);
      expect(focalLossWithLogits(label, NaN)).toBe(NaN);
      expect(focalLossWithLogits(label, NaN, { posWeight: 0 })).toBe(NaN);
    }
  });

  it.each([-1, -5e-324, NaN, Infinity, -Infinity])("gamma %d", (gamma) => {
    for (const label of [0, 0.5, 1]) {
      expect(focalLoss(label, 0.5, { gamma })).toBe(NaN);
      expect(focalLoss(label, 0, { gamma })).toBe(NaN);
      expect(focalLoss(label, 1, { gamma })).toBe(NaN);
      expect(focalLossWithLogits(label, 0.5, { gamma })).toBe(NaN);
      expect(focalLossWithLogits(label, Infinity, { gamma })).toBe(NaN);
    }
  });
});

describe("the ends of the ranges are inside", () => {
  it.each<[string, FocalLossOptions]>([
    ["gamma 0", { gamma: 0 }],
    ["gamma -0", { gamma: -0 }],
    ["gamma 5e-324", { gamma: 5e-324 }],
    ["posWeight 1", { gamma: 0, posWeight: 1 }],
  ])("%s is binary cross-entropy at one half", (_, options) => {
    for (const label of [0, -0, 1]) {
      expectWithin8Ulp(focalLoss(label, 0.5, options), 0.6931471805599453);
      expectWithin8Ulp(focalLossWithLogits(label, 0, options), 0.6931471805599453);
    }
  });

  it.each([1e10, 1e300, MAX])("gamma %d leaves nothing but total mistakes", (gamma) => {
    expect(focalLoss(1, 0.5, { gamma })).toBe(0);
    expect(focalLoss(1, BELOW_1_UP, { gamma })).toBe(0);
    expect(focalLoss(1, 0, { gamma })).toBe(Infinity);
    expect(focalLossWithLogits(1, 1, { gamma })).toBe(0);
    expect(focalLossWithLogits(1, -1, { gamma })).toBe(0);
    expect(focalLossWithLogits(1, -Infinity, { gamma })).toBe(Infinity);
    expect(focalLossWithLogits(1, Infinity, { gamma })).toBe(0);
  });

  it("gamma 1e18 leaves a part of a mistake of 41 nats, where 1 - p is 1 to the last bit", () => {
    const options = { gamma: 1e18 };
    expectWithin8Ulp(focalLossWithLogits(1, -41, options), 8.590782940073977);
    expectWithin8Ulp(-focalLossWithLogitsGrad(1, -41, options), 13.635912940705804);
    expectWithin8Ulp(focalLossWithLogitsHess(1, -41, options), 8.212416544025263);
  });

  it("gamma beyond 1e280 does not overflow on the way", () => {
    expectWithin8Ulp(focalLoss(1, 5e-324, { gamma: MAX }), 744.4400719213812);
  });
});
