/**
 * A batch that threads share: they take chunk after chunk until none is left, first to look at the labels, then to compute.
 * Each chunk has its own total, so that the total of the batch depends on no order.
 */
import type { BatchOptions, BatchOutput } from "@focal-loss/core";

import type { LogitsBatch } from "./logits-batch.ts";

/** A typed array over a `SharedArrayBuffer`. */
export type Floats = Float32Array | Float64Array;

/** Elements that a thread takes at a time. */
const SHARE = 8192;

// Places in Batch.state: the next chunk to look at, how many have been looked at, the next to compute.
const NEXT_SCAN = 0;
const SCANNED = 1;
const NEXT = 2;

/** What is posted to a thread. All arrays lie in shared memory. */
export interface Batch {
  readonly labels: Floats;
  readonly logits: Floats;
  readonly options: BatchOptions;
  readonly out: { readonly [name in keyof BatchOutput]?: Floats | undefined };
  /** Whether there are soft labels; undefined if nobody has looked. */
  readonly soft: boolean | undefined;
  readonly state: Int32Array;
  /** How many labels of each chunk are 1; -1 where some are neither 0 nor 1. */
  readonly ones: Float64Array;
  /** A sum in two words and the number of NaN a chunk. */
  readonly totals: Float64Array;
}

/** A batch that nobody has begun. */
export function makeBatch(
  labels: Floats,
  logits: Floats,
  options: BatchOptions,
  out: Batch["out"],
  soft?: boolean,
): Batch {
  const shares = Math.ceil(labels.length / SHARE);
  // Where there is no shared memory, there is one thread.
  const memory = (bytes: number): SharedArrayBuffer | ArrayBuffer =>
    typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
  const numbers = (n: number): Float64Array => new Float64Array(memory(8 * n));
  const state = new Int32Array(memory(12));
  return { labels, logits, options, out, soft, state, ones: numbers(shares), totals: numbers(3 * shares) };
}

/**
 * Takes chunks until none is left. If nobody has looked at the labels, nothing is computed before all have been looked at, nor
 * if some are neither 0 nor 1.
 */
export function work(batch: Batch, kernels: LogitsBatch): void {
  if (batch.soft === undefined) {
    scanShares(batch, kernels);
    if (batch.ones.includes(-1)) return;
  }
  computeShares(batch, kernels);
}

function scanShares({ labels, state, ones }: Batch, { countOnes }: LogitsBatch): void {
  for (;;) {
    const share = Atomics.add(state, NEXT_SCAN, 1);
    if (share >= ones.length) break;
    ones[share] = countOnes(labels.subarray(share * SHARE, (share + 1) * SHARE));
    if (Atomics.add(state, SCANNED, 1) + 1 === ones.length) Atomics.notify(state, SCANNED);
  }
  for (;;) {
    const scanned = Atomics.load(state, SCANNED);
    if (scanned === ones.length) return;
    Atomics.wait(state, SCANNED, scanned);
  }
}

function computeShares(batch: Batch, { compute, total }: LogitsBatch): void {
  const { labels, logits, options, soft = false, out, state, totals } = batch;
  for (;;) {
    const share = Atomics.add(state, NEXT, 1);
    const start = share * SHARE;
    if (start >= labels.length) return;
    const part = <T extends Floats | undefined>(array: T): T => array?.subarray(start, start + SHARE) as T;
    const parts = {
      values: part(out.values),
      gradients: part(out.gradients),
      hessians: part(out.hessians),
    };
    compute(part(labels), part(logits), options, parts, soft);
    totals.set(total.subarray(0, 3), 3 * share);
  }
}
