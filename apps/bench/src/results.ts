/**
 * What a run of the bench has found out.
 */
import type { Machine } from "./machine.ts";
import type { Settings } from "./settings.ts";
import { median, ratio } from "./statistics.ts";
import type { Cell, Output } from "./task.ts";

/** Of files. */
export type Format = "Parquet" | "CSV";

export interface Measured {
  readonly status: "measured";
  /** Nanoseconds an element, one number a round. */
  readonly samples: readonly number[];
}

export interface Absent {
  /** `declined`: not its task; `wrong`: its numbers; `failed`: it stopped with an error. */
  readonly status: "declined" | "unavailable" | "too slow" | "wrong" | "failed";
  readonly reason: string;
}

export interface Entry {
  readonly contestant: string;
  readonly output: Output;
  readonly result: Measured | Absent;
}

export interface CellResult {
  readonly cell: Cell;
  readonly entries: readonly Entry[];
}

/** Whole runs of programs on one file: a sample is in nanoseconds a row. */
export interface FileResult {
  readonly format: Format;
  readonly rows: number;
  readonly entries: readonly { readonly contestant: string; readonly result: Measured | Absent }[];
}

/** What was measured; a section that was not chosen is empty. */
export interface Sections {
  readonly cells: readonly CellResult[];
  /** Calls with few elements. */
  readonly small: readonly CellResult[];
  readonly threads: readonly CellResult[];
  readonly files: readonly FileResult[];
}

export interface Results extends Sections {
  /** `2026-11-23` */
  readonly date: string;
  readonly machine: Machine;
  readonly settings: Settings;
  readonly contestants: readonly { readonly name: string; readonly description: string }[];
}

export function findEntry({ entries }: CellResult, contestant: string, output: Output): Entry | undefined {
  return entries.find((entry) => entry.contestant === contestant && entry.output === output);
}

/** Nanoseconds an element, or a row; undefined if it was not measured. */
export function timeOf(entry: Pick<Entry, "result"> | undefined): number | undefined {
  return entry?.result.status === "measured" ? median(entry.result.samples) : undefined;
}

/** How many times as long one took as the other, round by round; undefined if one of them was not measured. */
export function ratioOf(
  entry: Pick<Entry, "result"> | undefined,
  base: Pick<Entry, "result"> | undefined,
): number | undefined {
  if (entry?.result.status !== "measured" || base?.result.status !== "measured") return undefined;
  return ratio(entry.result.samples, base.result.samples);
}
