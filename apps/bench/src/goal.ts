/**
 * What a goal is: a bound on quotients of times, and where a run has such quotients.
 */
import { type CellResult, findEntry, type Format, ratioOf, type Results, timeOf } from "./results.ts";
import { type Cell, cellName, type Output, sizeName } from "./task.ts";

export interface Goal {
  readonly name: string;
  readonly bound: Bound;
  readonly points: (results: Measurements) => readonly Point[];
}

/** A goal that must be reached, and one that is aimed at. */
export interface Bound {
  readonly kind: "at least" | "at most";
  readonly must: number;
  readonly aim: number | undefined;
}

interface Point {
  readonly quotient: number;
  readonly where: string;
}

/** What goals are judged by. */
export type Measurements = Pick<Results, "cells" | "threads" | "files"> & {
  readonly machine: Pick<Results["machine"], "relaxedSimd">;
};

/** Of a contestant, the time for an output. */
type Timed = readonly [contestant: string, output: Output];

export function atLeast(must: number, aim?: number): Bound {
  return { kind: "at least", must, aim };
}

export function atMost(must: number, aim?: number): Bound {
  return { kind: "at most", must, aim };
}

/** The time of one divided by that of the other, round by round, in every cell that the goal concerns. */
export function within(concerns: (cell: Cell) => boolean, of: Timed, by: Timed): Goal["points"] {
  return ({ cells, threads }) =>
    [...cells, ...threads]
      .filter(({ cell }) => concerns(cell))
      .flatMap((result) =>
        pointOf(ratioOf(findEntry(result, ...of), findEntry(result, ...by)), cellName(result.cell)),
      );
}

/** The time in every cell that the goal concerns, divided by that in the cell that differs from it by `change`. */
export function across(
  concerns: (cell: Cell) => boolean,
  change: Partial<Cell>,
  timed: Timed,
): Goal["points"] {
  return ({ cells, threads }) =>
    [cells, threads].flatMap((results) =>
      results
        .filter(({ cell }) => concerns(cell))
        .flatMap((result) => {
          const base = findCell(results, { ...result.cell, ...change });
          const time = timeOf(findEntry(result, ...timed));
          const baseTime = base && timeOf(findEntry(base, ...timed));
          if (time === undefined || baseTime === undefined) return [];
          return pointOf(time / baseTime, cellName(result.cell));
        }),
    );
}

/** The time of a program on a file divided by that of ours. */
export function onFile(format: Format, who: string, ours: string): Goal["points"] {
  return ({ files }) =>
    files
      .filter((file) => file.format === format)
      .flatMap(({ rows, entries }) => {
        const find = (name: string): (typeof entries)[number] | undefined =>
          entries.find(({ contestant }) => contestant === name);
        return pointOf(ratioOf(find(who), find(ours)), `${format}, ${sizeName(rows)} rows`);
      });
}

function findCell(results: readonly CellResult[], wanted: Cell): CellResult | undefined {
  return results.find(({ cell }) => cellName(cell) === cellName(wanted));
}

function pointOf(quotient: number | undefined, where: string): Point[] {
  return quotient === undefined ? [] : [{ quotient, where }];
}
