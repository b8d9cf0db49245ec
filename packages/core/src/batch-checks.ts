/**
 * The validation of a batch: once, before anything is computed.
 */
import type { BatchOptions, BatchOutput, Numbers, ReductionOptions } from "./batch-options.ts";
import { LARGEST_WEIGHT } from "./class-weights.ts";
import { DEFAULT_GAMMA } from "./focal-loss.ts";
import { refuse } from "./show.ts";

/** Which numbers an argument may be: in words, and from where to where. */
export type Range = readonly [words: string, lowest: number, highest: number, whole?: boolean];

/** Of each option: its name, and its range or its choices as an error lists them. */
export type OptionTable = readonly (readonly [name: string, expected: Range | string])[];

export const UNIT: Range = ["a number in [0, 1]", 0, 1];
export const CLASS_WEIGHT: Range = ["a number in [0, 1e+280]", 0, LARGEST_WEIGHT];
const FINITE: Range = ["a finite number >= 0", 0, 1.7976931348623157e308];

const SHARED_OPTIONS: OptionTable = [
  ["gamma", FINITE],
  ["labelSmoothing", UNIT],
  ["ignoreLabel", ["a number", -Infinity, Infinity]],
];
const BINARY_OPTIONS: OptionTable = [
  ["alpha", UNIT],
  ["posWeight", CLASS_WEIGHT],
  ["reduction", '"mean", "sum", "weights", "positives" or "none"'],
  ["hessianMode", '"exact", "clamp", "absolute" or "gauss-newton"'],
];

/** Throws where an option of the binary batches is not what it should be. Returns gamma. */
export function checkBatchOptions(options: BatchOptions): number {
  const gamma = checkOptions(options, BINARY_OPTIONS);
  const { alpha, posWeight } = options;
  if (alpha !== undefined && posWeight !== undefined) {
    refuse("posWeight", 'none beside "alpha"', posWeight, false);
  }
  return gamma;
}

/** Throws where an option of the table, or one that all batches share, is given and wrong. Returns gamma. */
export function checkOptions(options: ReductionOptions, own: OptionTable): number {
  checkObject("options", options);
  for (const table of [SHARED_OPTIONS, own]) {
    for (const [name, expected] of table) {
      const value: unknown = options[name as keyof ReductionOptions];
      if (value !== undefined) checkOption(name, value, expected);
    }
  }
  return options.gamma ?? DEFAULT_GAMMA;
}

/** Throws where an option is not in its range or, quoted, among its choices. */
export function checkOption(name: string, value: unknown, expected: Range | string): void {
  if (typeof expected === "string") {
    // Between the quotes are the choices.
    if (expected.split('"').indexOf(value as string) % 2 !== 1)
      refuse(name, expected, value, typeof value === "string");
  } else if (
    typeof value !== "number" ||
    value !== value ||
    isOutside(value, expected[1], expected[2], expected[3])
  ) {
    refuse(name, expected[0], value);
  }
}

function checkObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null) refuse(name, "an object", value, false);
}

/** Throws where the arrays of a binary batch do not fit together, but for the range of their elements. */
export function checkBatch(
  labels: Numbers,
  name: string,
  input: Numbers,
  options: BatchOptions,
  out: BatchOutput,
): void {
  checkNumbers("labels", labels);
  checkNumbers(name, input, labels.length);
  checkArrays(options, out, labels.length, 1);
}

/** Throws where the weights, the mask or an output array is not what it should be. */
export function checkArrays(
  { weights, mask }: ReductionOptions,
  out: BatchOutput,
  elements: number,
  width: number,
): void {
  if (weights !== undefined) {
    checkNumbers("weights", weights, elements);
    checkElements("weights", weights, FINITE);
  }
  if (mask !== undefined) checkNumbers("mask", mask, elements, true);
  checkObject("out", out);
  for (const name of ["values", "gradients", "hessians"] as const) {
    const array = out[name];
    if (array === undefined) continue;
    const fits = array instanceof Float64Array || array instanceof Float32Array || Array.isArray(array);
    const length = name === "values" ? elements : elements * width;
    checkArray(`out.${name}`, array, length, fits, "a Float64Array, a Float32Array or an array");
  }
}

/** Throws where `array` does not hold as many numbers (or booleans). */
export function checkNumbers(
  name: string,
  array: ArrayLike<unknown>,
  length?: number,
  booleans: boolean = false,
): void {
  const plain = Array.isArray(array);
  // A DataView has no length.
  const fits = plain || (ArrayBuffer.isView(array) && "length" in array && typeof array[0] !== "bigint");
  checkArray(name, array, length ?? array?.length, fits, "an array of numbers");
  if (!plain) return;
  for (let i = 0; i < array.length; i++) {
    const x: unknown = array[i];
    if (typeof x === "number" || (booleans && typeof x === "boolean")) continue;
    refuse(`${name}[${i}]`, booleans ? "a boolean or a number" : "a number", x);
  }
}

function checkArray(
  name: string,
  array: ArrayLike<unknown>,
  length: number,
  fits: boolean,
  kinds: string,
): void {
  if (!fits) refuse(name, kinds, array, false);
  if (array.length !== length) refuse(name, `length ${length}`, array.length);
}

/** Throws where an element is outside the range and not ignored. NaN is counted, not thrown. */
export function checkElements(
  name: string,
  array: Numbers,
  [words, lowest, highest, whole]: Range,
  ignored?: (i: number) => boolean,
): void {
  for (let i = 0; i < array.length; i++) {
    const x = array[i]!;
    if (isOutside(x, lowest, highest, whole) && !ignored?.(i)) refuse(`${name}[${i}]`, words, x);
  }
}

function isOutside(x: number, lowest: number, highest: number, whole = false): boolean {
  return x < lowest || x > highest || (whole && Math.floor(x) < x);
}
