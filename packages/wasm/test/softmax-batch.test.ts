/**
 * The batch of softmax rows is core's, bit for bit: over the exact references and millions of random logits.
 */
import { type SoftmaxBatchOptions, softmaxFocalLossBatch, type Numbers } from "@focal-loss/core";
import { loadSoftmaxReference } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";

import { createKernels } from "../src/index.ts";
import { uniform, WEIGHINGS } from "./random-rows.ts";
import { errorOf, expectSame as same, KINDS, type Make } from "./same-bits.ts";

const kernels = createKernels({ capacity: 2 ** 18 });
const BATCHES = [kernels.softmaxFocalLossBatch, softmaxFocalLossBatch] as const;
const expectSame = (targets: Numbers, logits: Numbers, options: SoftmaxBatchOptions, make?: Make) => {
  same<SoftmaxBatchOptions>(BATCHES as never, targets, logits, options, make, options.classes);
};

const random = uniform(20261127);

/** Logits of all sizes, few of them infinite or NaN; targets, few of them NaN. */
function rows(n: number, classes: number, scale: number) {
  const special = [-Infinity, Infinity, NaN];
  const logits = Float64Array.from({ length: n * classes }, () =>
    random() < 0.003 ? special[Math.floor(3 * random())]! : (random() - 0.5) * scale,
  );
  const targets = Array.from({ length: n }, () => (random() < 0.01 ? NaN : Math.floor(random() * classes)));
  return { logits, targets };
}

describe("softmaxFocalLossBatch", () => {
  it("has core's bits over the exact references", async () => {
    const all = await loadSoftmaxReference();
    expect(all.length).toBe(500);
    for (const { target, targets, logits, gamma, alpha } of all) {
      const classes = logits.length;
      const options = alpha === null ? { classes, gamma } : { classes, gamma, alpha };
      expectSame(target === null ? targets : [target], logits, options);
    }
  });

  describe.each([1, 2, 3, 7, 10, 100, 2048, 2049])("%d classes", (classes) => {
    it.each([0, 1, 2, 0.5, 2.5, 7.3, 60, 1e300])("have them for gamma %d", (gamma) => {
      const n = Math.ceil(9000 / classes);
      for (const scale of [5, 20, 90, 1500]) {
        for (const alpha of [undefined, 0.25, 0, Float64Array.from({ length: classes }, (_, k) => k % 3)]) {
          const { logits, targets } = rows(n, classes, scale);
          expectSame(targets, logits, { classes, gamma, alpha });
        }
      }
    });
  });

  it("has them for every number of rows, and every kind of array", () => {
    for (const n of [0, 1, 2, 127, 128, 129, 2729, 2730, 2731, 5461]) {
      const { logits, targets } = rows(n, 3, 10);
      for (const make of Object.values(KINDS)) expectSame(targets, logits, { classes: 3, gamma: 1.5 }, make);
      expectSame(Float32Array.from(targets), Float32Array.from(logits), { classes: 3 }, KINDS.Float32Array);
      expectSame(targets, [...logits], { classes: 3 });
    }
  });

  it.each(WEIGHINGS)("has them with %s", (_, optionsOf) => {
    for (const reduction of ["mean", "sum", "weights", "none"] as const) {
      const { logits, targets } = rows(3000, 3, 30);
      expectSame(targets, logits, { ...optionsOf(random, 3000), classes: 3, reduction });
    }
  });

  it("has them for distributions, smoothed targets and masked classes, which are core's", () => {
    const { logits, targets } = rows(300, 4, 10);
    const distributions = Float64Array.from({ length: 1200 }, () => random() / 4);
    expectSame(distributions, logits, { classes: 4 });
    expectSame(targets, logits, { classes: 4, labelSmoothing: 0.1 });
    expectSame(
      targets.map((t) => (t > 0 ? t : 1)),
      logits.map((z, i) => (i % 4 === 0 ? -Infinity : z)),
      { classes: 4 },
    );
  });

  it("lets an output array be the input array", () => {
    const { logits, targets } = rows(1000, 5, 60);
    const gradients = logits.slice();
    kernels.softmaxFocalLossBatch(targets, gradients, { classes: 5 }, { gradients });
    const expected = new Float64Array(5000);
    softmaxFocalLossBatch(targets, logits, { classes: 5 }, { gradients: expected });
    expect(gradients).toEqual(expected);
  });

  it("throws what core throws", () => {
    const calls: readonly (readonly unknown[])[] = [
      [[0, 3], [1, 2, 3, 4, 5, 6], { classes: 3 }],
      [[0, 0.5], [1, 2, 3, 4, 5, 6], { classes: 3 }],
      [[0], [1, 2, 3, 4], { classes: 3 }],
      [[0], [1, 2, 3], { classes: 3, gamma: -1 }],
      [[0], [1, 2, 3], { classes: 3, alpha: [1, 2] }],
      [[0], [1, 2, 3], { classes: 3 }, { values: [1, 2] }],
      [[0], [1, 2, 3], null],
    ];
    for (const call of calls) {
      const args = call as Parameters<typeof softmaxFocalLossBatch>;
      const message = errorOf(() => softmaxFocalLossBatch(...args));
      expect(message).toMatch(/^(TypeError|RangeError): "/);
      expect(errorOf(() => kernels.softmaxFocalLossBatch(...args))).toBe(message);
    }
  });
});
