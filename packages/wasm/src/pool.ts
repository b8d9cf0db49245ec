/**
 * Threads that compute one batch together.
 */
import { type BatchOptions, type BatchOutput, type BatchResult, ExactSum } from "@focal-loss/core";
import { checkBatch, checkBatchOptions, ignoring, reduce, scanLabels, show } from "@focal-loss/core/kernels";

import { instantiate } from "./instance.ts";
import { makeLogitsBatch } from "./logits-batch.ts";
import { compileAsync } from "./module.ts";
import { type Batch, type Floats, makeBatch, waitForOthers, work } from "./share.ts";
import { inPage, processors, startThread, type Thread, whyNoThreads } from "./threads.ts";

/** How a pool is made. */
export interface PoolOptions {
  /** How many threads compute, the calling one included but for the main thread of a page (default: one a processor). */
  readonly threads?: number | undefined;
}

/** Threads with kernels of their own. */
export interface Pool {
  /** How many threads compute. */
  readonly threads: number;
  /** Why there is only one, where threads are not allowed. */
  readonly reason: string | undefined;
  /**
   * `focalLossWithLogitsBatch` of the kernels on all threads. Every array lies in a `SharedArrayBuffer`. Elements have its
   * bits, and the total is the same whatever the number of threads.
   *
   * @throws What `focalLossWithLogitsBatch` throws, before anything is computed.
   * @throws If an array is not shared. {@link TypeError}
   * @throws If the pool is closed. {@link Error}
   */
  readonly focalLossParallel: (
    labels: Floats,
    logits: Floats,
    options?: BatchOptions,
    out?: BatchOutput,
  ) => Promise<BatchResult>;
  /** Ends the threads, after all batches that were asked for. */
  readonly close: () => Promise<void>;
}

/**
 * Starts threads, which takes some 50 ms. They do not keep a process from ending.
 *
 * @throws If `threads` is no whole number. {@link TypeError}
 * @throws If `threads` is below 1. {@link RangeError}
 */
export async function createPool(options: PoolOptions = {}): Promise<Pool> {
  const wanted = checkThreads(options);
  const reason = whyNoThreads();
  const own = makeLogitsBatch(instantiate(await compileAsync(), 0));
  const others = reason === undefined ? wanted - (inPage ? 0 : 1) : 0;
  const helpers = Array.from({ length: others }, startThread);
  const end = async (): Promise<void> => {
    await Promise.all(helpers.map((helper) => helper.end()));
  };
  try {
    await Promise.all(helpers.map(nextMessage));
  } catch (error) {
    await end();
    throw error;
  }

  const share = async (
    labels: Floats,
    logits: Floats,
    options: BatchOptions,
    out: Batch["out"],
  ): Promise<BatchResult> => {
    let batch = makeBatch(labels, logits, options, out);
    await run(batch);
    let positives = batch.ones.reduce((sum, ones) => sum + ones, 0);
    if (batch.ones.includes(-1)) {
      // The sum of soft labels depends on their order, and so does which of several wrong ones is named.
      const labelScan = scanLabels(labels, options);
      positives = labelScan.positives;
      batch = makeBatch(labels, logits, options, out, labelScan.soft);
      await run(batch);
    }
    const { length: count } = labels;
    return reduce(options.reduction, { ...totalOf(batch.totals), count, weight: count, positives });
  };

  const run = async (batch: Batch): Promise<void> => {
    if (!inPage) {
      // To wait for a message would take longer than to wait for the last chunk.
      for (const helper of helpers) helper.post(batch);
      if (work(batch, own)) waitForOthers(batch);
      return;
    }
    const messages = helpers.map(nextMessage);
    for (const helper of helpers) helper.post(batch);
    if (helpers.length === 0) work(batch, own);
    // All of them: a late one must not be taken for that of the next batch.
    await Promise.allSettled(messages);
    await Promise.all(messages);
  };

  // One batch after the other.
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const focalLossParallel: Pool["focalLossParallel"] = async (labels, logits, options = {}, out = {}) => {
    checkBatchOptions(options);
    checkBatch(labels, "logits", logits, options, out);
    const { values, gradients, hessians } = out;
    const arrays = {
      labels,
      logits,
      "out.values": values,
      "out.gradients": gradients,
      "out.hessians": hessians,
    };
    for (const [name, array] of Object.entries(arrays)) checkShared(name, array);
    if (closed) throw new Error("the pool is closed");
    const isAlone = options.weights !== undefined || ignoring(options);
    const run = last.then(() =>
      isAlone
        ? own.focalLossWithLogitsBatch(labels, logits, options, out)
        : share(labels, logits, options, out as Batch["out"]),
    );
    last = run.catch(() => {});
    return run;
  };

  const close = async (): Promise<void> => {
    closed = true;
    await last;
    await end();
  };
  return { threads: others + (inPage && others > 0 ? 0 : 1), reason, focalLossParallel, close };
}

/** Waits for a thread; while that, the process does not end. */
async function nextMessage(thread: Thread): Promise<void> {
  thread.keepAlive(true);
  try {
    await thread.next();
  } finally {
    thread.keepAlive(false);
  }
}

/** The exact sum of the totals of the shares, rounded once. */
function totalOf(totals: Float64Array): { sum: number; nan: number } {
  const exact = new ExactSum();
  let nan = 0;
  for (let i = 0; i < totals.length; i += 3) {
    const high = totals[i]!;
    exact.add(high);
    // Where the sum is infinite or NaN, so is its rounding error.
    if (Number.isFinite(high)) exact.add(totals[i + 1]!);
    nan += totals[i + 2]!;
  }
  return { sum: exact.sum(), nan };
}

function checkShared(name: string, array: unknown): void {
  if (array === undefined) return;
  const isFloats = array instanceof Float64Array || array instanceof Float32Array;
  if (isFloats && (typeof SharedArrayBuffer === "undefined" || array.buffer instanceof SharedArrayBuffer))
    return;
  const found = isFloats ? "one over an ArrayBuffer" : show(array);
  throw new TypeError(
    `"${name}" expected a Float64Array or a Float32Array over a SharedArrayBuffer, got ${found}`,
  );
}

function checkThreads(options: unknown): number {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`"options" expected an object, got ${show(options)}`);
  }
  const { threads = processors() } = options as { threads?: unknown };
  const expected = `"threads" expected a whole number >= 1`;
  if (typeof threads !== "number" || !Number.isInteger(threads)) {
    throw new TypeError(`${expected}, got ${show(threads)}`);
  }
  if (threads < 1) throw new RangeError(`${expected}, got ${threads}`);
  return threads;
}
