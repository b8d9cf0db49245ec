/**
 * The softmax batch: the scalars' bits, options, errors.
 */
import { describe, expect, it } from "vitest";

import { type SoftmaxBatchOptions, softmaxFocalLossBatch } from "../src/softmax-batch.ts";
import { softmaxFocalLoss, softmaxFocalLossGrad, softmaxFocalLossHess } from "../src/softmax-focal-loss.ts";
import { generator } from "./generator.ts";

function makeBatch(rows: number, classes: number, seed = 1) {
  const random = generator(seed);
  const logits = Float64Array.from({ length: rows * classes }, (_, i) => {
    const scale = [1, 5, 40, 800][Math.floor(i / classes) % 4]!;
    return random() < 0.02 ? -Infinity : (random() - 0.5) * scale;
  });
  const targets = Int32Array.from({ length: rows }, () => Math.floor(random() * classes));
  const distributions = Float64Array.from({ length: rows * classes }, (_, i) =>
    Math.floor(i / classes) % 3 === 0 ? (i % classes === 1 ? 1 : 0) : random(),
  );
  const out = {
    values: new Float64Array(rows),
    gradients: new Float64Array(rows * classes),
    hessians: new Float64Array(rows * classes),
  };
  return { logits, targets, distributions, out };
}

describe("bits", () => {
  const alphas = [undefined, 0.25, "classes"] as const;
  for (const classes of [1, 2, 3, 10, 1500]) {
    for (const gamma of [0, 1, 2, 2.5]) {
      it(`are those of the scalars for ${classes} classes and gamma ${gamma}`, () => {
        const rows = classes > 100 ? 5 : 700;
        const { logits, targets, distributions, out } = makeBatch(rows, classes);
        for (const kind of alphas) {
          const alpha = kind === "classes" ? Array.from({ length: classes }, (_, k) => (k % 4) / 2) : kind;
          const options = { gamma, alpha };
          for (const given of classes === 1 ? [targets] : [targets, distributions]) {
            softmaxFocalLossBatch(given, logits, { ...options, classes }, out);
            for (let row = 0; row < rows; row++) {
              const [start, end] = [row * classes, (row + 1) * classes];
              const z = logits.subarray(start, end);
              const target = given === targets ? targets[row]! : distributions.subarray(start, end);
              expect(out.values[row]).toBe(softmaxFocalLoss(target, z, options));
              expect(out.gradients.subarray(start, end)).toEqual(softmaxFocalLossGrad(target, z, options));
              expect(out.hessians.subarray(start, end)).toEqual(softmaxFocalLossHess(target, z, options));
            }
          }
        }
      });
    }
  }

  it("do not depend on the kinds of arrays", () => {
    const { logits, targets, out } = makeBatch(50, 4);
    const single = Float32Array.from(logits);
    const { loss } = softmaxFocalLossBatch(targets, single, { classes: 4 }, out);
    const numbers = (length: number) => Array.from<number>({ length }).fill(0);
    const plain = { values: numbers(50), gradients: new Float32Array(200), hessians: numbers(200) };
    expect(softmaxFocalLossBatch([...targets], [...single], { classes: 4 }, plain).loss).toBe(loss);
    expect(plain.values).toEqual([...out.values]);
    expect(plain.gradients).toEqual(Float32Array.from(out.gradients));
    expect(plain.hessians).toEqual([...out.hessians]);
  });

  it("may replace the input", () => {
    const { logits, distributions, out } = makeBatch(300, 7);
    softmaxFocalLossBatch(distributions, logits, { classes: 7 }, out);
    softmaxFocalLossBatch(distributions, logits, { classes: 7 }, { gradients: logits });
    expect(logits).toEqual(out.gradients);
  });
});

describe("options", () => {
  const { logits, targets, distributions } = makeBatch(40, 5, 7);
  const finite = logits.map((z) => Math.max(z, -100));
  const classes = 5;
  const run = (t: ArrayLike<number>, z: ArrayLike<number>, options: Partial<SoftmaxBatchOptions> = {}) => {
    const out = {
      values: new Float64Array(z.length / classes),
      gradients: new Float64Array(z.length),
      hessians: new Float64Array(z.length),
    };
    return { ...softmaxFocalLossBatch(t, z, { classes, ...options }, out), out };
  };

  it("mask rows as if they were not there", () => {
    const mask = Array.from({ length: 40 }, (_, i) => i >= 15);
    const poisoned = finite.map((z, i) => (i < 75 ? NaN : z));
    const masked = run(targets, poisoned, { mask });
    const without = run(targets.subarray(15), finite.subarray(75));
    expect(masked.loss).toBe(without.loss);
    expect(masked).toMatchObject({ count: 25, weight: 25, positives: 25, nan: 0 });
    for (const part of ["values", "gradients", "hessians"] as const) {
      const width = part === "values" ? 1 : 5;
      expect([...masked.out[part].subarray(0, 15 * width)].every((x) => x === 0)).toBe(true);
      expect(masked.out[part].subarray(15 * width)).toEqual(without.out[part]);
    }
    expect(run(distributions, poisoned, { mask }).loss).toBe(
      run(distributions.subarray(75), finite.subarray(75)).loss,
    );
  });

  it("ignore a class index, whatever the logits are", () => {
    for (const ignoreLabel of [-1, 255, 0]) {
      const t = targets.map((c, i) => (i % 3 === 0 ? ignoreLabel : c === ignoreLabel ? 1 : c));
      const z = finite.map((x, i) => (t[Math.floor(i / 5)] === ignoreLabel ? NaN : x));
      const ignored = run(t, z, { ignoreLabel });
      const masked = run(
        t.map((c) => (c === ignoreLabel ? 0 : c)),
        z,
        {
          mask: [...t].map((c) => c !== ignoreLabel),
        },
      );
      expect(ignored).toEqual(masked);
      expect(ignored.nan).toBe(0);
      expect(run(t, z, { ignoreLabel, labelSmoothing: 0.1 }).nan).toBe(0);
    }
  });

  it("weigh rows as if they were repeated", () => {
    const weights = Array.from({ length: 40 }, (_, i) => i % 3);
    const rows = weights.flatMap((w, i) => Array.from({ length: w }, () => i));
    const weighted = run(targets, finite, { weights, reduction: "weights" });
    const repeated = run(
      rows.map((i) => targets[i]!),
      rows.flatMap((i) => [...finite.subarray(5 * i, 5 * i + 5)]),
    );
    expect(weighted.loss).toBe(repeated.loss);
    expect(weighted).toMatchObject({ count: 40, weight: rows.length });
    const plain = run(targets, finite);
    expect(weighted.out.gradients).toEqual(
      plain.out.gradients.map((g, i) => g * weights[Math.floor(i / 5)]!),
    );
  });

  it("reduce", () => {
    const { sum } = run(targets, finite);
    const weights = new Float64Array(40).fill(0.5);
    expect(run(targets, finite, { reduction: "sum" }).loss).toBe(sum);
    expect(run(targets, finite).loss).toBe(sum / 40);
    expect(run(targets, finite, { weights }).loss).toBe(sum / 2 / 40);
    expect(run(targets, finite, { weights, reduction: "weights" }).loss).toBe(sum / 40);
    expect(run(targets, finite, { reduction: "none" }).loss).toBe(NaN);
    expect(softmaxFocalLossBatch([], [], { classes: 3 })).toMatchObject({ loss: NaN, sum: 0, count: 0 });
  });

  it("smooth targets first", () => {
    const smoothed = Float64Array.from(
      finite,
      (_, i) => (targets[Math.floor(i / 5)] === i % 5 ? 0.9 : 0) + 0.1 / 5,
    );
    const expected = run(smoothed, finite);
    expect(run(targets, finite, { labelSmoothing: 0.1 })).toEqual(expected);
    const oneHot = Float64Array.from(finite, (_, i) => (targets[Math.floor(i / 5)] === i % 5 ? 1 : 0));
    expect(run(oneHot, finite, { labelSmoothing: 0.1 })).toEqual(expected);
  });

  it("count NaN rows and do not throw", () => {
    const z = finite.map((x, i) => (i === 7 ? NaN : x));
    const result = run(targets, z);
    expect(result).toMatchObject({ count: 40, nan: 1, loss: NaN });
    expect([...result.out.gradients.subarray(5, 10)].every((x) => Number.isNaN(x))).toBe(true);
    const t = Float64Array.from(targets, (c, i) => (i === 2 ? NaN : c));
    expect(run(t, finite)).toMatchObject({ nan: 1 });
    expect(run(t, finite, { labelSmoothing: 0.1 })).toMatchObject({ nan: 1 });
    expect(
      run(
        distributions.map((p, i) => (i === 2 ? NaN : p)),
        finite,
      ),
    ).toMatchObject({ nan: 1 });
  });
});

describe("NaN targets", () => {
  it.each([
    [[NaN], [900, 0], {}],
    [[NaN], [0, -Infinity], {}],
    [[0.5, NaN], [900, 0], {}],
    [[NaN], [900, 0], { labelSmoothing: 0.1 }],
    [[NaN], [3], { classes: 1 }],
  ])(
    "%j with logits %j and %j are NaN, even where the loss of another target underflows",
    (t, z, options) => {
      const out = { gradients: new Float64Array(z.length) };
      const { loss, nan } = softmaxFocalLossBatch(t, z, { classes: 2, ...options }, out);
      expect({ loss, nan }).toEqual({ loss: NaN, nan: 1 });
      expect([...out.gradients]).toEqual(z.map(() => NaN));
    },
  );
});

it("without rows takes any number of classes", () => {
  expect(softmaxFocalLossBatch([], [], { classes: 2 ** 32 - 1, labelSmoothing: 0.5 }).count).toBe(0);
});

describe("errors", () => {
  const z = new Float64Array(10);
  const run = (t: unknown, logits: unknown, options?: unknown, out?: unknown) => () =>
    softmaxFocalLossBatch(t as number[], logits as number[], options as SoftmaxBatchOptions, out as object);

  it.each([
    [run([0], z), TypeError, '"options" expected an object, got undefined'],
    [run([0], z, {}), TypeError, '"classes" expected a whole number >= 1, got undefined'],
    [
      run([0], z, { classes: 2, hessianMode: "clamp" }),
      RangeError,
      '"hessianMode" expected "exact", got "clamp"',
    ],
    [run([0], z, { classes: 2.5 }), RangeError, '"classes" expected a whole number >= 1, got 2.5'],
    [run([0], z, { classes: 5, gamma: -1 }), RangeError, '"gamma" expected a finite number >= 0, got -1'],
    [run([0], z, { classes: 5, alpha: -1 }), RangeError, '"alpha" expected a number in [0, 1e+280], got -1'],
    [run([0], z, { classes: 5, alpha: [1] }), RangeError, '"alpha" expected length 5, got 1'],
    [
      run([0], z, { classes: 2, alpha: [1, -2] }),
      RangeError,
      '"alpha[1]" expected a number in [0, 1e+280], got -2',
    ],
    [
      run([0], z, { classes: 5, reduction: "positives" }),
      RangeError,
      '"reduction" expected "mean", "sum", "weights" or "none", got "positives"',
    ],
    [run([0], z, { classes: 3 }), RangeError, '"logits" expected a length that is a multiple of 3, got 10'],
    [run([0, 0, 0], z, { classes: 5 }), RangeError, '"targets" expected length 2, got 3'],
    [
      run([0], z, { classes: 5, alpha: [1, 1, NaN, 1, 1] }),
      RangeError,
      '"alpha[2]" expected a number in [0, 1e+280], got NaN',
    ],
    [run([0], z, { classes: 2 ** 32 }), RangeError, '"classes" expected a whole number >= 1, got 4294967296'],
    [run(undefined, z, { classes: 5 }), TypeError, '"targets" expected an array of numbers, got undefined'],
    [run([0], undefined, { classes: 5 }), TypeError, '"logits" expected an array of numbers, got undefined'],
    [run([0], [0, "1"], { classes: 2 }), TypeError, '"logits[1]" expected a number, got "1"'],
    [run("01", z, { classes: 5 }), TypeError, '"targets" expected an array of numbers, got "01"'],
    [run([0, "1"], z, { classes: 5 }), TypeError, '"targets[1]" expected a number, got "1"'],
    [run([0, 5], z, { classes: 5 }), RangeError, '"targets[1]" expected a class index in [0, 4], got 5'],
    [run([1], [0], { classes: 1 }), RangeError, '"targets[0]" expected a class index in [0, 0], got 1'],
    [run([0, 0.5], z, { classes: 5 }), RangeError, '"targets[1]" expected a class index in [0, 4], got 0.5'],
    [
      run(
        z.map(() => 2),
        z,
        { classes: 5 },
      ),
      RangeError,
      '"targets[0]" expected a number in [0, 1], got 2',
    ],
    [
      run(z, z, { classes: 5, ignoreLabel: 0 }),
      RangeError,
      '"ignoreLabel" expected none beside distributions, got 0',
    ],
    [
      run([0, 0, 0, 0, 0, 0, 0, 0, 2, 0], z, { classes: 5, mask: [0, 1] }),
      RangeError,
      '"targets[8]" expected a number in [0, 1], got 2',
    ],
    [run([0, 0], z, { classes: 5, weights: [1] }), RangeError, '"weights" expected length 2, got 1'],
    [run([0, 0], z, { classes: 5, mask: [1] }), RangeError, '"mask" expected length 2, got 1'],
    [
      run([0, 0], z, { classes: 5 }, { gradients: new Float64Array(2) }),
      RangeError,
      '"out.gradients" expected length 10, got 2',
    ],
  ])("%#", (call, type, message) => {
    expect(call).toThrow(type);
    expect(call).toThrow(message);
  });
});
