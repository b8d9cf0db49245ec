/**
 * Starts the worker that trains. The playground in one file has it inside: see `start-training-worker-inside.ts`.
 */
export function startTrainingWorker(): Worker {
  return new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module" });
}
