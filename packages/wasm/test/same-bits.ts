/**
 * Whether a batch of the kernels has the results of core's, and every bit of its outputs.
 */
import type { BatchOptions, BatchOutput, BatchResult, Numbers } from "@focal-loss/core";
import { expect } from "vitest";

/** A batch of two arrays. */
export type Batch<Options> = (
  labels: Numbers,
  input: Numbers,
  options?: Options,
  out?: BatchOutput,
) => BatchResult;

/** Makes an output array of each kind. */
export const KINDS = {
  Float64Array: (n: number) => new Float64Array(n),
  Float32Array: (n: number) => new Float32Array(n),
  array: (n: number) => Array.from<number>({ length: n }).fill(0),
};

export type Make = (n: number) => NonNullable<BatchOutput["values"]>;

export const outputs = (n: number, make: Make, width = 1) => ({
  values: make(n / width),
  gradients: make(n),
  hessians: make(n),
});

/** Runs both, and compares. `width` elements have a value. */
export function expectSame<Options extends object = BatchOptions>(
  [ours, cores]: readonly [Batch<Options>, Batch<Options>],
  labels: Numbers,
  input: Numbers,
  options: Options,
  make: Make = KINDS.Float64Array,
  width = 1,
) {
  const actual = outputs(input.length, make, width);
  const expected = outputs(input.length, make, width);
  expect(ours(labels, input, options, actual)).toEqual(cores(labels, input, options, expected));
  for (const name of ["values", "gradients", "hessians"] as const) {
    expectSameNumbers(actual[name], expected[name], `${name}, ${JSON.stringify(options).slice(0, 200)}`);
  }
}

export function expectSameNumbers(actual: Numbers, expected: Numbers, message: string) {
  for (let i = 0; i < expected.length; i++) {
    if (!Object.is(actual[i], expected[i])) {
      expect.fail(`${message}: element ${i} of ${expected.length} is ${actual[i]}, core's ${expected[i]}`);
    }
  }
}

/** What a call throws. */
export function errorOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return "no error";
}
