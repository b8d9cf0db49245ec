/**
 * The softmax batch with a weight for each row, over several blocks of rows.
 */
import { describe, expect, it } from "vitest";

import {
  type SoftmaxBatchOptions,
  softmaxFocalLoss,
  softmaxFocalLossBatch,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
} from "../src/index.ts";

const ROWS = 700;
const CLASSES = 3;
const logits = Float64Array.from({ length: ROWS * CLASSES }, (_, i) => ((i * 7919) % 2003) / 100 - 10);
const classes = Int32Array.from({ length: ROWS }, (_, row) => (row >> 1) % CLASSES);
const distributions = logits.map((_, i) => [0.25, 0.5, 0, 0.125][i % 4]!);
const weights = Float64Array.from({ length: ROWS }, (_, row) => [0, 0.3, 1, 2.7][row % 4]!);

describe.each([
  ["classes", classes],
  ["distributions", distributions],
] as const)("targets that are %s", (_, targets) => {
  const run = (options: Partial<SoftmaxBatchOptions>, out: object) =>
    softmaxFocalLossBatch(targets, logits, { classes: CLASSES, ...options }, out);
  const rows = Array.from(weights, (weight, row) => {
    const [start, end] = [row * CLASSES, (row + 1) * CLASSES];
    const target = targets === classes ? targets[row]! : targets.subarray(start, end);
    return { weight, target, z: logits.subarray(start, end) };
  });
  const weighted = {
    values: Float64Array.from(rows, ({ weight, target, z }) => softmaxFocalLoss(target, z) * weight),
    gradients: Float64Array.from(
      rows.flatMap(({ weight, target, z }) => [...softmaxFocalLossGrad(target, z)].map((g) => g * weight)),
    ),
    hessians: Float64Array.from(
      rows.flatMap(({ weight, target, z }) => [...softmaxFocalLossHess(target, z)].map((h) => h * weight)),
    ),
  };

  it("give the scalars times the weights of their rows, to the last bit", () => {
    const out = {
      values: new Float64Array(ROWS),
      gradients: new Float64Array(ROWS * CLASSES),
      hessians: new Float64Array(ROWS * CLASSES),
    };
    run({ weights }, out);
    expect(out).toEqual(weighted);
  });

  it.each(["values", "gradients", "hessians"] as const)("fill %s alone, rounded once to float32", (name) => {
    const out = new Float32Array(weighted[name].length);
    run({ weights }, { [name]: out });
    expect(out).toEqual(Float32Array.from(weighted[name]));
  });

  it("may replace the logits", () => {
    for (const name of ["gradients", "hessians"] as const) {
      const both = logits.slice();
      softmaxFocalLossBatch(targets, both, { classes: CLASSES, weights }, { [name]: both });
      expect(both).toEqual(weighted[name]);
    }
  });

  it("leave masked rows out, whatever their weight", () => {
    const mask = weights.map((_, row) => row % 3);
    const out = { gradients: new Float64Array(ROWS * CLASSES) };
    const masked = run({ weights, mask }, out);
    const kept = weights.map((weight, row) => (mask[row] === 0 ? 0 : weight));
    const { sum, weight } = run({ weights: kept }, {});
    expect(masked).toMatchObject({ sum, weight, nan: 0, count: 466 });
    const gradients = weighted.gradients.map((g, i) => (mask[Math.floor(i / CLASSES)] === 0 ? 0 : g));
    expect(out.gradients).toEqual(gradients);
  });
});

it("a weight of 0 drops a loss that is infinite, not one that is NaN", () => {
  const values = new Float64Array(2);
  const weigh = (first: number, weights: number[], options = {}) =>
    softmaxFocalLossBatch(
      [0, 1],
      [first, 0, 0, 0],
      { classes: 2, gamma: 0, weights, ...options },
      { values },
    );
  expect(weigh(-Infinity, [0, 2])).toMatchObject({ sum: 2 * Math.LN2, count: 2, weight: 2, nan: 0 });
  expect(values).toEqual(Float64Array.of(0, 2 * Math.LN2));
  expect(weigh(-Infinity, [1, 2])).toMatchObject({ sum: Infinity, nan: 0 });
  expect(weigh(NaN, [0, 2])).toMatchObject({ sum: NaN, nan: 1 });
  expect(weigh(NaN, [1, 2], { mask: [0, 1] })).toMatchObject({ sum: 2 * Math.LN2, weight: 2, nan: 0 });
  expect(values).toEqual(Float64Array.of(0, 2 * Math.LN2));
});
