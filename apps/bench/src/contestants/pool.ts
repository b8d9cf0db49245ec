/**
 * The kernels on one and two threads, over shared arrays. They are compared with one another, in a section of their own.
 */
import { createPool } from "@focal-loss/wasm";
import { type Buffers, createBuffers } from "../buffers.ts";
import type { Contestant, Prepared } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Task } from "../task.ts";
import { sharedByKernels } from "./wasm.ts";

export const poolOfOne: Contestant = poolOf(1);
export const poolOfTwo: Contestant = poolOf(2);

function poolOf(threads: number): Contestant {
  return {
    ...sharedByKernels,
    name: `pool of ${threads}`,
    description: `focalLossParallel of @focal-loss/wasm, ${threads === 1 ? "one thread" : `${threads} threads`}, shared arrays`,
    implementation: { prepare: (task, data) => prepare(task, data, threads) },
  };
}

async function prepare(task: Task, { labels, logits }: Data, threads: number): Promise<Prepared> {
  const { gamma, dtype } = task;
  const pool = await createPool({ threads });
  if (pool.threads !== threads) throw new Error(`${pool.threads} threads: ${pool.reason}`);
  const share = (array?: ArrayLike<number>): Float32Array | Float64Array => {
    const shared =
      dtype === "f32"
        ? new Float32Array(new SharedArrayBuffer(4 * logits.length))
        : new Float64Array(new SharedArrayBuffer(8 * logits.length));
    if (array !== undefined) shared.set(array);
    return shared;
  };
  const [ownLabels, ownLogits] = [share(labels), share(logits)];
  const names = Object.keys(createBuffers(task, 0));
  const buffers = Object.fromEntries(names.map((name) => [name, share()])) as Buffers;
  const options = { gamma, alpha: ALPHA };
  return {
    run: async () => (await pool.focalLossParallel(ownLabels, ownLogits, options, buffers)).loss,
    derivatives: () => buffers,
    close: pool.close,
  };
}
