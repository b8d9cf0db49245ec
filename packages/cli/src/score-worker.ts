/**
 * A thread of `score`: does tasks until none is left. One that fails is left to the main thread, which says why.
 */
import { parentPort, workerData } from "node:worker_threads";
import { Board } from "./score/threads/board.ts";
import type { WorkerData, WorkerMessage } from "./score/threads/crew.ts";
import { Hand } from "./score/threads/portion-task.ts";

const { work, tasks, threads, thread, memory } = workerData as WorkerData;
const board = new Board({ count: tasks.length, threads, memory });
const hand = new Hand(work);
for (let task = board.takeFor(thread); task !== undefined; task = board.takeFor(thread)) {
  const done = await hand.do(tasks[task]!).catch(() => undefined);
  const { terms = [], lines = [] } = done?.tally ?? {};
  const buffers = [...terms.flat(), ...lines].map(({ buffer }) => buffer as ArrayBuffer);
  parentPort!.postMessage({ task, done } satisfies WorkerMessage, buffers);
}
hand.close();
