/**
 * Measures one cell: lets everybody get ready and prove itself, then takes samples in turns.
 *
 * Round r takes one sample of each, beginning with the r-th: what the machine does to one round, it does to everybody.
 */
import { Child } from "./child.ts";
import type { Commands } from "./command.ts";
import type { Contestant } from "./contestant.ts";
import { readData } from "./data.ts";
import { findError } from "./gate.ts";
import type { Assignment } from "./protocol.ts";
import { createReference, type Reference } from "./reference.ts";
import type { Absent, CellResult, Entry } from "./results.ts";
import { roundsOf, type Settings } from "./settings.ts";
import { ALPHA, type Cell } from "./task.ts";
import { Unavailable } from "./unavailable.ts";

/** Elements of the runs that tell how long all of them would take, and how long these runs go on. */
const PROBE = 10_000;
const PROBE_MILLISECONDS = 200;

export interface Bench {
  readonly settings: Settings;
  readonly contestants: readonly Contestant[];
  readonly folder: string;
  readonly commands: Commands;
  /** What is known of libraries in other processes; filled in on the way. */
  readonly versions: Set<string>;
  readonly unavailable: Map<Contestant, string>;
}

/** Somebody who is right and ready. */
interface Runner {
  readonly child: Child;
  /** Calls a sample. */
  readonly repeats: number;
  readonly samples: number[];
}

export async function measureCell(cell: Cell, bench: Bench): Promise<CellResult> {
  const reference = createReference(cell, readData(bench.folder, cell, cell.elements));
  const runners: Runner[] = [];
  const entries: Entry[] = [];
  try {
    for (const contestant of bench.contestants) {
      for (const output of bench.settings.outputs) {
        const assignment = { ...cell, output, folder: bench.folder, alpha: ALPHA };
        const ready = await prepare(contestant, assignment, reference, bench);
        if ("child" in ready) runners.push(ready);
        const result = "child" in ready ? { status: "measured" as const, samples: ready.samples } : ready;
        entries.push({ contestant: contestant.name, output, result });
      }
    }
    for (let round = 0; round < roundsOf(bench.settings, cell); round += 1) {
      for (let turn = 0; turn < runners.length; turn += 1) {
        const { child, repeats, samples } = runners[(round + turn) % runners.length]!;
        samples.push((await sample(child, repeats)) / repeats / cell.elements);
      }
    }
  } finally {
    await Promise.all(runners.map(({ child }) => child.stop()));
  }
  return { cell, entries };
}

async function prepare(
  contestant: Contestant,
  assignment: Assignment,
  reference: Reference,
  bench: Bench,
): Promise<Runner | Absent> {
  const declined = contestant.declines(assignment);
  if (declined !== undefined) return { status: "declined", reason: declined };
  const known = bench.unavailable.get(contestant);
  if (known !== undefined) return { status: "unavailable", reason: known };

  let child: Child | undefined;
  try {
    child = await Child.start(contestant, assignment, bench.commands);
    if (child.version !== undefined) bench.versions.add(child.version);
    const ready = await prove(child, contestant, assignment, reference, bench.settings);
    if (!("child" in ready)) await child.stop();
    return ready;
  } catch (error) {
    await child?.stop();
    const reason = error instanceof Error ? error.message : String(error);
    if (!(error instanceof Unavailable)) return { status: "failed", reason };
    bench.unavailable.set(contestant, reason);
    return { status: "unavailable", reason };
  }
}

async function prove(
  child: Child,
  contestant: Contestant,
  assignment: Assignment,
  reference: Reference,
  settings: Settings,
): Promise<Runner | Absent> {
  const { budgetSeconds, sampleMilliseconds, warmupMilliseconds } = settings;
  const { elements, output } = assignment;
  const rounds = roundsOf(settings, assignment);
  const tooSlow = (nanoseconds: number): boolean => nanoseconds * rounds > budgetSeconds * 1e9;
  const slow: Absent = { status: "too slow", reason: `${rounds} rounds take more than ${budgetSeconds} s` };
  if (elements > PROBE) {
    await child.request<"start">({ start: PROBE });
    if (tooSlow((await fastest(child)) * (elements / PROBE))) return slow;
  }
  await child.request<"start">({ start: elements });
  const outcome = await child.request<"check">({ check: reference.positions });
  const error = findError(outcome, reference, contestant.tolerances(assignment), output);
  if (error !== undefined) return { status: "wrong", reason: error };

  let repeats = 1;
  for (let spent = 0; ;) {
    const nanoseconds = await sample(child, repeats);
    if (tooSlow(nanoseconds)) return slow;
    spent += nanoseconds;
    if (nanoseconds < sampleMilliseconds * 1e6) repeats *= 2;
    else if (spent >= warmupMilliseconds * 1e6) return { child, repeats, samples: [] };
  }
}

/** Of many runs after the first, in which some compile everything: the next ones are slow where code is compiled by and by. */
async function fastest(child: Child): Promise<number> {
  await sample(child, 1);
  let best = Infinity;
  for (let spent = 0; spent < PROBE_MILLISECONDS * 1e6;) {
    const nanoseconds = await sample(child, 1);
    spent += nanoseconds;
    best = Math.min(best, nanoseconds);
  }
  return best;
}

async function sample(child: Child, repeats: number): Promise<number> {
  return (await child.request<"sample">({ sample: repeats })).nanoseconds;
}
