/**
 * The batch from logits is core's, bit for bit, unless all arrays are of floats: over the exact references and millions of random elements.
 */
import { type BatchOptions, focalLossWithLogitsBatch, type Numbers } from "@focal-loss/core";
import { loadBinaryReference } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";

import { createKernels } from "../src/index.ts";
import { randomLabel, randomLogit, uniform, WEIGHINGS } from "./random-rows.ts";
import { errorOf, expectSame as same, expectSameNumbers, KINDS, type Make, outputs } from "./same-bits.ts";

const CAPACITY = 2 ** 20;
const kernels = createKernels({ capacity: CAPACITY });

const BATCHES = [kernels.focalLossWithLogitsBatch, focalLossWithLogitsBatch] as const;
const expectSame = (labels: Numbers, logits: Numbers, options: BatchOptions, make?: Make) => {
  same(BATCHES, labels, logits, options, make);
};

const random = uniform(20261124);
const rows = (n: number, soft: number) => ({
  labels: Float64Array.from({ length: n }, () => randomLabel(random, soft)),
  logits: Float64Array.from({ length: n }, () => randomLogit(random)),
});

const GAMMAS = [0, 1, 2, 3, 0.5, 1.5, 2.5, 3.5, 4, 4.5, 7.3, 20, 60, 128, 5e-324, 1e300];
const WEIGHTS = [{}, { alpha: 0.25 }, { alpha: 0 }, { alpha: 1 }, { alpha: 1e-60 }, { posWeight: 1e200 }];

describe("focalLossWithLogitsBatch", () => {
  it("has core's bits over the exact references", async () => {
    const all = (await loadBinaryReference()).filter(({ input }) => input === "logit");
    expect(all.length).toBeGreaterThan(1500);
    const groups = new Map<string, typeof all>();
    for (const row of all) {
      const key = `${row.gamma} ${row.alpha}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    for (const group of groups.values()) {
      const { gamma, alpha } = group[0]!;
      const options = alpha === null ? { gamma } : { gamma, alpha };
      expectSame(
        group.map(({ label }) => label),
        group.map(({ x }) => x),
        options,
      );
    }
  });

  describe.each(GAMMAS)("gamma %d", (gamma) => {
    it("has core's bits for hard labels, soft labels and a mixture, and any class weights", () => {
      for (const weights of WEIGHTS) {
        for (const soft of [0, 0.1, 1]) {
          const { labels, logits } = rows(5001, soft);
          expectSame(labels, logits, { gamma, ...weights });
        }
      }
    });

    it("has them for every Hessian and with label smoothing", () => {
      for (const hessianMode of ["exact", "clamp", "absolute", "gauss-newton"] as const) {
        for (const labelSmoothing of [0, 0.1, 1]) {
          const { labels, logits } = rows(2049, 0.2);
          expectSame(labels, logits, { gamma, alpha: 0.25, hessianMode, labelSmoothing });
        }
      }
    });
  });

  it("has them for every length, and every kind of array", () => {
    const lengths = [...Array.from({ length: 260 }, (_, i) => i), 2047, 2048, 2049, 8191, 8192, 8193];
    for (const length of lengths) {
      const { labels, logits } = rows(length, length % 3 === 0 ? 0.3 : 0);
      for (const make of Object.values(KINDS)) expectSame(labels, logits, { gamma: 1.5 }, make);
      const single = Float32Array.from(labels);
      for (const make of Object.values(KINDS)) expectSame(single, [...logits], { gamma: 2 }, make);
      expectSame([...labels], Float32Array.from(logits), { gamma: 2 });
    }
    expectSame(Uint8Array.of(0, 1, 1), Int16Array.of(-3, 0, 9), {});
  });

  it("computes what is wanted and no more", () => {
    const { labels, logits } = rows(777, 0);
    for (const wanted of [["values"], ["gradients"], ["hessians"], ["values", "hessians"], []]) {
      const make = () => Object.fromEntries(wanted.map((name) => [name, new Float64Array(777)]));
      const [ours, cores] = [make(), make()];
      const result = kernels.focalLossWithLogitsBatch(labels, logits, {}, ours);
      expect(result).toEqual(focalLossWithLogitsBatch(labels, logits, {}, cores));
      for (const name of wanted) expectSameNumbers(ours[name]!, cores[name]!, name);
    }
  });

  it.each(WEIGHINGS)("has core's bits with %s and each reduction", (_, optionsOf) => {
    for (const reduction of ["mean", "sum", "weights", "positives", "none"] as const) {
      const { labels, logits } = rows(5001, reduction === "sum" ? 0.3 : 0);
      for (const make of Object.values(KINDS)) {
        expectSame(labels, logits, { ...optionsOf(random, 5001), reduction, alpha: 0.25 }, make);
      }
      expectSame(labels, logits, { ...optionsOf(random, 5001), reduction, hessianMode: "clamp" });
    }
    for (let n = 0; n < 132; n++) {
      const { labels, logits } = rows(n, 0);
      expectSame(labels, logits, { ...optionsOf(random, n), labelSmoothing: n % 2 });
    }
  });

  it("lets an output array be the input array", () => {
    const { labels, logits } = rows(5000, 0);
    const gradients = logits.slice();
    kernels.focalLossWithLogitsBatch(labels, gradients, {}, { gradients });
    const expected = new Float64Array(5000);
    focalLossWithLogitsBatch(labels, logits, {}, { gradients: expected });
    expectSameNumbers(gradients, expected, "gradients");
  });

  it.each([Float64Array, Float32Array])("computes a resident %o where it is", (type) => {
    const own = createKernels({ capacity: CAPACITY });
    const take = (n: number) => (type === Float64Array ? own.allocate(n) : own.allocate(n, Float32Array));
    for (const n of [1, 2, 7, 4099]) {
      const { labels, logits } = rows(n, 0.1);
      const [y, z] = [take(n), take(n)];
      y.set(labels);
      z.set(logits);
      const out = { values: take(n), gradients: take(n), hessians: take(n) };
      const guard = take(1);
      const result = own.focalLossWithLogitsBatch(y, z, { gamma: 1.5 }, out);
      const expected = outputs(n, (n) => new type(n));
      const other = type === Float64Array ? focalLossWithLogitsBatch : kernels.focalLossWithLogitsBatch;
      const copies = [type.from(labels), type.from(logits)] as const;
      expect(result).toEqual(other(...copies, { gamma: 1.5 }, expected));
      for (const name of ["values", "gradients", "hessians"] as const) {
        expectSameNumbers(out[name], expected[name], name);
      }
      expect(guard[0]).toBe(0);
    }
  });

  it.each(["labels", "logits"] as const)("lets a resident array of floats be %s and an output", (input) => {
    const own = createKernels({ capacity: CAPACITY });
    for (const soft of [0, 0.3]) {
      for (const name of ["values", "gradients", "hessians"] as const) {
        const { labels, logits } = rows(1003, soft);
        for (const [i, z] of [-200, 200, -Infinity, Infinity, 128, -128].entries())
          logits.fill(z, 9 * i, 9 * i + 9);
        const arrays = { labels: own.allocate(1003, Float32Array), logits: own.allocate(1003, Float32Array) };
        arrays.labels.set(labels);
        arrays.logits.set(logits);
        const expected = new Float32Array(1003);
        const copies = [arrays.labels.slice(), arrays.logits.slice()] as const;
        const result = kernels.focalLossWithLogitsBatch(...copies, {}, { [name]: expected });
        const out = { [name]: arrays[input] };
        expect(own.focalLossWithLogitsBatch(arrays.labels, arrays.logits, {}, out)).toEqual(result);
        expectSameNumbers(arrays[input], expected, name);
      }
    }
  });

  it("throws what core throws, and leaves the output arrays as they were", () => {
    const values = Float64Array.of(7, 7);
    const calls: readonly (readonly unknown[])[] = [
      [[0, 1], [1]],
      [[0, 2], [1, 1], {}, { values }],
      [Float64Array.of(0, -1), Float64Array.of(1, 1), {}, { values }],
      [Float32Array.of(0, 1.5), Float32Array.of(1, 1), {}, { values }],
      [
        [0, "1"],
        [1, 1],
      ],
      ["01", [1, 1]],
      [[0, 1], null],
      [[0, 1], [1, 1], { gamma: -1 }],
      [[0, 1], [1, 1], { gamma: NaN }],
      [[0, 1], [1, 1], { alpha: 2 }],
      [[0, 1], [1, 1], { alpha: 0.5, posWeight: 2 }],
      [[0, 1], [1, 1], { reduction: "average" }],
      [[0, 1], [1, 1], { hessianMode: 1 }],
      [[0, 1], [1, 1], { weights: [1, -1] }],
      [[0, 1], [1, 1], {}, { values: new Float64Array(3) }],
      [[0, 1], [1, 1], {}, null],
      [[0, 1], [1, 1], null],
    ];
    for (const call of calls) {
      const args = call as Parameters<typeof focalLossWithLogitsBatch>;
      const message = errorOf(() => focalLossWithLogitsBatch(...args));
      expect(message).toMatch(/^(TypeError|RangeError): "/);
      expect(errorOf(() => kernels.focalLossWithLogitsBatch(...args))).toBe(message);
    }
    expect([...values]).toEqual([7, 7]);
  });
});
