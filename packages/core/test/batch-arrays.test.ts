/**
 * The binary batches on every kind of array, and on arrays that share memory.
 */
import { describe, expect, it } from "vitest";

import {
  focalLoss,
  focalLossBatch,
  focalLossGrad,
  focalLossHess,
  focalLossWithLogits,
  focalLossWithLogitsBatch,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "../src/index.ts";

const N = 600;
const forms = [
  {
    name: "focalLossWithLogitsBatch",
    batch: focalLossWithLogitsBatch,
    value: focalLossWithLogits,
    gradient: focalLossWithLogitsGrad,
    hessian: focalLossWithLogitsHess,
    // Margins that tables hold and ones that they do not, on both sides of the ends of blocks.
    inputs: Float32Array.from(
      { length: N },
      (_, i) => [0.75, -3.5, 52, -1000, NaN, -Infinity, 41][i % 7]! + i / 64,
    ),
  },
  {
    name: "focalLossBatch",
    batch: focalLossBatch,
    value: focalLoss,
    gradient: focalLossGrad,
    hessian: focalLossHess,
    inputs: Float32Array.from({ length: N }, (_, i) => (i % 7 === 4 ? NaN : i / (N - 1))),
  },
] as const;

const kinds = [
  ["Float64Array", (values: Float32Array) => Float64Array.from(values)],
  ["Float32Array", (values: Float32Array) => Float32Array.from(values)],
  ["Array", (values: Float32Array) => Array.from(values)],
] as const;

const hard = Float32Array.from({ length: N }, (_, i) => (i >> 1) % 2);
const soft = hard.map((y, i) => (i % 5 === 0 ? 0.375 : y));
const allSoft = hard.map((y) => (y === 1 ? 0.875 : 0.125));

describe.each(forms)("$name", ({ batch, value, gradient, hessian, inputs }) => {
  const expected = (labels: ArrayLike<number>) => ({
    values: Float64Array.from(inputs, (x, i) => value(labels[i]!, x)),
    gradients: Float64Array.from(inputs, (x, i) => gradient(labels[i]!, x)),
    hessians: Float64Array.from(inputs, (x, i) => hessian(labels[i]!, x)),
  });
  const buffers = () => ({
    values: new Float64Array(N),
    gradients: new Float64Array(N),
    hessians: new Float64Array(N),
  });

  for (const [ofLabels, toLabels] of kinds) {
    for (const [ofInputs, toInputs] of kinds) {
      it(`gives the scalars' bits for labels in ${ofLabels}, input in ${ofInputs}`, () => {
        for (const labels of [hard, soft, allSoft]) {
          const out = buffers();
          batch(toLabels(labels), toInputs(inputs), {}, out);
          expect(out).toEqual(expected(labels));
        }
        const out = buffers();
        batch(toLabels(hard), toInputs(inputs), { labelSmoothing: 0.25 }, out);
        expect(out).toEqual(expected(allSoft));
      });
    }
  }

  it.each(["values", "gradients", "hessians"] as const)(
    "may write %s over its labels or its input",
    (name) => {
      for (const labels of [hard, soft]) {
        const wanted = expected(labels)[name];
        const input = Float64Array.from(inputs);
        batch(Float64Array.from(labels), input, {}, { ...buffers(), [name]: input });
        expect(input).toEqual(wanted);
        const target = Float64Array.from(labels);
        batch(target, Float64Array.from(inputs), {}, { ...buffers(), [name]: target });
        expect(target).toEqual(wanted);
      }
    },
  );

  it("may write over its input where one buffer holds the labels too", () => {
    const memory = new Float64Array(2 * N);
    const [labels, input] = [memory.subarray(0, N), memory.subarray(N)];
    labels.set(hard);
    input.set(inputs);
    batch(labels, input, {}, { gradients: input });
    expect(input).toEqual(expected(hard).gradients);
    expect(labels).toEqual(Float64Array.from(hard));
  });

  it.each([
    [-1, "-1"],
    [2, "2"],
    [1.5, "1.5"],
    [-0.5, "-0.5"],
  ])("refuses a label of %d in every kind of array, the last one too", (label, shown) => {
    const labels = new Float32Array(N);
    labels[N - 1] = label;
    const message = `"labels[${N - 1}]" expected a number in [0, 1], got ${shown}`;
    for (const [, toLabels] of kinds) {
      expect(() => batch(toLabels(labels), inputs)).toThrow(new RangeError(message));
      expect(() => batch(toLabels(labels), inputs, { ignoreLabel: 7 })).toThrow(new RangeError(message));
    }
    if (Number.isInteger(label)) {
      expect(() => batch(Int8Array.from(labels), inputs)).toThrow(new RangeError(message));
    }
  });
});
