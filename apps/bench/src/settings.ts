/**
 * What is run: the grid, and how long it may take.
 */
import { CLASSES } from "./data.ts";
import { type Cell, type DType, OUTPUTS, type Output } from "./task.ts";

/** What there is to measure; files take minutes, and are measured when asked for. */
export const SECTIONS = ["batches", "small", "threads", "files"] as const;
export type Section = (typeof SECTIONS)[number];

export interface Settings {
  readonly sections: readonly Section[];
  readonly sizes: readonly number[];
  readonly dtypes: readonly DType[];
  readonly gammas: readonly number[];
  readonly outputs: readonly Output[];
  /** Of the batches whose calls are timed, and of those that threads share. */
  readonly smallSizes: readonly number[];
  readonly sharedSizes: readonly number[];
  /** Of each file. */
  readonly rows: number;
  readonly roundsOfFiles: number;
  /** Samples of each contestant in a cell. */
  readonly rounds: number;
  /** The same in a cell of at least LARGE elements, where a sample takes seconds. */
  readonly roundsOfLarge: number;
  /** A sample repeats a call until it lasts this long. */
  readonly sampleMilliseconds: number;
  /** Spent on each contestant before it is timed, at least. */
  readonly warmupMilliseconds: number;
  /** Whoever needs longer for all its rounds in one cell is too slow. */
  readonly budgetSeconds: number;
}

export const FULL: Settings = {
  sections: ["batches", "small", "threads"],
  sizes: [1e3, 1e5, 1e7],
  dtypes: ["f32", "f64"],
  gammas: [0, 1, 2, 3, 0.5, 1.5, 2.2],
  outputs: OUTPUTS,
  smallSizes: [1, 3, 10, 32, 100],
  sharedSizes: [1e5, 1e6, 1e7],
  rows: 1e7,
  roundsOfFiles: 3,
  rounds: 15,
  roundsOfLarge: 7,
  sampleMilliseconds: 20,
  warmupMilliseconds: 300,
  budgetSeconds: 20,
};

export const QUICK: Settings = {
  ...FULL,
  sizes: [1e3, 1e5],
  gammas: [0, 2, 1.5],
  sharedSizes: [1e5, 1e6],
  rows: 1e6,
  rounds: 3,
  roundsOfLarge: 3,
  sampleMilliseconds: 2,
  warmupMilliseconds: 20,
  budgetSeconds: 1,
};

export const LARGE = 1e6;

export function roundsOf({ rounds, roundsOfLarge }: Settings, { elements }: Cell): number {
  return elements < LARGE ? rounds : roundsOfLarge;
}

const SOFTMAX_GAMMAS: readonly number[] = [0, 2];

/** The binary loss at every size; softmax at the largest alone. */
export function cellsOf({ sizes, dtypes, gammas }: Settings): Cell[] {
  const largest = Math.floor(Math.max(...sizes) / CLASSES) * CLASSES;
  return dtypes.flatMap((dtype) => [
    ...gammas.flatMap((gamma) =>
      sizes.map((elements): Cell => ({ loss: "focal", dtype, gamma, elements, classes: 1 })),
    ),
    ...gammas
      .filter((gamma) => largest > 0 && SOFTMAX_GAMMAS.includes(gamma))
      .map((gamma): Cell => ({ loss: "softmax", dtype, gamma, elements: largest, classes: CLASSES })),
  ]);
}

/** The binary loss with gamma 2: calls and threads cost the same with all of them. */
export function cellsOfGammaTwo({ dtypes }: Pick<Settings, "dtypes">, sizes: readonly number[]): Cell[] {
  return dtypes.flatMap((dtype) =>
    sizes.map((elements): Cell => ({ loss: "focal", dtype, gamma: 2, elements, classes: 1 })),
  );
}
