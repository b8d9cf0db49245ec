/**
 * core's batches on SIMD kernels.
 */
import type { focalLossBatch, focalLossWithLogitsBatch, softmaxFocalLossBatch } from "@focal-loss/core";
import { show } from "@focal-loss/core/kernels";

import { type Allocate, makeAllocate } from "./allocate.ts";
import { instantiate } from "./instance.ts";
import { makeLogitsBatch } from "./logits-batch.ts";
import { compile, compileAsync } from "./module.ts";
import { makeProbabilitiesBatch } from "./probabilities-batch.ts";
import { makeSoftmaxBatch } from "./softmax-batch.ts";

/** How kernels are made. */
export interface KernelOptions {
  /** Bytes that {@link Kernels.allocate} may hand out, at most 2^31 (default 0). Their memory never grows or moves. */
  readonly capacity?: number | undefined;
}

/** core's batches, with its types, options and errors. */
export interface Kernels {
  /**
   * If `labels`, `logits` and all arrays of `out` are a `Float32Array`, four floats at a time: within 4 units of a float's last
   * place, for `gamma <= 3`, class weights that are 0 or in [2^-60, 2^20], no Gauss-Newton Hessians, and no `weights`, `mask` or
   * `ignoreLabel`. Else two doubles at a time, and the bits are core's.
   */
  readonly focalLossWithLogitsBatch: typeof focalLossWithLogitsBatch;
  /** Two doubles at a time, with core's bits. */
  readonly focalLossBatch: typeof focalLossBatch;
  /** The same for rows with one target class; other targets are core's. */
  readonly softmaxFocalLossBatch: typeof softmaxFocalLossBatch;
  readonly allocate: Allocate;
}

/**
 * Compiles the kernels, in well under 5 ms. Works wherever a module of 19 kB may be compiled synchronously: Node.js, Deno, Bun,
 * workers, and pages in Chromium since version 115; elsewhere take {@link createKernelsAsync}.
 *
 * ```ts
 * const { focalLossWithLogitsBatch } = createKernels();
 * focalLossWithLogitsBatch([1, 0], [0, 0], { gamma: 0 }).loss; // => 0.6931471805599453
 * ```
 *
 * @param options - `capacity` in bytes (default 0).
 * @throws If `capacity` is no number. {@link TypeError}
 * @throws If `capacity` is not in [0, 2^31], or there is not so much memory. {@link RangeError}
 * @throws If the engine has no WebAssembly with SIMD, or forbids it. {@link Error}
 */
export function createKernels(options: KernelOptions = {}): Kernels {
  const capacity = checkCapacity(options);
  return makeKernels(compile(), capacity);
}

/** {@link createKernels}, compiled off the main thread. */
export async function createKernelsAsync(options: KernelOptions = {}): Promise<Kernels> {
  const capacity = checkCapacity(options);
  return makeKernels(await compileAsync(), capacity);
}

function makeKernels(module: object, capacity: number): Kernels {
  const kernel = instantiate(module, capacity);
  return {
    focalLossWithLogitsBatch: makeLogitsBatch(kernel).focalLossWithLogitsBatch,
    focalLossBatch: makeProbabilitiesBatch(kernel),
    softmaxFocalLossBatch: makeSoftmaxBatch(kernel),
    allocate: makeAllocate(kernel),
  };
}

const LARGEST_CAPACITY = 2 ** 31;

function checkCapacity(options: unknown): number {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`"options" expected an object, got ${show(options)}`);
  }
  const { capacity = 0 } = options as { capacity?: unknown };
  const expected = `"capacity" expected a number in [0, ${LARGEST_CAPACITY}]`;
  if (typeof capacity !== "number") throw new TypeError(`${expected}, got ${show(capacity)}`);
  if (!(capacity >= 0 && capacity <= LARGEST_CAPACITY)) throw new RangeError(`${expected}, got ${capacity}`);
  return capacity;
}
