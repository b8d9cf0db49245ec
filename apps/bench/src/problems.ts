/**
 * What makes the bench end with exit code 1.
 */
import { judge } from "./goals.ts";
import type { Results } from "./results.ts";
import { cellName } from "./task.ts";

/** Contestants whose numbers are wrong or that broke down; with `check` also the goals that are missed. */
export function problemsOf(results: Pick<Results, "cells">, check: boolean): string[] {
  const faults = results.cells.flatMap(({ cell, entries }) =>
    entries.flatMap(({ contestant, output, result }) =>
      result.status === "wrong" || result.status === "failed"
        ? [`${cellName(cell)}, ${output}: ${contestant}, ${result.status}: ${result.reason}`]
        : [],
    ),
  );
  const missed = judge(results).filter(({ met }) => check && met === "no");
  return [...faults, ...missed.map(({ goal, wanted }) => `goal missed: ${goal}, ${wanted}`)];
}
