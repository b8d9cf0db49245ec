/**
 * What core's JavaScript is meant to reach, at every gamma and size.
 */
import { atLeast, atMost, type Goal, within } from "./goal.ts";
import type { Cell, Output } from "./task.ts";

const CORE = "@focal-loss/core";
const INTEGERS = new Set([0, 1, 2, 3]);
const isFocal = ({ loss }: Cell): boolean => loss === "focal";

/** How many times as long somebody takes as core, with the gradient. */
const byCore = (
  concerns: (cell: Cell) => boolean,
  who: string,
  output: Output = "gradient",
): Goal["points"] => within(concerns, [who, output], [CORE, "gradient"]);

export const CORE_GOALS: readonly Goal[] = [
  {
    name: "value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop",
    bound: atLeast(1.3, 2),
    points: byCore((cell) => isFocal(cell) && cell.dtype === "f64" && INTEGERS.has(cell.gamma), "tight loop"),
  },
  {
    name: "value and gradient, float32, gamma 0, 1, 2, 3: faster than the tight loop",
    bound: atLeast(2),
    points: byCore((cell) => isFocal(cell) && cell.dtype === "f32" && INTEGERS.has(cell.gamma), "tight loop"),
  },
  {
    name: "value and gradient, gamma 0.5, 1.5: faster than the tight loop",
    bound: atLeast(3),
    points: byCore((cell) => isFocal(cell) && cell.gamma % 1 === 0.5, "tight loop"),
  },
  {
    name: "value and gradient, other gammas: faster than the tight loop",
    bound: atLeast(1.5),
    points: byCore(
      (cell) => isFocal(cell) && !INTEGERS.has(cell.gamma) && cell.gamma % 1 !== 0.5,
      "tight loop",
    ),
  },
  {
    name: "value, gradient and Hessian: time of value and gradient",
    bound: atMost(1.4),
    points: byCore(isFocal, CORE, "hessian"),
  },
  {
    name: "value and gradient: faster than the notebook's formula",
    bound: atLeast(4),
    points: byCore(isFocal, "notebook"),
  },
  {
    name: "softmax, value and gradient: as fast as the log-softmax loop",
    bound: atLeast(1),
    points: byCore(({ loss }) => loss === "softmax", "softmax loop"),
  },
];
