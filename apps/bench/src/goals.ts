/**
 * What the library is meant to reach, and whether a run shows it.
 */
import { type CellResult, findEntry, ratioOf, type Results } from "./results.ts";
import { type Cell, cellName, type Output } from "./task.ts";

const OURS = "@focal-loss/core";

interface Goal {
  readonly name: string;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
  readonly concerns: (cell: Cell) => boolean;
  /** Whose time ... */
  readonly of: readonly [contestant: string, output: Output];
  /** ... is divided by whose. */
  readonly by: readonly [contestant: string, output: Output];
}

export interface Verdict {
  readonly goal: string;
  readonly wanted: string;
  /** The best and the worst quotient, and where the worst was; undefined if nothing was measured. */
  readonly measured: { readonly best: number; readonly worst: number; readonly where: string } | undefined;
  readonly met: "yes" | "no" | "not measured";
}

const INTEGERS = new Set([0, 1, 2, 3]);
const isFocal = ({ loss }: Cell): boolean => loss === "focal";
const ofTightLoop = { of: ["tight loop", "gradient"], by: [OURS, "gradient"] } as const;

const GOALS: readonly Goal[] = [
  {
    name: "value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop",
    bound: { atLeast: 1.3 },
    concerns: (cell) => isFocal(cell) && cell.dtype === "f64" && INTEGERS.has(cell.gamma),
    ...ofTightLoop,
  },
  {
    name: "value and gradient, float32, gamma 0, 1, 2, 3: faster than the tight loop",
    bound: { atLeast: 2 },
    concerns: (cell) => isFocal(cell) && cell.dtype === "f32" && INTEGERS.has(cell.gamma),
    ...ofTightLoop,
  },
  {
    name: "value and gradient, gamma 0.5, 1.5: faster than the tight loop",
    bound: { atLeast: 3 },
    concerns: (cell) => isFocal(cell) && cell.gamma % 1 === 0.5,
    ...ofTightLoop,
  },
  {
    name: "value and gradient, other gammas: faster than the tight loop",
    bound: { atLeast: 1.5 },
    concerns: (cell) => isFocal(cell) && !INTEGERS.has(cell.gamma) && cell.gamma % 1 !== 0.5,
    ...ofTightLoop,
  },
  {
    name: "value, gradient and Hessian: time of value and gradient",
    bound: { atMost: 1.4 },
    concerns: isFocal,
    of: [OURS, "hessian"],
    by: [OURS, "gradient"],
  },
  {
    name: "value and gradient: faster than the notebook's formula",
    bound: { atLeast: 4 },
    concerns: isFocal,
    of: ["notebook", "gradient"],
    by: [OURS, "gradient"],
  },
  {
    name: "softmax, value and gradient: as fast as the log-softmax loop",
    bound: { atLeast: 1 },
    concerns: ({ loss }) => loss === "softmax",
    of: ["softmax loop", "gradient"],
    by: [OURS, "gradient"],
  },
];

export function judge({ cells }: Pick<Results, "cells">): Verdict[] {
  return GOALS.map((goal) => {
    const points = cells
      .filter(({ cell }) => goal.concerns(cell))
      .flatMap((result) => {
        const quotient = quotientOf(goal, result);
        return quotient === undefined ? [] : [{ quotient, where: cellName(result.cell) }];
      })
      .sort((a, b) => a.quotient - b.quotient);
    const lower = points[0];
    const upper = points.at(-1);
    const { name, bound } = goal;
    const wanted = "atLeast" in bound ? `at least ${bound.atLeast}x` : `at most ${bound.atMost}x`;
    if (lower === undefined || upper === undefined) {
      return { goal: name, wanted, measured: undefined, met: "not measured" };
    }
    const [worst, best] = "atLeast" in bound ? [lower, upper] : [upper, lower];
    const met = "atLeast" in bound ? worst.quotient >= bound.atLeast : worst.quotient <= bound.atMost;
    return {
      goal: name,
      wanted,
      measured: { best: best.quotient, worst: worst.quotient, where: worst.where },
      met: met ? "yes" : "no",
    };
  });
}

function quotientOf({ of, by }: Goal, result: CellResult): number | undefined {
  return ratioOf(findEntry(result, ...of), findEntry(result, ...by));
}
