/**
 * A batch that threads share: they take chunk after chunk until none is left. Each chunk has its own total, so that the total
 * of the batch depends on no order.
 */
import type { BatchOptions, BatchOutput } from "@focal-loss/core";

import type { LogitsBatch } from "./logits-batch.ts";

/** A typed array over a `SharedArrayBuffer`. */
export type Floats = Float32Array | Float64Array;

/** Elements that a thread takes at a time. */
export const SHARE = 8192;

/** What is posted to a thread. All arrays lie in shared memory. */
export interface Batch {
  readonly labels: Floats;
  readonly logits: Floats;
  readonly options: BatchOptions;
  readonly soft: boolean;
  readonly out: { readonly [name in keyof BatchOutput]?: Floats | undefined };
  /** One number: the next chunk. */
  readonly next: Int32Array;
  /** A sum in two words and the number of NaN a chunk. */
  readonly totals: Float64Array;
}

/** Takes chunks until none is left. */
export function work(batch: Batch, { compute, total }: LogitsBatch): void {
  const { labels, logits, options, soft, out, next, totals } = batch;
  for (;;) {
    const share = Atomics.add(next, 0, 1);
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
