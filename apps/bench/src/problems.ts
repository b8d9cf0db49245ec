/**
 * What makes the bench end with exit code 1.
 */
import type { Measurements } from "./goal.ts";
import { judge } from "./goals.ts";
import type { Entry, Sections } from "./results.ts";
import { cellName } from "./task.ts";

/** Contestants whose numbers are wrong or that broke down; with `check` also the goals that are missed. */
export function problemsOf(results: Sections & Measurements, check: boolean): string[] {
  const { cells, small, threads, files } = results;
  const faults = [
    ...[...cells, ...small, ...threads].flatMap(({ cell, entries }) =>
      entries.flatMap((entry) => faultOf(`${cellName(cell)}, ${entry.output}`, entry)),
    ),
    ...files.flatMap(({ format, entries }) => entries.flatMap((entry) => faultOf(format, entry))),
  ];
  const missed = judge(results).filter(({ met }) => check && met === "no");
  return [...faults, ...missed.map(({ goal, wanted }) => `goal missed: ${goal}, ${wanted}`)];
}

function faultOf(place: string, { contestant, result }: Pick<Entry, "contestant" | "result">): string[] {
  const isFault = result.status === "wrong" || result.status === "failed";
  return isFault ? [`${place}: ${contestant}, ${result.status}: ${result.reason}`] : [];
}
