/**
 * The binary batches: bit for bit the scalars, and what their options do, on thousands of random batches.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  type BatchOptions,
  ExactSum,
  focalLoss,
  focalLossBatch,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsBatch,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "../src/index.ts";

const RUNS = { numRuns: 1500 };
/** Random bits give mostly tiny numbers; the first alternative gives ordinary ones. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 1e6 }).map((n) => n / 1e6),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const hardLabel = fc.constantFrom(0, 1);
const label = fc.oneof(hardLabel, hardLabel, unit, fc.constantFrom(NaN, 5e-324, 1 - 2 ** -53, -0));
const logit = fc.oneof(
  fc.integer({ min: -45e6, max: 45e6 }).map((n) => n / 1e6),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.integer({ min: -2600, max: 2600 }).map((n) => n / 64),
  fc.double({ min: -800, max: 800, noNaN: true }),
  fc.double(),
  fc.constantFrom(40, -40, Infinity, -Infinity, NaN, 0, -0),
);
const probability = fc.oneof(unit, fc.constantFrom(0, 1, NaN, 5e-324, 0.5, 1 - 2 ** -53));
const gamma = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 0.5, 1.5, 5, 17, 128, 5e-324, 700, 1e300),
  fc.integer({ min: 0, max: 8e6 }).map((n) => n / 1e6),
  fc.double({ min: 0, max: 8, noNaN: true }),
);
const weighting = fc.oneof(
  fc.constant({}),
  unit.map((alpha) => ({ alpha })),
  unit.map((share) => ({ posWeight: 100 * share })),
);

const forms = [
  {
    name: "focalLossWithLogitsBatch",
    batch: focalLossWithLogitsBatch,
    value: focalLossWithLogits,
    gradient: focalLossWithLogitsGrad,
    hessian: focalLossWithLogitsHess,
    input: logit,
  },
  {
    name: "focalLossBatch",
    batch: focalLossBatch,
    value: focalLoss,
    gradient: focalLossGrad,
    hessian: focalLossHess,
    input: probability,
  },
] as const;

/** One of the two doubles nearest to the exact sum. */
function expectNear(sum: number, exact: number): void {
  if (sum !== exact) expect(Math.abs(sum - exact)).toBeLessThanOrEqual(2 ** -52 * Math.abs(exact));
}

const buffers = (n: number) => ({
  values: new Float64Array(n),
  gradients: new Float64Array(n),
  hessians: new Float64Array(n),
});

describe.each(forms)("$name", ({ batch, value, gradient, hessian, input }) => {
  const rows = (maxLength: number) => fc.array(fc.tuple(label, input), { maxLength });
  const finiteRows = fc.array(
    fc.tuple(
      fc.oneof(hardLabel, unit),
      input.filter((x) => x === x && Math.abs(x) < 700),
    ),
    { minLength: 1, maxLength: 40 },
  );

  it("gives the scalars' bits, for any labels, inputs, gamma and class weights, and any arrays", () => {
    fc.assert(
      fc.property(rows(300), gamma, weighting, fc.boolean(), (elements, g, weights, hard) => {
        const labels = elements.map(([y]) => (hard ? Math.round(y || 0) : y));
        const inputs = elements.map(([, x]) => x);
        const options = { gamma: g, ...weights };
        const out = buffers(labels.length);
        const result = batch(labels, Float64Array.from(inputs), options, out);
        expect([...out.values]).toEqual(labels.map((y, i) => value(y, inputs[i]!, options)));
        expect([...out.gradients]).toEqual(labels.map((y, i) => gradient(y, inputs[i]!, options)));
        expect([...out.hessians]).toEqual(labels.map((y, i) => hessian(y, inputs[i]!, options)));
        expect(result.nan).toBe(out.values.filter((x) => x !== x).length);
        expect(result.count).toBe(labels.length);

        const single = { values: new Float32Array(labels.length), gradients: labels.map(() => 0) };
        batch(labels, inputs, options, single);
        expect(single.values).toEqual(Float32Array.from(out.values));
        expect(single.gradients).toEqual([...out.gradients]);
      }),
      RUNS,
    );
  });

  it("reads float32 and integer arrays as the numbers they hold", () => {
    const inputs = Float32Array.from({ length: 500 }, (_, i) => (i + 0.5) / 501);
    const labels = Uint8Array.from(inputs, (_, i) => i % 2);
    const out = buffers(500);
    batch(labels, inputs, {}, out);
    expect([...out.gradients]).toEqual(Array.from(inputs, (x, i) => gradient(labels[i]!, x)));
    const again = buffers(500);
    batch(Float32Array.from(labels), Array.from(inputs), {}, again);
    expect(again).toEqual(out);
  });

  const copies = (labels: number[]) => [Float64Array.from(labels), Float32Array.from(labels), labels];

  it("adds up the labels of every kind of array", () => {
    for (const labels of [
      ...copies([0, 1, 1, 0, 1]),
      Uint8Array.of(0, 1, 1, 0, 1),
      Int32Array.of(0, 1, 1, 0, 1),
    ]) {
      expect(batch(labels, [0.5, 0.5, 0.5, 0.5, 0.5]).positives).toBe(3);
    }
  });

  it("takes soft labels of every kind of array", () => {
    for (const labels of copies([0, 0.25, 1])) {
      const out = buffers(3);
      expect(batch(labels, [0.5, 0.5, 0.5], {}, out).positives).toBe(1.25);
      expect([...out.values]).toEqual([0, 0.25, 1].map((y) => value(y, 0.5)));
    }
  });

  it.each([255, 256, 257, 600])("adds up %d elements, with weights or without, exactly", (n) => {
    const inputs = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    const labels = inputs.map((_, i) => i % 2);
    const weights = inputs.map((x) => 1 / (x + 3));
    const { values } = buffers(n);
    const plain = batch(labels, inputs, {}, { values });
    expect(plain).toMatchObject({ sum: new ExactSum().addAll(values).sum(), count: n, nan: 0 });
    const weighted = new ExactSum();
    for (let i = 0; i < n; i++) weighted.addProduct(weights[i]!, values[i]!);
    const weight = new ExactSum().addAll(weights).sum();
    expect(batch(labels, inputs, { weights })).toMatchObject({ sum: weighted.sum(), weight, nan: 0 });
  });

  it("adds up the products with the weights as they are, not rounded", () => {
    for (const weight of [0.1, 0.3, 0.7, 1 / 3]) {
      const exact = new ExactSum();
      for (let i = 0; i < 100; i++) exact.addProduct(weight, value(1, 0.3));
      const ones = new Float64Array(100).fill(1);
      const inputs = ones.map(() => 0.3);
      expect(batch(ones, inputs, { weights: ones.map(() => weight) }).sum).toBe(exact.sum());
    }
  });

  it("may write where it reads", () => {
    const inputs = Float64Array.from({ length: 300 }, (_, i) => (i + 1) / 301);
    const labels = inputs.map((_, i) => i % 2);
    const out = buffers(300);
    batch(labels, inputs, {}, out);
    batch(labels, inputs, {}, { gradients: inputs, values: labels });
    expect(inputs).toEqual(out.gradients);
    expect(labels).toEqual(out.values);
  });

  it("has the exact sum but for ties, and divides it by what was asked", () => {
    fc.assert(
      fc.property(finiteRows, gamma, (elements, g) => {
        const labels = elements.map(([y]) => y);
        const inputs = elements.map(([, x]) => x);
        const values = new Float64Array(labels.length);
        const run = (reduction: BatchOptions["reduction"]) =>
          batch(labels, inputs, { gamma: g, reduction }, { values });
        const { sum, positives, count, weight } = run("mean");
        expectNear(sum, new ExactSum().addAll(values).sum());
        expect(positives).toBeCloseTo(new ExactSum().addAll(labels).sum(), 12);
        expect([count, weight]).toEqual([labels.length, labels.length]);
        expect(run("mean").loss).toBe(sum / count);
        expect(run(undefined).loss).toBe(sum / count);
        expect(run("sum").loss).toBe(sum);
        expect(run("weights").loss).toBe(sum / weight);
        expect(run("positives").loss).toBe(sum / Math.max(1, positives));
        expect(run("none").loss).toBe(NaN);
      }),
      RUNS,
    );
  });

  it("leaves ignored elements out, as if they were not there, whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(hardLabel, unit), input, fc.boolean()), { maxLength: 300 }),
        gamma,
        weighting,
        (elements, g, weights) => {
          const options = { gamma: g, ...weights };
          const kept = elements.filter(([, , keep]) => keep);
          const alone = buffers(kept.length);
          const wanted = batch(
            kept.map(([y]) => y),
            kept.map(([, x]) => x),
            options,
            alone,
          );
          const out = buffers(elements.length);
          const labels = elements.map(([y, , keep]) => (keep ? y : 77));
          const inputs = elements.map(([, x, keep]) => (keep ? x : NaN));
          const mask = elements.map(([, , keep]) => keep);
          expect(batch(labels, inputs, { ...options, mask }, out)).toEqual(wanted);
          for (const name of ["values", "gradients", "hessians"] as const) {
            expect(out[name].filter((_, i) => mask[i])).toEqual(alone[name]);
            expect(out[name].filter((_, i) => !mask[i]).every((x) => Object.is(x, 0))).toBe(true);
          }
          expect(batch(labels, inputs, { ...options, ignoreLabel: 77 })).toEqual(wanted);
        },
      ),
      RUNS,
    );
  });

  it("counts an element with weight 3 as three", () => {
    fc.assert(
      fc.property(finiteRows, fc.array(fc.nat({ max: 4 })), gamma, (elements, times, g) => {
        const repeat = elements.map((_, i) => times[i] ?? 1);
        const repeated = elements.flatMap((element, i) => Array.from({ length: repeat[i]! }, () => element));
        const labels = elements.map(([y]) => y);
        const inputs = elements.map(([, x]) => x);
        const options = { gamma: g, reduction: "weights" } as const;
        const out = buffers(labels.length);
        const weighted = batch(labels, inputs, { ...options, weights: repeat }, out);
        const wanted = batch(
          repeated.map(([y]) => y),
          repeated.map(([, x]) => x),
          options,
        );
        expectNear(weighted.sum, wanted.sum);
        expect(weighted.weight).toBe(wanted.weight);
        const weigh = (f: typeof value) =>
          labels.map((y, i) => (repeat[i] === 0 ? 0 : f(y, inputs[i]!, { gamma: g }) * repeat[i]!));
        expect([...out.values]).toEqual(weigh(value));
        expect([...out.gradients]).toEqual(weigh(gradient));
        expect([...out.hessians]).toEqual(weigh(hessian));
      }),
      RUNS,
    );
  });

  it("smooths labels first: y (1 - e) + e/2", () => {
    fc.assert(
      fc.property(finiteRows, unit, gamma, (elements, labelSmoothing, g) => {
        const labels = elements.map(([y]) => y);
        const inputs = elements.map(([, x]) => x);
        const out = buffers(labels.length);
        batch(labels, inputs, { gamma: g, labelSmoothing }, out);
        const smoothed = labels.map((y) => y * (1 - labelSmoothing) + labelSmoothing / 2);
        expect([...out.values]).toEqual(smoothed.map((y, i) => value(y, inputs[i]!, { gamma: g })));
      }),
      RUNS,
    );
  });

  it("makes Hessians positive in the mode asked for", () => {
    fc.assert(
      fc.property(finiteRows, gamma, weighting, (elements, g, weights) => {
        const labels = elements.map(([y]) => y);
        const inputs = elements.map(([, x]) => x);
        const run = (hessianMode: BatchOptions["hessianMode"]) => {
          const hessians = new Float64Array(labels.length);
          batch(labels, inputs, { gamma: g, ...weights, hessianMode }, { hessians });
          return [...hessians];
        };
        const exact = run("exact");
        expect(run("clamp")).toEqual(exact.map((h) => (h < 0 ? 0 : h)));
        expect(run("absolute")).toEqual(exact.map(Math.abs));
        expect(Math.min(...run("gauss-newton"))).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });

  it("is empty for nothing: a mean of NaN, a sum of 0", () => {
    expect(batch([], [])).toEqual({ loss: NaN, sum: 0, count: 0, weight: 0, positives: 0, nan: 0 });
    expect(batch([], [], { reduction: "sum" }).loss).toBe(0);
    expect(batch([], [], { reduction: "positives" }).loss).toBe(0);
  });

  it("counts NaN and does not throw", () => {
    const result = batch([1, NaN, 0, 1], [0.5, 0.5, NaN, 0.5], { weights: [1, 1, 1, NaN], reduction: "sum" });
    expect(result).toMatchObject({ loss: NaN, sum: NaN, count: 4, nan: 3 });
    // A weight of 0 drops what is infinite, not what is NaN.
    expect(batch([1], [NaN], { weights: [0] })).toMatchObject({ sum: NaN, nan: 1 });
  });

  it("adds up infinite losses to Infinity", () => {
    const [one, zero] = batch === focalLossBatch ? [1, 0] : [Infinity, -Infinity];
    expect(batch([0, 1, 1], [one, zero, one]).sum).toBe(Infinity);
    expect(batch([1, 0], [one, zero]).sum).toBe(0);
  });
});

it("whole powers and halves have the scalars' bits at 20,000 margins", () => {
  const logits = Float64Array.from({ length: 20_000 }, (_, i) => (i - 10_000) * 0.00393);
  const labels = logits.map((_, i) => i % 2);
  for (const gamma of [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]) {
    const values = new Float64Array(logits.length);
    focalLossWithLogitsBatch(labels, logits, { gamma }, { values });
    expect(values).toEqual(logits.map((z, i) => focalLossWithLogits(labels[i]!, z, { gamma })));
  }
});

it("a weight of 1 changes no loss, be it the largest", () => {
  expect(focalLossWithLogitsBatch([1], [-1e308], { weights: [1] }).sum).toBe(1e308);
});

it("NaN logits are NaN where their weight is 0, on one side or the other", () => {
  for (const alpha of [0, 1]) {
    for (const y of [0, 0.5, 1]) {
      const values = new Float64Array(1);
      expect(focalLossWithLogitsBatch([y], [NaN], { alpha }, { values }).nan).toBe(1);
      expect(values[0]).toBe(NaN);
    }
  }
});

it.each([
  [-45, 0, 1],
  [-45, 2, 1],
  [-45, 1e18, 1.0632479582756271],
  [-11, 128, 1.0021472866312466],
  [-2, 128, 4.5628228780861135e-5],
  [0, 128, 8.467086225672806e-36],
  [1, 100, 1.5682595130478527e-54],
  [45, 2, 1.4073308031257485e-58],
  [41, 0, 2.4426007377405277e-36],
  [45, 0, 8.194012623990515e-40],
  [45, 1e-6, 2.862392632501377e-26],
  [45, 0.001, 2.7392971152603856e-23],
  [3, 120, 8.478253887929707e-157],
  [5, 128, 5.215375827803293e-277],
  [-345, Number.MAX_VALUE, 0],
  [Infinity, 2, 0],
  [-Infinity, 2, 1],
])("Gauss-Newton off the table: margin %d, gamma %d: %d", (s, gamma, exact) => {
  const options = { gamma, hessianMode: "gauss-newton" } as const;
  const hessians = new Float64Array(2);
  focalLossWithLogitsBatch([1, 0], [s, -s], options, { hessians });
  expect(Math.abs(hessians[0]! - exact)).toBeLessThanOrEqual(2 ** -50 * exact);
  expect(hessians[1]).toBe(hessians[0]);
});

it("Gauss-Newton is the curvature in the probability times (dp/dz)^2", () => {
  for (const g of [0, 0.5, 1, 2, 3.3, 30]) {
    for (let z = -12; z <= 12; z += 0.37) {
      const p = 1 / (1 + Math.exp(-z));
      for (const y of [0, 1, 0.3]) {
        const hessians = new Float64Array(1);
        focalLossWithLogitsBatch([y], [z], { gamma: g, hessianMode: "gauss-newton" }, { hessians });
        const slope = p * (1 - p);
        expect(hessians[0]! / (focalLossHess(y, p, { gamma: g }) * slope ** 2)).toBeCloseTo(1, 6);
      }
    }
  }
});
