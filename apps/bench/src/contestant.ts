/**
 * What a contestant is. One a module in `contestants/`; to add one, write the module and put it into `contestants/index.ts`.
 */
import type { Data } from "./data.ts";
import type { Cell, Task } from "./task.ts";

/** How far a result may be off: |got - want| <= absolute + relative |want|. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

export interface Tolerances {
  readonly mean: Tolerance;
  /** Of each first and second derivative. */
  readonly derivatives: Tolerance;
}

export interface Contestant {
  readonly name: string;
  /** One line for the report. */
  readonly description: string;
  /** What it may be off by, in one cell. */
  readonly tolerances: (cell: Cell) => Tolerances;
  /** Why it has no part in a task; undefined if it has. */
  readonly declines: (task: Task) => string | undefined;
  readonly implementation: InNode | InPython | InC;
}

export interface InNode {
  /** Everything that is not to be timed: imports, buffers, conversions. */
  readonly prepare: (task: Task, data: Data) => Prepared | Promise<Prepared>;
}

interface InPython {
  /** A module of the folder `python`, with the same `prepare`. */
  readonly python: string;
  /** Variables of its process's environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

interface InC {
  /** The program of the folder `c`, which is compiled on the spot. */
  readonly c: true;
}

export interface Prepared {
  /** What is timed: computes the mean loss, and as many derivatives as the task wants. */
  readonly run: () => number | Promise<number>;
  /** What the last `run` has computed, a number an element. */
  readonly derivatives: () => Derivatives;
  /** Ends what would live on: threads. */
  readonly close?: () => Promise<void>;
}

interface Derivatives {
  readonly gradients?: ArrayLike<number>;
  readonly hessians?: ArrayLike<number>;
}

/** Of somebody who computes in doubles without cancellation, adds in any order, and rounds to the arrays of the caller. */
export function toleratesRounding({ dtype }: Cell): Tolerances {
  return {
    mean: { relative: 1e-11, absolute: 0 },
    derivatives:
      dtype === "f64" ? { relative: 1e-12, absolute: 1e-300 } : { relative: 1e-7, absolute: 1e-37 },
  };
}
