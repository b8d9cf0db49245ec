import { expect, it } from "vitest";
import { judge } from "../src/goals.ts";
import { problemsOf } from "../src/problems.ts";
import type { CellResult } from "../src/results.ts";
import type { Cell, Output } from "../src/task.ts";
import { example } from "./example-results.ts";

const cell: Cell = { loss: "focal", dtype: "f64", gamma: 1, elements: 1000, classes: 1 };
type Times = readonly (readonly [contestant: string, output: Output, nanoseconds: number])[];
const resultOf = (cell: Cell, times: Times): CellResult => ({
  cell,
  entries: times.map(([contestant, output, nanoseconds]) => ({
    contestant,
    output,
    result: { status: "measured", samples: [nanoseconds] },
  })),
});
/** The verdicts on goals that the cells have to do with. */
const judged = (...cells: CellResult[]) => judge({ cells }).filter(({ met }) => met !== "not measured");

it("takes the worst cell that a goal is about", () => {
  const fast: Times = [
    ["@focal-loss/core", "gradient", 10],
    ["tight loop", "gradient", 26],
  ];
  const slow: Times = [
    ["@focal-loss/core", "gradient", 10],
    ["tight loop", "gradient", 12],
  ];
  expect(judged(resultOf(cell, fast), resultOf({ ...cell, gamma: 3, elements: 1e5 }, slow))).toEqual([
    {
      goal: "value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop",
      wanted: "at least 1.3x",
      measured: { best: 2.6, worst: 1.2, where: "focal f64, gamma 3, n = 10^5" },
      met: "no",
    },
  ]);
});

it("takes the largest where less is wanted", () => {
  const times = (hessian: number): Times => [
    ["@focal-loss/core", "gradient", 10],
    ["@focal-loss/core", "hessian", hessian],
  ];
  const [verdict] = judged(resultOf(cell, times(14)), resultOf({ ...cell, gamma: 0 }, times(11)));
  expect(verdict).toMatchObject({ measured: { best: 1.1, worst: 1.4 }, wanted: "at most 1.4x", met: "yes" });
  expect(judged(resultOf(cell, times(14.1)))[0]).toMatchObject({ met: "no" });
});

it.each([
  [{ dtype: "f64", gamma: 0 }, "at least 1.3x"],
  [{ dtype: "f32", gamma: 3 }, "at least 2x"],
  [{ dtype: "f64", gamma: 0.5 }, "at least 3x"],
  [{ dtype: "f32", gamma: 1.5 }, "at least 3x"],
  [{ dtype: "f32", gamma: 2.2 }, "at least 1.5x"],
] as const)("wants of %j %s", (of, wanted) => {
  const bound = Number(/[\d.]+/.exec(wanted)![0]);
  const quotient = (loop: number) =>
    judged(
      resultOf({ ...cell, ...of }, [
        ["@focal-loss/core", "gradient", 1],
        ["tight loop", "gradient", loop],
      ]),
    ).map(({ wanted, met }) => [wanted, met]);
  expect(quotient(bound)).toEqual([[wanted, "yes"]]);
  expect(quotient(bound - 0.01)).toEqual([[wanted, "no"]]);
});

it("counts wrong and broken contestants as problems, and missed goals if asked to", () => {
  const wrong = "focal f64, gamma 2, n = 10^3, gradient: notebook, wrong: mean loss is NaN";
  const failed = "focal f64, gamma 2, n = 10^3, gradient: NumPy, failed: MemoryError";
  expect(problemsOf(example, true)).toEqual([wrong, failed]);

  const cells = [
    resultOf(cell, [
      ["@focal-loss/core", "gradient", 10],
      ["notebook", "gradient", 39],
    ]),
  ];
  expect(problemsOf({ cells }, false)).toEqual([]);
  expect(problemsOf({ cells }, true)).toEqual([
    "goal missed: value and gradient: faster than the notebook's formula, at least 4x",
  ]);
});
