/**
 * The batch from probabilities is core's, bit for bit: over the exact references and millions of random elements.
 */
import { type BatchOptions, focalLossBatch, type Numbers } from "@focal-loss/core";
import { loadBinaryReference } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";

import { createKernels } from "../src/index.ts";
import { randomLabel, randomProbability, uniform, WEIGHINGS } from "./random-rows.ts";
import { errorOf, expectSame as same, KINDS, type Make } from "./same-bits.ts";

const kernels = createKernels({ capacity: 2 ** 20 });
const BATCHES = [kernels.focalLossBatch, focalLossBatch] as const;
const expectSame = (labels: Numbers, probabilities: Numbers, options: BatchOptions, make?: Make) => {
  same(BATCHES, labels, probabilities, options, make);
};

const random = uniform(20261126);
const rows = (n: number, soft: number) => ({
  labels: Float64Array.from({ length: n }, () => randomLabel(random, soft)),
  probabilities: Float64Array.from({ length: n }, () => randomProbability(random)),
});

const GAMMAS = [0, 1, 2, 3, 0.5, 1.5, 2.5, 7.3, 15, 15.1, 60, 5e-324, 1e300];
const WEIGHTS = [{}, { alpha: 0.25 }, { alpha: 0 }, { alpha: 1 }, { alpha: 1e-60 }, { posWeight: 1e200 }];

describe("focalLossBatch", () => {
  it("has core's bits over the exact references", async () => {
    const all = (await loadBinaryReference()).filter(({ input }) => input === "probability");
    expect(all.length).toBeGreaterThan(1000);
    for (const { label, x, gamma, alpha } of all) {
      expectSame([label], [x], alpha === null ? { gamma } : { gamma, alpha });
    }
  });

  it.each(GAMMAS)("has them for gamma %d and labels and weights of all kinds", (gamma) => {
    for (const weights of WEIGHTS) {
      for (const soft of [0, 0.1, 1]) {
        const { labels, probabilities } = rows(5001, soft);
        expectSame(labels, probabilities, { gamma, ...weights });
      }
    }
    for (const hessianMode of ["clamp", "absolute", "gauss-newton"] as const) {
      const { labels, probabilities } = rows(1025, 0.2);
      expectSame(labels, probabilities, { gamma, hessianMode, labelSmoothing: 0.1 });
    }
  });

  it("has them for every length, and every kind of array", () => {
    for (const length of [...Array.from({ length: 140 }, (_, i) => i), 2047, 2048, 2049, 8191, 8192, 8193]) {
      const { labels, probabilities } = rows(length, length % 3 === 0 ? 0.3 : 0);
      for (const make of Object.values(KINDS)) expectSame(labels, probabilities, { gamma: 1.5 }, make);
      expectSame(Float32Array.from(labels), Float32Array.from(probabilities), {}, KINDS.Float32Array);
      expectSame([...labels], [...probabilities], { gamma: 2 });
    }
  });

  it.each(WEIGHINGS)("has them with %s", (_, optionsOf) => {
    for (const reduction of ["mean", "sum", "weights", "positives", "none"] as const) {
      for (const soft of [0, 0.3]) {
        const { labels, probabilities } = rows(5001, soft);
        expectSame(labels, probabilities, { ...optionsOf(random, 5001), reduction, alpha: 0.25 });
      }
    }
  });

  it("has them for arrays in the memory of the kernels, and where an output is the input", () => {
    const [labels, probabilities] = [kernels.allocate(4099), kernels.allocate(4099)];
    const out = { values: kernels.allocate(4099), gradients: probabilities };
    const source = rows(4099, 0);
    labels.set(source.labels);
    probabilities.set(source.probabilities);
    const expected = { values: new Float64Array(4099), gradients: new Float64Array(4099) };
    const result = focalLossBatch(source.labels, source.probabilities, {}, expected);
    expect(kernels.focalLossBatch(labels, probabilities, {}, out)).toEqual(result);
    expect(out).toEqual(expected);
  });

  it("throws what core throws, and leaves the output arrays as they were", () => {
    const values = Float64Array.of(7, 7, 7);
    const calls: readonly (readonly unknown[])[] = [
      [[0, 1, 1], [0, 0.5, 1.01], {}, { values }],
      [[0, 1, 1], Float64Array.of(0, 0.5, -0.01), {}, { values }],
      [[0, 1, 1], Float64Array.of(2, 0.5, 0), {}, { values }],
      [[0, 1, 1], Float32Array.of(0.5, 0.5, 7), {}, { values }],
      [[0, 1, 1], [0.5, 0.5, 7], { mask: [0, 1, 1] }, { values }],
      [[0, 1, 2], [0, 0.5, 1], {}, { values }],
      [[0, 1, 1], [0, 0.5], {}, { values }],
      [[0, 1, 1], [0, 0.5, 1], { gamma: -1 }, { values }],
      [[0, 1, 1], [0, 0.5, 1], { weights: [1, -1, 1] }, { values }],
    ];
    for (const call of calls) {
      const args = call as Parameters<typeof focalLossBatch>;
      const message = errorOf(() => focalLossBatch(...args));
      expect(message).toMatch(/^(TypeError|RangeError): "/);
      expect(errorOf(() => kernels.focalLossBatch(...args))).toBe(message);
    }
    expect([...values]).toEqual([7, 7, 7]);
    // What is ignored may be anything.
    expectSame([0, 1, 1], [0.5, 0.5, 7], { mask: [1, 1, 0] });
    expectSame([0, 1, 9], Float64Array.of(0.5, 0.5, -7), { ignoreLabel: 9 });
  });
});
