/**
 * One pass over files: every row is checked and scored.
 */
import { availableParallelism } from "node:os";
import { streamBlocks } from "../input/blocks.ts";
import { cellsOf, type ScoredFile } from "../input/columns.ts";
import type { StartEngine } from "../input/engine.ts";
import { portionsOf } from "../input/portions.ts";
import type { Progress } from "../input/progress.ts";
import { plainSum } from "./loss-terms.ts";
import { createScorer } from "./scorer.ts";
import { Tallier, type Tally } from "./tally.ts";
import type { Crew } from "./threads/crew.ts";
import type { Task, Work } from "./threads/portion-task.ts";
import { addPlain, noTotals, type Totals } from "./totals.ts";

/** Below, a second thread takes longer to start than it saves. */
const BYTES_A_THREAD = 1 << 24;
/** Blocks of a stream that are added up before they are taken over. */
const BLOCKS_AT_ONCE = 16;

export interface Scan extends Work {
  readonly engine: StartEngine;
  readonly progress: Progress;
  /** How many (default: one a processor, where there is enough to do). */
  readonly threads?: number | undefined;
}

/** Who takes what rows of a file add up to, in order. */
type Take = (tally: Tally, input: ScoredFile) => void;

/**
 * @param begin - Is told of each file before its rows come.
 * @returns The totals of each file.
 * @throws If a file cannot be read, or `take` throws.
 */
export async function scanFiles(
  scan: Scan,
  take: Take,
  begin: (input: ScoredFile) => void = () => undefined,
): Promise<readonly Totals[]> {
  const { inputs, gammas, progress } = scan;
  const portions = await Promise.all(inputs.map(({ file, columns }) => portionsOf(file, cellsOf(columns))));
  const tasks = portions.flatMap((found = [], input) => found.map((portion): Task => ({ input, portion })));
  const crew = tasks.length === 0 ? undefined : await startCrew(scan, tasks);
  try {
    const all: Totals[] = [];
    for (const [k, input] of inputs.entries()) {
      const totals = noTotals(gammas, input.columns);
      const watcher = progress.watch(k);
      const add = async (tally: Tally, done: number): Promise<void> => {
        addTally(totals, tally);
        take(tally, input);
        const { rows, bad } = tally.totals;
        const count = Object.values(bad).reduce((sum, some) => sum + some, rows);
        await watcher.progress({ count, done });
      };
      begin(input);
      const found = portions[k];
      if (found === undefined) {
        await scanStream(input, scan, add);
      } else {
        for (let done = 1; done <= found.length; done++) await add(await crew!.next(), done / found.length);
      }
      all.push(totals);
    }
    return all;
  } finally {
    await crew?.close();
  }
}

async function startCrew(scan: Scan, tasks: readonly Task[]): Promise<Crew> {
  const { inputs, gammas, weights, wishes } = scan;
  const bytes = tasks.reduce((sum, { portion }) => sum + portion.bytes, 0);
  const useful = Math.max(1, Math.floor(bytes / BYTES_A_THREAD));
  const threads = scan.threads ?? Math.min(availableParallelism(), useful);
  const { Crew } = await import("./threads/crew.ts");
  return new Crew({ inputs, gammas, weights, wishes }, tasks, Math.min(threads, tasks.length));
}

async function scanStream(
  input: ScoredFile,
  { gammas, weights, wishes, engine }: Scan,
  add: (tally: Tally, done: number) => Promise<void>,
): Promise<void> {
  const tallier = new Tallier(input, (room) => createScorer(input.columns, gammas, weights, room), wishes);
  let blocks = 0;
  let done = 0;
  for await (const block of streamBlocks(input.file, cellsOf(input.columns), engine)) {
    tallier.add(block);
    ({ done } = block);
    blocks += 1;
    if (blocks % BLOCKS_AT_ONCE === 0) await add(tallier.take(), done);
  }
  await add(tallier.take(), done);
}

function addTally(totals: Totals, tally: Tally): void {
  addPlain(totals, tally.totals);
  for (const [k, parts] of tally.terms.entries()) {
    for (const terms of parts) totals.plainSums[k] = plainSum(totals.plainSums[k]!, terms);
  }
}
