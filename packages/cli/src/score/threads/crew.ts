/**
 * Threads that do tasks together with this one. Results come in the order of the tasks, and are those of one thread.
 */
import { Worker } from "node:worker_threads";
import type { Position } from "../../input/portions.ts";
import { tallyAfter, type Tally } from "../tally.ts";
import { Board } from "./board.ts";
import { type Done, Hand, type Task, type Work } from "./portion-task.ts";

export interface WorkerData {
  readonly work: Work;
  readonly tasks: readonly Task[];
  readonly threads: number;
  readonly thread: number;
  readonly memory: Int32Array;
}

/** Without a result, the task has failed. */
export interface WorkerMessage {
  readonly task: number;
  readonly done: Done | undefined;
}

export class Crew {
  readonly #tasks: readonly Task[];
  readonly #board: Board;
  readonly #hand: Hand;
  readonly #workers: Worker[] = [];
  /** Those that are still there. */
  #working = 0;
  readonly #results = new Map<number, Done | undefined>();
  #turn = 0;
  #position: Position = { at: 0, rows: 0 };
  #wake: () => void = () => undefined;

  /** @param threads - How many, with this one. */
  constructor(work: Work, tasks: readonly Task[], threads: number) {
    this.#tasks = tasks;
    this.#board = new Board({ count: tasks.length, threads });
    this.#hand = new Hand(work);
    const { memory } = this.#board;
    try {
      for (let thread = 0; thread < threads - 1; thread++)
        this.#start({ work, tasks, threads, thread, memory });
    } catch {
      // The system allows no more of them: those that are there do all.
    }
  }

  #start(workerData: WorkerData): void {
    const worker = new Worker(new URL("./score-worker.js", import.meta.url), { workerData, execArgv: [] });
    this.#workers.push(worker);
    this.#working += 1;
    worker.on("message", ({ task, done }: WorkerMessage) => {
      if (task >= this.#turn && !this.#results.has(task)) this.#results.set(task, done);
      this.#wake();
    });
    // What it was at is done here, and so is all where none is left.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      this.#working -= 1;
      const lost = this.#board.lostBy(workerData.thread);
      if (lost !== undefined && lost >= this.#turn && !this.#results.has(lost)) {
        this.#results.set(lost, undefined);
      }
      this.#wake();
    });
  }

  /**
   * The result of the next task; rows are counted from the start of its file.
   *
   * @throws If the portion cannot be read. {@link CliError}
   */
  async next(): Promise<Tally> {
    const turn = this.#turn;
    const task = this.#tasks[turn]!;
    if (task.input !== this.#tasks[turn - 1]?.input) this.#position = { at: 0, rows: 0 };
    const start = this.#position;
    while (!this.#results.has(turn)) {
      const taken = this.#working > 0 ? this.#board.take() : turn;
      if (taken === turn) break;
      if (taken !== undefined) {
        const done = await this.#hand.do(this.#tasks[taken]!).catch(() => undefined);
        this.#results.set(taken, done);
        await new Promise(setImmediate);
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
    const ready = this.#results.get(turn);
    this.#results.delete(turn);
    // The guess where the first row is may have been wrong.
    const isRight = ready !== undefined && (ready.extent.from === start.at || start.at === 0);
    const { extent, tally } = isRight ? ready : await this.#hand.do(task, start);
    this.#turn += 1;
    this.#board.takeOver(this.#turn);
    this.#position = { at: extent.to, rows: start.rows + extent.rows };
    return isRight && start.rows > 0 ? tallyAfter(tally, start.rows) : tally;
  }

  async close(): Promise<void> {
    this.#hand.close();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
