/**
 * Starts the worker that trains, whose program is in the page itself: a page from a disk may load no other file.
 */
// oxlint-disable-next-line import/default -- Vite makes it, of what stands behind the "?"
import TrainingWorker from "../components/training-worker.ts?worker&inline";

export function startTrainingWorker(): Worker {
  return new TrainingWorker();
}
