/**
 * Adaptive sampling against dense sampling: how far the drawn line is from the function, in heights of the plot.
 */
import {
  focalLoss,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  recoverProbability,
} from "@focal-loss/core";
import fc from "fast-check";
import { expect, it } from "vitest";

import { sample, type SampleOptions } from "../src/index.ts";

const ln = Math.log;
const logit = (p: number): number => ln(p / (1 - p));

/** Widths of the plot: narrower, the line is nowhere beside the function that could be seen, however steep both are. */
const NARROWEST = 1e-5;

/** The greatest vertical distance between the line through the points and the function, where both are in the plot. */
function greatestMiss(fn: (x: number) => number, options: SampleOptions): number {
  const { points } = sample(fn, options);
  const [low, high] = options.range;
  const [first, last] = options.domain;
  const height = (y: number): number =>
    options.rangeScale === "log" ? ln(y / low) / ln(high / low) : (y - low) / (high - low);
  const across = { linear: (x: number) => x, log: ln, logit, symlog: (x: number) => x }[
    options.scale ?? "linear"
  ];
  let worst = 0;
  for (let i = 1; i < points.length; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1]!, points[i]!];
    if (y0 === null || y1 === null) continue;
    if (across(x1) - across(x0) < NARROWEST * (across(last) - across(first))) continue;
    for (let k = 1; k < 40; k++) {
      const x = x0 + (k / 40) * (x1 - x0);
      const t = (across(x) - across(x0)) / (across(x1) - across(x0));
      const truth = height(fn(x));
      if (!(truth >= 0 && truth <= 1)) continue;
      worst = Math.max(worst, Math.abs(height(y0) + t * (height(y1) - height(y0)) - truth));
    }
  }
  return worst;
}

const CASES: [string, (x: number) => number, SampleOptions][] = [
  ["-ln p", (p) => -ln(p), { domain: [0, 1], range: [0, 5] }],
  ["-ln(1 - p)", (p) => -Math.log1p(-p), { domain: [0, 1], range: [0, 5] }],
  ["focal loss", (p) => focalLoss(1, p, { gamma: 5 }), { domain: [0, 1], range: [0, 5] }],
  ["focal loss at gamma 0.5", (p) => focalLoss(0, p, { gamma: 0.5 }), { domain: [0, 1], range: [0, 5] }],
  ["square root", Math.sqrt, { domain: [0, 1], range: [0, 1] }],
  ["gradient by p", (p) => focalLossGrad(1, p), { domain: [0, 1], range: [-15, 1] }],
  ["Hessian by p", (p) => focalLossHess(0, p, { gamma: 0.5 }), { domain: [0, 1], range: [0, 80] }],
  ["loss by z", (z) => focalLossWithLogits(1, z), { domain: [-6, 6], range: [0, 6] }],
  ["loss on a log axis", (p) => focalLoss(1, p), { domain: [0, 1], range: [1e-6, 10], rangeScale: "log" }],
  [
    "loss on log axes",
    (p) => focalLoss(1, p),
    { domain: [1e-3, 0.999], scale: "log", range: [1e-6, 10], rangeScale: "log" },
  ],
  ["loss on a logit axis", (p) => focalLoss(1, p), { domain: [1e-3, 0.999], scale: "logit", range: [0, 5] }],
  ["recovery", (p) => recoverProbability(p, { gamma: 4 }), { domain: [0, 1], range: [0, 1] }],
  ["narrow bump", (x) => Math.exp(-(((x - 0.5) / 0.01) ** 2)), { domain: [0, 1], range: [0, 1] }],
  ["fast wave", (x) => Math.sin(60 * x), { domain: [0, 1], range: [-1, 1] }],
];

it.for(CASES)("%s is missed by less than half a pixel in 400", ([, fn, options]) => {
  expect(greatestMiss(fn, options)).toBeLessThan(0.5 / 400);
});

it("misses no focal loss by more, whatever gamma and label are", () => {
  const gammas = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(gammas, fc.double({ min: 0, max: 1, noNaN: true }), (gamma, label) => {
      const miss = greatestMiss((p) => focalLoss(label, p, { gamma }), { domain: [0, 1], range: [0, 5] });
      expect(miss).toBeLessThan(0.5 / 400);
    }),
    { numRuns: 50, examples: [[0, 0.10478256938631346]] },
  );
});

it("needs few points where a function is straight, and goes on towards infinity until it has left the plot", () => {
  expect(sample((x) => x, { domain: [0, 1], range: [0, 1] }).points.length).toBe(101);
  expect(sample((x) => x, { domain: [0, 1], range: [0, 1], intervals: 4 }).points).toEqual([
    [0, 0],
    [0.25, 0.25],
    [0.5, 0.5],
    [0.75, 0.75],
    [1, 1],
  ]);
  const { points, diverges } = sample((p) => -ln(p), { domain: [0, 1], range: [0, 20] });
  expect(diverges).toEqual([{ x: 0, to: "Infinity" }]);
  expect(points[0]![1]).toBeGreaterThan(20);
  expect(points.length).toBeLessThan(300);
});

it("breaks a curve where the function has no value, and stops where it never leaves the plot", () => {
  const { points, diverges } = sample((x) => (x < 0 ? NaN : Math.sqrt(x)), {
    domain: [-1, 1],
    range: [0, 1],
  });
  expect(points[0]![0]).toBeGreaterThanOrEqual(0);
  expect(points[0]![0]).toBeLessThan(1e-9);
  expect(diverges).toBeUndefined();
  const pole = sample((x) => 1 / x, { domain: [-1, 1], range: [-10, 10] });
  expect(pole.points.filter(([, y]) => y === null).length).toBe(1);
  expect(pole.diverges).toEqual([{ x: 0, to: "Infinity" }]);
  expect(sample((p) => -ln(p), { domain: [0, 1], range: [0, 1e9] }).points.length).toBeLessThan(300);
  expect(sample(() => NaN, { domain: [0, 1], range: [0, 1] }).points).toEqual([]);
});

it("never gives -0", () => {
  for (const [x, y] of sample((x) => -0 * x, { domain: [-1, 1], range: [-1, 1] }).points) {
    expect(Object.is(x, -0)).toBe(false);
    expect(Object.is(y, -0)).toBe(false);
  }
});
