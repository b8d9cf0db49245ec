/**
 * The process of one contestant on one task: `node host.js CONTESTANT ASSIGNMENT`, then requests on standard input.
 *
 * A process of its own for every measurement: no contestant's code has seen another array type, gamma or output before, and
 * nobody's garbage is collected on somebody else's time.
 */
import { createInterface } from "node:readline";
import { hrtime } from "node:process";
import type { Prepared } from "./contestant.ts";
import { contestants, pools } from "./contestants/index.ts";
import { readData } from "./data.ts";
import type { Answers, Assignment, Failure, Hello, Outcome } from "./protocol.ts";

type Request = Answers[keyof Answers]["request"];

const [name, assignment = ""] = process.argv.slice(2);
const task = JSON.parse(assignment) as Assignment;
let prepared: Prepared | undefined;

// Standard output is for answers.
console.log = console.info = console.error;

const say = (message: Hello | Failure | Answers[keyof Answers]["answer"]): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

say({});
for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await answer(JSON.parse(line) as Request));
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
}

async function answer(request: Request): Promise<Answers[keyof Answers]["answer"]> {
  if ("start" in request) {
    await prepared?.close?.();
    prepared = undefined;
    const contestant = [...contestants, ...pools].find((contestant) => contestant.name === name);
    if (contestant === undefined || !("prepare" in contestant.implementation)) {
      throw new Error(`unknown contestant: ${name}`);
    }
    prepared = await contestant.implementation.prepare(task, readData(task.folder, task, request.start));
    return {};
  }
  if (prepared === undefined) throw new Error("not started");
  return "check" in request
    ? check(prepared, request.check)
    : { nanoseconds: await sample(prepared.run, request.sample) };
}

async function check({ run, derivatives }: Prepared, positions: readonly number[]): Promise<Outcome> {
  const loss = await run();
  const { gradients, hessians } = derivatives();
  const at = (array: ArrayLike<number>): number[] => positions.map((position) => array[position]!);
  return {
    loss,
    ...(gradients && { gradients: at(gradients) }),
    ...(hessians && { hessians: at(hessians) }),
  };
}

/** Waits for promises alone: an `await` of a number takes longer than a small batch. */
async function sample(run: Prepared["run"], repeats: number): Promise<number> {
  const start = hrtime.bigint();
  for (let i = 0; i < repeats; i += 1) {
    const loss = run();
    if (typeof loss !== "number") await loss;
  }
  return Number(hrtime.bigint() - start);
}
