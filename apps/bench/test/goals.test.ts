import { describe, expect, it } from "vitest";
import type { Measurements } from "../src/goal.ts";
import { judge } from "../src/goals.ts";
import { problemsOf } from "../src/problems.ts";
import type { CellResult, Sections } from "../src/results.ts";
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
const nothing: Measurements & Sections = {
  machine: { relaxedSimd: false },
  cells: [],
  small: [],
  threads: [],
  files: [],
};
/** The verdicts on goals that the measurements have to do with. */
const judgedOf = (found: Partial<Measurements>) =>
  judge({ ...nothing, ...found }).filter(({ met }) => met !== "not measured");
const judged = (...cells: CellResult[]) => judgedOf({ cells });

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
      aim: "2x",
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
  expect(verdict).toMatchObject({ measured: { best: 1.1, worst: 1.4 }, wanted: "at most 1.4x", met: "must" });
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
  expect(quotient(bound)).toEqual([[wanted, "must"]]);
  expect(quotient(bound - 0.01)).toEqual([[wanted, "no"]]);
});

it("tells what is aimed at from what must be", () => {
  const met = (loop: number) =>
    judged(
      resultOf(cell, [
        ["@focal-loss/core", "gradient", 10],
        ["tight loop", "gradient", loop],
      ]),
    )[0]!.met;
  expect([12.9, 13, 19.9, 20].map(met)).toEqual(["no", "must", "must", "aim"]);
});

describe("of the kernels", () => {
  const large: Cell = { ...cell, dtype: "f32", gamma: 2, elements: 1e7 };
  const times = (resident: number): Times => [
    ["@focal-loss/wasm resident", "gradient", resident],
    ["C AVX2", "gradient", 1],
  ];

  it("wants less where the engine has relaxed SIMD", () => {
    const cells = [resultOf(large, times(2.5))];
    expect(judgedOf({ cells })).toMatchObject([{ wanted: "at most 3x", aim: "2.3x", met: "must" }]);
    expect(judgedOf({ cells, machine: { relaxedSimd: true } })).toMatchObject([
      { wanted: "at most 2.4x", aim: "1.9x", met: "no" },
    ]);
  });

  it("looks at ten million elements with gamma 2", () => {
    for (const other of [{ elements: 1e5 }, { gamma: 0 }]) {
      expect(judged(resultOf({ ...large, ...other }, times(2.5)))).toEqual([]);
    }
    expect(judged(resultOf({ ...large, dtype: "f64" }, times(2.2)))).toMatchObject([
      { wanted: "at most 2.6x", aim: "2.3x", met: "aim" },
    ]);
  });

  it("compares gammas and sizes across cells", () => {
    const only = (of: Partial<Cell>, time: number) =>
      resultOf({ ...large, ...of }, [["@focal-loss/wasm resident", "gradient", time]]);
    expect(judged(only({}, 10), only({ gamma: 1.5 }, 11.5), only({ elements: 1e5 }, 8))).toMatchObject([
      { wanted: "at most 1.2x", measured: { worst: 1.15, where: "focal f32, gamma 1.5, n = 10^7" } },
      { wanted: "at most 1.3x", measured: { worst: 1.25, where: "focal f32, gamma 2, n = 10^7" } },
    ]);
    expect(judged(only({ gamma: 1.5 }, 11.5), only({ elements: 1e5 }, 8))).toEqual([]);
  });

  it("judges threads from a million elements on", () => {
    const shared = (elements: number, two: number) =>
      resultOf({ ...large, elements }, [
        ["pool of 1", "gradient", 10],
        ["pool of 2", "gradient", two],
      ]);
    expect(judgedOf({ threads: [shared(1e5, 9), shared(1e6, 5.5), shared(1e7, 5)] })).toMatchObject([
      { wanted: "at least 1.8x", measured: { best: 2, where: "focal f32, gamma 2, n = 10^6" }, met: "must" },
    ]);
  });

  it("judges files one by one", () => {
    const file = (format: "Parquet" | "CSV", score: number) => ({
      format,
      rows: 1e7,
      entries: (
        [
          ["focal-loss score", score],
          ["DuckDB SQL", 100],
          ["pandas + NumPy", 300],
        ] as const
      ).map(([contestant, time]) => ({
        contestant,
        result: { status: "measured", samples: [time] } as const,
      })),
    });
    expect(judgedOf({ files: [file("Parquet", 40), file("CSV", 80)] })).toMatchObject([
      { goal: "focal-loss score, Parquet: faster than DuckDB SQL", measured: { worst: 2.5 }, met: "must" },
      { goal: "focal-loss score, CSV: faster than pandas + NumPy", measured: { worst: 3.75 }, met: "must" },
      { goal: "focal-loss score, CSV: faster than DuckDB SQL", measured: { worst: 1.25 }, met: "no" },
    ]);
  });
});

it("counts wrong and broken contestants as problems, and missed goals if asked to", () => {
  const wrong = "focal f64, gamma 2, n = 10^3, gradient: notebook, wrong: mean loss is NaN";
  const failed = "focal f64, gamma 2, n = 10^3, gradient: NumPy, failed: MemoryError";
  const broken = "focal f64, gamma 2, n = 10, gradient: @focal-loss/wasm, failed: CompileError";
  expect(problemsOf(example, true)).toEqual([wrong, failed, broken]);
  const [file] = example.files;
  const files = [
    { ...file!, entries: [{ contestant: "DuckDB SQL", result: { status: "wrong", reason: "1" } as const }] },
  ];
  expect(problemsOf({ ...nothing, files }, true)).toEqual(["Parquet: DuckDB SQL, wrong: 1"]);

  const cells = [
    resultOf(cell, [
      ["@focal-loss/core", "gradient", 10],
      ["notebook", "gradient", 39],
    ]),
  ];
  expect(problemsOf({ ...nothing, cells }, false)).toEqual([]);
  expect(problemsOf({ ...nothing, cells }, true)).toEqual([
    "goal missed: value and gradient: faster than the notebook's formula, at least 4x",
  ]);
});
