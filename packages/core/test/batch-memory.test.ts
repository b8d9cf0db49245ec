/**
 * Batches whose arrays share memory, or are of several kinds in one call.
 */
import { expect, it } from "vitest";

import { focalLossWithLogitsBatch, focalLossWithLogitsGrad } from "../src/index.ts";

const n = 600;
const labels = Float64Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 1 : 0));
// Some are off the table, which are computed last.
const logits = Float64Array.from({ length: n }, (_, i) => (i % 50 === 0 ? 60 - i : Math.sin(i) * 9));
const expected = labels.map((label, i) => focalLossWithLogitsGrad(label, logits[i]!));

it("write gradients over the logits, in the same array or another one over its memory", () => {
  const same = logits.slice();
  focalLossWithLogitsBatch(labels, same, {}, { gradients: same });
  expect(same).toEqual(expected);

  const buffer = logits.slice().buffer;
  const gradients = new Float64Array(buffer);
  focalLossWithLogitsBatch(labels, new Float64Array(buffer), {}, { gradients });
  expect(gradients).toEqual(expected);
});

it("write gradients over the labels", () => {
  const same = labels.slice();
  focalLossWithLogitsBatch(same, logits, {}, { gradients: same });
  expect(same).toEqual(expected);
});

it("write values where the logits were, and gradients elsewhere", () => {
  const values = logits.slice();
  const gradients = new Float64Array(n);
  const { loss } = focalLossWithLogitsBatch(labels, values, {}, { values, gradients });
  expect(gradients).toEqual(expected);
  expect(loss).toBe(focalLossWithLogitsBatch(labels, logits).loss);
});

it.each([
  ["labels of float32, gradients of float64", Float32Array.from(labels), new Float64Array(n)],
  ["labels of bytes, gradients of float64", Uint8Array.from(labels), new Float64Array(n)],
  ["plain labels, gradients of float32", [...labels], new Float32Array(n)],
  ["labels of float64, plain gradients", labels, Array.from({ length: n }, () => 0)],
])("take %s", (_, own, gradients) => {
  focalLossWithLogitsBatch(own, logits, {}, { gradients });
  const rounded = gradients instanceof Float32Array ? Float32Array.from(expected) : expected;
  expect([...gradients]).toEqual([...rounded]);
});
