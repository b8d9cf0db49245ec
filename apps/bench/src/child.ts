/**
 * The bench's end of a contestant's process.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Contestant } from "./contestant.ts";
import { type Command, type Commands, commandOf } from "./command.ts";
import type { Answers, Assignment, Failure, Hello } from "./protocol.ts";
import { Unavailable } from "./unavailable.ts";

/** One thread for everybody, whatever the numeric library beneath. */
const ONE_THREAD = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  NUMBA_NUM_THREADS: "1",
  NPROC: "1",
  PYTHONDONTWRITEBYTECODE: "1",
};

export class Child {
  /** Of the library, if the process says one. */
  version: string | undefined;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #errors = "";
  #failure: Error | undefined;

  /** @throws If the contestant cannot run here. {@link Unavailable} */
  static async start(contestant: Contestant, assignment: Assignment, commands: Commands): Promise<Child> {
    const { command, args, environment } = commandOf(contestant, commands, assignment.folder);
    const child = new Child(command, [...args, JSON.stringify(assignment)], environment);
    try {
      const hello = (await child.#read()) as Hello;
      if ("unavailable" in hello) throw new Unavailable(hello.unavailable);
      child.version = hello.version;
      return child;
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  private constructor(command: string, args: readonly string[], environment: Command["environment"]) {
    this.#process = spawn(command, args, { env: { ...process.env, ...ONE_THREAD, ...environment } });
    this.#process.on("error", (error: NodeJS.ErrnoException) => {
      this.#failure = error.code === "ENOENT" ? new Unavailable(`there is no command ${command}`) : error;
    });
    this.#process.stdin!.on("error", () => undefined);
    this.#process.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-2000);
    });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  async request<K extends keyof Answers>(request: Answers[K]["request"]): Promise<Answers[K]["answer"]> {
    this.#process.stdin!.write(`${JSON.stringify(request)}\n`);
    const answer = (await this.#read()) as Answers[K]["answer"] | Failure;
    if ("error" in answer) throw new Error(answer.error);
    return answer;
  }

  async stop(): Promise<void> {
    this.#process.stdin!.end();
    if (this.#process.pid === undefined || this.#process.exitCode !== null) return;
    this.#process.kill("SIGKILL");
    if (this.#process.signalCode === null) await once(this.#process, "exit");
  }

  async #read(): Promise<unknown> {
    const line = await this.#lines.next();
    if (line.done !== true) return JSON.parse(line.value) as unknown;
    // Lets the process's own events come in before what they say is used.
    await new Promise((resolve) => setImmediate(resolve));
    throw this.#failure ?? new Error(`its process ended: ${this.#errors.trim() || "no message"}`);
  }
}
