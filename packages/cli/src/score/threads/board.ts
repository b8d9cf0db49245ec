/**
 * Where threads take their tasks, one after the other: shared memory.
 *
 * Nobody runs so far ahead that results pile up: a thread waits until the task that is `ahead` before its own has been taken
 * over.
 */
// Places in the memory: the next task, those taken over, then the task of each thread, from 1.
const NEXT = 0;
const TAKEN_OVER = 1;
const CURRENT = 2;

export class Board {
  readonly memory: Int32Array;
  readonly #count: number;
  readonly #ahead: number;

  /** @param memory - That of another board: the same board for another thread. */
  constructor({ count, threads, memory }: { count: number; threads: number; memory?: Int32Array }) {
    this.memory = memory ?? new Int32Array(new SharedArrayBuffer(4 * (CURRENT + threads)));
    this.#count = count;
    this.#ahead = 3 * threads;
  }

  /** The next task, where results of it can be kept. */
  take(): number | undefined {
    const next = Atomics.load(this.memory, NEXT);
    if (next >= this.#count || next - Atomics.load(this.memory, TAKEN_OVER) >= this.#ahead) return undefined;
    const task = Atomics.add(this.memory, NEXT, 1);
    return task < this.#count ? task : undefined;
  }

  /** The next task for a thread; waits until its results can be kept. */
  takeFor(thread: number): number | undefined {
    const task = Atomics.add(this.memory, NEXT, 1);
    if (task >= this.#count) return undefined;
    Atomics.store(this.memory, CURRENT + thread, task + 1);
    for (;;) {
      const takenOver = Atomics.load(this.memory, TAKEN_OVER);
      if (task - takenOver < this.#ahead) return task;
      Atomics.wait(this.memory, TAKEN_OVER, takenOver);
    }
  }

  /** What a thread was at that is no more. */
  lostBy(thread: number): number | undefined {
    const task = Atomics.load(this.memory, CURRENT + thread);
    return task === 0 ? undefined : task - 1;
  }

  /** The results of all tasks before this one are taken over. */
  takeOver(task: number): void {
    Atomics.store(this.memory, TAKEN_OVER, task);
    Atomics.notify(this.memory, TAKEN_OVER);
  }
}
