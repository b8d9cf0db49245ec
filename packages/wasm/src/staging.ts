/**
 * From the caller's arrays to the memory of the kernels and back. Arrays that lie there are computed where they are, others
 * are copied in and out, chunk by chunk.
 */
import type { Numbers, OutputArray } from "@focal-loss/core";
import { stage, store } from "@focal-loss/core/kernels";

import type { Kernel } from "./instance.ts";

export interface Staging {
  /** Elements that a chunk may have: more where nothing has to be copied. */
  readonly chunkOf: (arrays: readonly (Numbers | undefined)[]) => number;
  /** Where the kernel finds the elements from `start` on: where they are, or copied to `buffer`. */
  readonly take: (array: Numbers, buffer: number, start: number, n: number) => number;
  /** Copies the elements from `start` on to `buffer`, as doubles. */
  readonly copy: (array: Numbers, buffer: number, start: number, n: number) => void;
  /** Where the kernel finds the elements, as doubles. */
  readonly takeDoubles: (array: Numbers, buffer: number, start: number, n: number) => number;
  /** Where the kernel leaves the elements from `start` on, 0 if nobody wants them. */
  readonly place: (array: OutputArray | undefined, buffer: number, start: number) => number;
  /** Copies what the kernel left to the caller's array. */
  readonly give: (array: OutputArray | undefined, buffer: number, start: number, n: number) => void;
}

export const isFloat = (array: Numbers | undefined): array is Float32Array => array instanceof Float32Array;

/** Of each array, a bit that says whether the kernel finds floats there. */
export function singleBits(arrays: readonly (Numbers | undefined)[]): number {
  return arrays.reduce<number>((bits, array, i) => (isFloat(array) ? bits | (1 << i) : bits), 0);
}

/** Large enough that calls cost nothing, and small enough that engines get to compile them well. */
const RESIDENT_CHUNK = 16384;

export function makeStaging({ doubles, CHUNK }: Kernel): Staging {
  const { buffer: memory } = doubles;
  const floats = new Float32Array(memory);
  const isResident = (array: Numbers): boolean =>
    (array instanceof Float64Array || isFloat(array)) && array.buffer === memory;

  const copy = (array: Numbers, buffer: number, start: number, n: number): number => {
    if (array instanceof Float64Array) doubles.set(array.subarray(start, start + n), buffer / 8);
    else stage(doubles.subarray(buffer / 8), array, start, n);
    return buffer;
  };

  return {
    chunkOf: (arrays) =>
      arrays.every((array) => array === undefined || isResident(array)) ? RESIDENT_CHUNK : CHUNK.value,
    copy,
    take: (array, buffer, start, n) => {
      if (isResident(array)) return (array as Float64Array).byteOffset + (isFloat(array) ? 4 : 8) * start;
      if (!isFloat(array)) return copy(array, buffer, start, n);
      floats.set(array.subarray(start, start + n), buffer / 4);
      return buffer;
    },
    takeDoubles: (array, buffer, start, n) => {
      if (array instanceof Float64Array && isResident(array)) return array.byteOffset + 8 * start;
      return copy(array, buffer, start, n);
    },
    place: (array, buffer, start) => {
      if (array === undefined) return 0;
      if (!isResident(array)) return buffer;
      return (array as Float64Array).byteOffset + (isFloat(array) ? 4 : 8) * start;
    },
    give: (array, buffer, start, n) => {
      if (array === undefined || isResident(array)) return;
      if (isFloat(array)) array.set(floats.subarray(buffer / 4, buffer / 4 + n), start);
      else if (array instanceof Float64Array) array.set(doubles.subarray(buffer / 8, buffer / 8 + n), start);
      else store(doubles.subarray(buffer / 8), array, start, n);
    },
  };
}
