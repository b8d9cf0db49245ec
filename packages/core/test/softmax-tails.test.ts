/**
 * Softmax focal losses of one class where logits are far apart, infinite or NaN. References: mpmath, 700 digits.
 */
import { describe, expect, it } from "vitest";

import {
  softmaxFocalLoss,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
  softmaxFocalLossHessVec,
} from "../src/index.ts";
import { expectAllNear } from "./near.ts";

describe("a class 700 below the largest", () => {
  const z = [-5.1, 1.3, 0.2, -703.9];
  const x = [1, -2, 3, 0.5];

  it.each<[t: number | number[], gradient: number[], hessian: number[], product: number[]]>([
    [
      0,
      [-1.0128832670163064, 0.7599259068671816, 0.2529573601491246, 4.133354098469382e-307],
      [-0.010349690829054386, 0.18395807592625527, 0.1891383053657672, 4.133354098469382e-307],
      [-0.018125419013307047, -0.9353202998998427, 0.9534457189131498, 5.2460340188539745e-307],
    ],
    [
      [0.5, 0.5, 0, 0],
      [-0.5063350264985079, 0.3584990381906819, 0.14783598830782604, 2.41565806906425e-307],
      [-0.005067621637253223, 0.1384445610069462, 0.14068032943092654, 2.41565806906425e-307],
      [-0.008123231878577473, -0.6995261950959646, 0.707649426974542, 5.523932721338559e-307],
    ],
  ])("shares in the derivatives, target %j", (t, gradient, hessian, product) => {
    expectAllNear(softmaxFocalLossGrad(t, z), gradient);
    expectAllNear(softmaxFocalLossHess(t, z), hessian);
    expectAllNear(softmaxFocalLossHessVec(t, z, {}, x), product);
  });

  it.each<[t: number | number[], gamma: number, column: number[]]>([
    [
      0,
      0,
      [-8.76910287874336e-310, -3.5377085943850988e-307, -1.3014502607297989e-307, 4.847927957993641e-307],
    ],
    [
      0,
      2,
      [6.62677323953328e-309, -3.660577016585387e-307, -1.3466510272264578e-307, 4.940960311416512e-307],
    ],
    [
      [0.5, 0.25, 0, 0.25],
      2,
      [3.1164227668732207e-307, 1.2408450464844549e-304, 4.569273206615563e-305, -1.7008887899128845e-304],
    ],
  ])("has a column in the Hessian, target %j, gamma %d", (t, gamma, column) => {
    expectAllNear(softmaxFocalLossHessVec(t, [-5, 1, 0, -704], { gamma }, [0, 0, 0, 1]), column);
  });

  it.each([
    [0, [1.334362117671115e-305, 4.961534414720638e-305, 3.6271722970495225e-305]],
    [2, [-1.86677260262189e-302, -1.8631454303248404e-302, 3.6271722970495225e-305]],
  ])("curves the loss where there is nothing else, gamma %d", (gamma, hessian) => {
    expectAllNear(softmaxFocalLossHess(0, [-702, 0, -701], { gamma }), hessian);
  });

  it("counts once where a larger logit comes later", () => {
    // e^-705 beside the logit 10, e^-775 beside the logit 80.
    const far = [0, 10, -695, 80];
    expectAllNear(softmaxFocalLossGrad(0, far), [-1, 3.975449735908647e-31, 0, 1]);
    expectAllNear([softmaxFocalLossHessVec(0, far, {}, x)[2]!], [0]);
  });
});

it("two classes 700 below the largest both take part in the Hessian, times a large vector", () => {
  for (const [t, exact] of [
    [0, [2.1260789014441834e-253, 3.8372564559403903e-258]],
    [
      [0.5, 0.5, 0, 0],
      [1.0631747819454842e-253, 1.9188724807165537e-258],
    ],
  ] as const) {
    expectAllNear(softmaxFocalLossHessVec(t, [-5, 0, -720, -800], {}, [0, 0, 1e60, 1e90]).slice(2), exact);
  }
});

// An error of a unit in the sum of the other classes would count 60 times.
it.each([
  [2, -0.125, 7.67761467481434e-49, -5.731416331166722e-47, 4.254463603655501e-45],
  [0.5, -0.234375, 1.4991058591410564e-16, -4.871543268929217e-15, 1.5468914020215604e-13],
])("logit %d beside 0 and five times %d, gamma 128", (z, other, value, gradient, hessian) => {
  const logits = [z, 0, other, other, other, other, other];
  const options = { gamma: 128 };
  expectAllNear([softmaxFocalLoss(0, logits, options)], [value]);
  expectAllNear([softmaxFocalLossGrad(0, logits, options)[0]!], [gradient]);
  expectAllNear([softmaxFocalLossHess(0, logits, options)[0]!], [hessian]);
});

describe("NaN", () => {
  it.each([
    [0, [0, Infinity, NaN]],
    [0, [0, NaN, Infinity]],
    [0, [NaN, Infinity, 0]],
    [1, [0, Infinity, NaN]],
    [2, [Infinity, NaN, -Infinity]],
    [0, [NaN]],
    [0, [NaN, -Infinity]],
    [1, [NaN, -Infinity]],
    [1, [NaN, -1000]],
  ])("at class %d of %s is not hidden", (c, z) => {
    const distribution = z.map((_, k) => (k === c ? 0.5 : 0.25));
    for (const target of [c, distribution]) {
      expect(softmaxFocalLoss(target, z)).toBe(NaN);
      expect(softmaxFocalLossGrad(target, z)).toEqual(new Float64Array(z.length).fill(NaN));
      expect(softmaxFocalLossHess(target, z)).toEqual(new Float64Array(z.length).fill(NaN));
      expect(
        softmaxFocalLossHessVec(
          target,
          z,
          {},
          z.map(() => 1),
        ),
      ).toEqual(new Float64Array(z.length).fill(NaN));
    }
  });
});
