/**
 * core's batches, on SIMD kernels where the engine has and allows them.
 */
import { focalLossBatch, focalLossWithLogitsBatch, softmaxFocalLossBatch } from "@focal-loss/core";
import { createKernels, type Kernels } from "@focal-loss/wasm";

type Batches = Omit<Kernels, "allocate">;

let batches: Batches | undefined;

export function kernels(): Batches {
  batches ??= start();
  return batches;
}

/** A content security policy or an old engine forbids WebAssembly; core gives the same in more time. */
function start(): Batches {
  try {
    return createKernels();
  } catch {
    return { focalLossBatch, focalLossWithLogitsBatch, softmaxFocalLossBatch };
  }
}
