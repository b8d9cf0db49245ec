/**
 * A batch that threads share: they take chunk after chunk until none is left, first to look at the labels, then to compute.
 * Each chunk has its own total, so that the total of the batch depends on no order. A thread that comes late finds nothing left.
 */
import type { BatchOptions, BatchOutput } from "@focal-loss/core";

import type { LogitsBatch } from "./logits-batch.ts";

/** A typed array over a `SharedArrayBuffer`. */
export type Floats = Float32Array | Float64Array;

/** Elements that a thread takes at a time. */
const SHARE = 8192;

// Places in Batch.state: the next chunk to look at, how many have been looked at, the next to compute, how many have been.
const NEXT_SCAN = 0;
const SCANNED = 1;
const NEXT = 2;
const COMPUTED = 3;

/** Milliseconds in which a thread computes a chunk, however busy the machine. */
const PATIENCE = 30_000;

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
  // What threads need, and no more: other properties might not arrive.
  const { gamma, alpha, posWeight, labelSmoothing, hessianMode } = options;
  const { values, gradients, hessians } = out;
  const shares = Math.ceil(labels.length / SHARE);
  // Where there is no shared memory, there is one thread.
  const Memory = typeof SharedArrayBuffer === "undefined" ? ArrayBuffer : SharedArrayBuffer;
  const memory = new Memory(16 + 8 * 4 * shares);
  const state = new Int32Array(memory, 0, 4);
  const ones = new Float64Array(memory, 16, shares);
  const totals = new Float64Array(memory, 16 + 8 * shares, 3 * shares);
  return {
    labels,
    logits,
    options: { gamma, alpha, posWeight, labelSmoothing, hessianMode } as BatchOptions,
    out: { values, gradients, hessians },
    soft,
    state,
    ones,
    totals,
  };
}

/**
 * Takes chunks until none is left. If nobody has looked at the labels, nothing is computed before all have been looked at, nor
 * if some are neither 0 nor 1: then it returns false.
 */
export function work(batch: Batch, kernels: LogitsBatch): boolean {
  if (batch.soft === undefined) {
    scanShares(batch, kernels);
    if (batch.ones.includes(-1)) return false;
  }
  computeShares(batch, kernels);
  return true;
}

function scanShares({ labels, state, ones }: Batch, { countOnes }: LogitsBatch): void {
  for (;;) {
    const share = Atomics.add(state, NEXT_SCAN, 1);
    if (share >= ones.length) break;
    ones[share] = countOnes(labels.subarray(share * SHARE, (share + 1) * SHARE));
    finish(state, SCANNED, ones.length);
  }
  waitFor(state, SCANNED, ones.length);
}

/** Waits until all chunks have been computed, which threads have taken. */
export function waitForOthers({ state, ones }: Batch): void {
  waitFor(state, COMPUTED, ones.length);
}

/** @throws If a thread that has taken a chunk does not finish it. {@link Error} */
function waitFor(state: Int32Array, place: number, count: number): void {
  for (;;) {
    const finished = Atomics.load(state, place);
    if (finished === count) return;
    if (Atomics.wait(state, place, finished, PATIENCE) === "timed-out")
      throw new Error("a thread has failed");
  }
}

/** Counts a chunk as finished. */
function finish(state: Int32Array, place: number, count: number): void {
  if (Atomics.add(state, place, 1) + 1 === count) Atomics.notify(state, place);
}

function computeShares(batch: Batch, { compute, total }: LogitsBatch): void {
  const { labels, logits, options, soft = false, out, state, ones, totals } = batch;
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
    finish(state, COMPUTED, ones.length);
  }
}
