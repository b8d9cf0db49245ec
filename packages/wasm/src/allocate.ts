/**
 * Arrays in the memory of the kernels, one after the other.
 */
import { show } from "@focal-loss/core/kernels";

import type { Kernel } from "./instance.ts";

/**
 * An array of `n` zeros in the memory of the kernels, of doubles unless `type` says floats. Batches read and write it where it
 * is, without a copy. It lives as long as the kernels.
 *
 * @throws If `n` is no whole number, or `type` is neither constructor. {@link TypeError}
 * @throws If `n` is negative, or the capacity that is left is too small. {@link RangeError}
 */
export interface Allocate {
  (n: number, type?: Float64ArrayConstructor): Float64Array;
  (n: number, type: Float32ArrayConstructor): Float32Array;
}

/** Arrays start 256 bytes beyond a multiple of it, 512, and so on: copies between the same places of pages are slow. */
const ALIGNMENT = 256;

export function makeAllocate({ doubles: { buffer }, free }: Kernel): Allocate {
  let next = free;
  return ((n: unknown, type: unknown = Float64Array): Float64Array | Float32Array => {
    if (typeof n !== "number" || !Number.isInteger(n)) {
      throw new TypeError(`"n" expected a whole number >= 0, got ${show(n)}`);
    }
    if (n < 0) throw new RangeError(`"n" expected a whole number >= 0, got ${n}`);
    if (type !== Float64Array && type !== Float32Array) {
      throw new TypeError(`"type" expected Float64Array or Float32Array, got ${show(type)}`);
    }
    const bytes = (type === Float64Array ? 8 : 4) * n;
    if (next + bytes > buffer.byteLength) {
      const left = buffer.byteLength - next;
      throw new RangeError(`"n" expected at most ${left} bytes of the capacity, got ${bytes} bytes`);
    }
    const array =
      type === Float64Array ? new Float64Array(buffer, next, n) : new Float32Array(buffer, next, n);
    next += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return array;
  }) as Allocate;
}
