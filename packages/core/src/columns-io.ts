/**
 * From the caller's arrays to columns and back. One loop for each common kind of array: a loop that has met several kinds is
 * slow for all of them.
 */
import type { Numbers, OutputArray } from "./batch-options.ts";

/**
 * Whether columns can be computed from these arrays and into `target` without a copy: kinds that the loops know, and no
 * memory in common.
 */
export function readable(labels: Numbers, input: Numbers, target: OutputArray | undefined): boolean {
  const labelBuffer = bufferOf(labels);
  const inputBuffer = bufferOf(input);
  const buffer = target && bufferOf(target);
  return (
    labelBuffer !== undefined &&
    inputBuffer !== undefined &&
    (target === undefined || (buffer !== undefined && buffer !== labelBuffer && buffer !== inputBuffer))
  );
}

/** What labels and logits mostly are: a loop that has met more kinds than these four is slow for all of them. */
const KINDS = [Float64Array, Float32Array, Uint8Array, Int32Array] as const;

function bufferOf(array: Numbers): ArrayBufferLike | undefined {
  return KINDS.some((kind) => array instanceof kind) ? (array as Float64Array).buffer : undefined;
}

/** Copies `n` elements of `source` from `start` on to a column, from `to` on. */
export function stage(column: Float64Array, source: Numbers, start: number, n: number, to = 0): void {
  if (source instanceof Float64Array) {
    for (let i = 0; i < n; i++) column[to + i] = source[start + i]!;
  } else if (source instanceof Float32Array) {
    for (let i = 0; i < n; i++) column[to + i] = source[start + i]!;
  } else {
    for (let i = 0; i < n; i++) column[to + i] = source[start + i]!;
  }
}

/** Copies the first `n` elements of `column` to `target`, from `start` on. */
export function store(column: Float64Array, target: OutputArray, start: number, n: number): void {
  if (target instanceof Float64Array) {
    for (let i = 0; i < n; i++) target[start + i] = column[i]!;
  } else if (target instanceof Float32Array) {
    for (let i = 0; i < n; i++) target[start + i] = column[i]!;
  } else {
    for (let i = 0; i < n; i++) target[start + i] = column[i]!;
  }
}
