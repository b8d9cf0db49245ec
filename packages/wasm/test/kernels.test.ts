/**
 * Making kernels, and arrays in their memory.
 */
import { focalLossBatch, softmaxFocalLossBatch } from "@focal-loss/core";
import { describe, expect, it } from "vitest";

import { createKernels, createKernelsAsync, type Kernels } from "../src/index.ts";

const LABELS = [1, 0, 1, 0.25];
const LOGITS = [0.5, -3, 41, 2];

const losses = (kernels: Kernels) => kernels.focalLossWithLogitsBatch(LABELS, LOGITS).sum;

/** The error that prints like this. */
function errorOf(text: string): Error {
  const [name, message] = [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 2)];
  return name === "TypeError" ? new TypeError(message) : new RangeError(message);
}

describe("createKernels", () => {
  it("has the batches from probabilities and of softmax", () => {
    const { focalLossBatch: binary, softmaxFocalLossBatch: softmax } = createKernels();
    expect(binary([1, 0], [0.9, 0.2])).toEqual(focalLossBatch([1, 0], [0.9, 0.2]));
    expect(softmax([1], [0, 1, 2], { classes: 3 })).toEqual(
      softmaxFocalLossBatch([1], [0, 1, 2], { classes: 3 }),
    );
  });

  it("makes kernels that do not share their memory", () => {
    const [first, second] = [createKernels({ capacity: 64 }), createKernels({ capacity: 64 })];
    expect(first.allocate(1).buffer).not.toBe(second.allocate(1).buffer);
    expect(losses(first)).toBe(losses(second));
  });

  it("is there without waiting for it, or with", async () => {
    expect(losses(await createKernelsAsync())).toBe(losses(createKernels()));
  });

  it("uses less than 1 MiB beside what was asked for, however long the batch", () => {
    const { allocate, focalLossWithLogitsBatch } = createKernels();
    const { buffer } = allocate(0);
    focalLossWithLogitsBatch(new Float64Array(300_000), new Float64Array(300_000));
    expect(buffer.byteLength).toBeLessThan(2 ** 20);
    expect(allocate(0).buffer).toBe(buffer);
  });

  it.each([
    [null, 'TypeError: "options" expected an object, got null'],
    [{ capacity: "1" }, 'TypeError: "capacity" expected a number in [0, 2147483648], got "1"'],
    [{ capacity: -1 }, 'RangeError: "capacity" expected a number in [0, 2147483648], got -1'],
    [{ capacity: NaN }, 'RangeError: "capacity" expected a number in [0, 2147483648], got NaN'],
    [{ capacity: 2 ** 32 }, 'RangeError: "capacity" expected a number in [0, 2147483648], got 4294967296'],
  ])("throws for %j", async (options, message) => {
    const wrong = options as Parameters<typeof createKernels>[0];
    expect(() => createKernels(wrong)).toThrow(errorOf(message));
    await expect(createKernelsAsync(wrong)).rejects.toThrow(errorOf(message));
  });
});

describe("allocate", () => {
  it("gives arrays of zeros that do not overlap", () => {
    const { allocate } = createKernels({ capacity: 4096 });
    const arrays = [allocate(3), allocate(5, Float32Array), allocate(1, Float64Array)];
    expect(arrays.map((array) => array.constructor)).toEqual([Float64Array, Float32Array, Float64Array]);
    for (const array of arrays) expect(array.every((x) => x === 0)).toBe(true);
    for (const [i, array] of arrays.entries()) array.fill(i);
    for (const [i, array] of arrays.entries()) expect(array.every((x) => x === i)).toBe(true);
  });

  it("hands out the whole capacity, and no more", () => {
    const { allocate } = createKernels({ capacity: 65536 });
    expect(allocate(8192)).toHaveLength(8192);
    expect(() => allocate(1)).toThrow(
      new RangeError('"n" expected at most 0 bytes of the capacity, got 8 bytes'),
    );
  });

  it.each([
    [[1.5], 'TypeError: "n" expected a whole number >= 0, got 1.5'],
    [["1"], 'TypeError: "n" expected a whole number >= 0, got "1"'],
    [[-1], 'RangeError: "n" expected a whole number >= 0, got -1'],
    [[1, Int8Array], 'TypeError: "type" expected Float64Array or Float32Array, got a function'],
  ])("throws for %j", (call, message) => {
    const { allocate } = createKernels({ capacity: 64 });
    expect(() => allocate(...(call as [number]))).toThrow(errorOf(message));
  });
});
