/**
 * What the bench and a contestant's process say to each other: a line of JSON each, in any language.
 *
 * The process is started with its task and answers `Hello` unasked; then an answer to every request, or a `Failure`.
 * JSON has no NaN and no Infinity: null stands for a number that is not finite.
 */
import type { Task } from "./task.ts";

/** The process's argument: its task, and where the data is. */
export interface Assignment extends Task {
  readonly folder: string;
  readonly alpha: number;
}

export type Hello = { readonly version?: string } | { readonly unavailable: string };

export interface Failure {
  readonly error: string;
}

/** Requests and their answers. */
export interface Answers {
  /** Read the first elements of the data and get ready. */
  readonly start: { readonly request: { readonly start: number }; readonly answer: object };
  /** Run once; say the mean loss, and the derivatives at these positions. */
  readonly check: { readonly request: { readonly check: readonly number[] }; readonly answer: Outcome };
  /** Run this often and say how long it took. */
  readonly sample: {
    readonly request: { readonly sample: number };
    readonly answer: { readonly nanoseconds: number };
  };
}

export interface Outcome {
  readonly loss: number | null;
  readonly gradients?: readonly (number | null)[];
  readonly hessians?: readonly (number | null)[];
}
