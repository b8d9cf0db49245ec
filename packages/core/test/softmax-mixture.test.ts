/**
 * Softmax focal losses of targets with several classes, where sums run over blocks and exponentials leave their range.
 */
import { describe, expect, it } from "vitest";

import {
  softmaxFocalLoss,
  softmaxFocalLossBatch,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
  softmaxFocalLossHessVec,
} from "../src/index.ts";
import { expectAllNear } from "./near.ts";

describe("logits 700 apart", () => {
  // mpmath, 700 digits. No term cancels another.
  it.each<[t: number[], z: number[], gamma: number, hessian: number[]]>([
    [
      [0.1, 0.2, 0.3, 0.4],
      [0, -702, -701, -703],
      0,
      [5.45241880488983e-305, 1.334362117671115e-305, 3.6271722970495225e-305, 4.9088439016919216e-306],
    ],
    [
      [0.1, 0.2, 0.3, 0.4],
      [0, -702, -701, -703],
      2,
      [-2.165238243412964e-302, -3.7242046704200825e-303, -1.5179716063152252e-302, -2.7484617005573072e-303],
    ],
    [[0.5, 0, 0.5], [0, 720, 1440], 2, [0, 1.01611540123e-313, 1.01611540123e-313]],
  ])("target %j, logits %j, gamma %d: Hessian", (t, z, gamma, hessian) => {
    expectAllNear(softmaxFocalLossHess(t, z, { gamma }), hessian);
  });
});

describe("600 classes alike, gamma 0: the cross-entropy", () => {
  const n = 600;
  const z = new Float64Array(n).fill(-3);
  const t = new Float64Array(n);
  t[0] = 0.5;
  t[300] = 0.125;
  t[599] = 0.375;
  const p = 1 / n;

  it("is ln 600", () => {
    expectAllNear([softmaxFocalLoss(t, z, { gamma: 0 })], [6.396929655216146]);
  });

  it("has the gradient p - t", () => {
    const exact = Array.from(t, (share) => (share === 0 ? p : p - share));
    expectAllNear(softmaxFocalLossGrad(t, z, { gamma: 0 }), exact);
  });

  it("has the Hessian p (1 - p) on the diagonal and -p^2 beside it", () => {
    const diagonal = 599 / 360_000;
    expectAllNear(softmaxFocalLossHess(t, z, { gamma: 0 }), Array(n).fill(diagonal));
    for (const k of [0, 5, 300, 599]) {
      const x = Array.from({ length: n }, (_, i) => (i === k ? 1 : 0));
      expectAllNear(
        softmaxFocalLossHessVec(t, z, { gamma: 0 }, x),
        x.map((one) => (one === 1 ? diagonal : -1 / 360_000)),
      );
    }
  });
});

it.each([0, 2, 0.5])(
  "is what one of 1024 classes alike has, gamma %d: their terms add up without loss",
  (gamma) => {
    const z = new Float64Array(1024).fill(0.3);
    const t = z.map(() => 1 / 1024);
    expect(softmaxFocalLoss(t, z, { gamma })).toBe(softmaxFocalLoss(7, z, { gamma }));
    expectAllNear([softmaxFocalLoss(t, z, { gamma: 0 })], [6.931471805599453]);
  },
);

// mpmath, 60 digits. An error of a unit in the sum of the other classes would count 60 times.
it.each([
  [-0.125, 2.5847756890769242e-36, 1.569123309262237e-34, 9.442769237023308e-33],
  [-0.234375, 1.6331826531242723e-33, 9.344642657823263e-32, 5.294939162837098e-30],
])("two classes, logits 0 and %d, gamma 128", (z, value, gradient, hessian) => {
  const options = { gamma: 128 };
  expectAllNear([softmaxFocalLoss([0.5, 0.5], [0, z], options)], [value]);
  expectAllNear(softmaxFocalLossGrad([0.5, 0.5], [0, z], options), [gradient, -gradient]);
  expectAllNear(softmaxFocalLossHess([0.5, 0.5], [0, z], options), [hessian, hessian]);
});

it("the slopes of 4,999 classes add up without loss", () => {
  const z = new Float64Array(5000);
  const t = z.map((_, k) => (k === 7 ? 0 : 0.1));
  // 0.1 times 4999/5000.
  expectAllNear([softmaxFocalLossGrad(t, z, { gamma: 0 })[7]!], [0.09998]);
});

// What is far below the largest logit still has to be summed to the last digit: its error counts gamma + 1 times.
it.each([
  [100, 5, 45, 1e-300],
  [1000, 2, 40, 1e-200],
  [5000, 7, 45, 1e-200],
])("%d classes, gamma %d, the last one %d above the others: the others' sum is exact", (n, gamma, gap, w) => {
  const z = Float64Array.from({ length: n }, (_, i) => (i === n - 1 ? gap : Math.sin(i)));
  const t = z.map((_, i) => (i === n - 1 ? 1 : i === 0 ? w : 0));
  const near = (one: number, other: number): void => {
    expect(Math.abs(one - other)).toBeLessThanOrEqual(8 * 2 ** -53 * Math.abs(other));
  };
  near(softmaxFocalLoss(t, z, { gamma }), softmaxFocalLoss(n - 1, z, { gamma }));
  const gradient = softmaxFocalLossGrad(t, z, { gamma });
  const hessian = softmaxFocalLossHess(t, z, { gamma });
  softmaxFocalLossGrad(n - 1, z, { gamma }).forEach((slope, i) => near(gradient[i]!, slope));
  softmaxFocalLossHess(n - 1, z, { gamma }).forEach((bend, i) => near(hessian[i]!, bend));
});

it("one-hot rows, mixtures, rows that are far apart and rows that are not finite may alternate", () => {
  const z = [1, 2, 0, 0, -710, 3, NaN, 1, 2, Infinity, 0, 0, -Infinity, 2, 1, 0, -1400, -720];
  const t = [0, 1, 0, 0.2, 0.3, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0, 0.1, 0.4, 0.5, 0.5, 0.25, 0.25];
  const gradients = new Float64Array(18);
  const hessians = new Float64Array(18);
  const values = new Float64Array(6);
  expect(softmaxFocalLossBatch(t, z, { classes: 3 }, { values, gradients, hessians }).nan).toBe(1);
  for (let row = 0; row < 6; row++) {
    const [from, end] = [3 * row, 3 * row + 3];
    const [target, logits] = [t.slice(from, end), z.slice(from, end)];
    expect(values[row]).toBe(softmaxFocalLoss(target, logits));
    expect(gradients.subarray(from, end)).toEqual(softmaxFocalLossGrad(target, logits));
    expect(hessians.subarray(from, end)).toEqual(softmaxFocalLossHess(target, logits));
  }
});
