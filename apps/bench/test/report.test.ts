import { expect, it } from "vitest";
import { judge } from "../src/goals.ts";
import { toJson } from "../src/report-json.ts";
import { toMarkdown } from "../src/report-markdown.ts";
import { example } from "./example-results.ts";

it("is this for people", () => {
  expect(toMarkdown(example))
    .toBe(`Measured on 2026-11-23: Example CPU, 2 cores, 24 GiB, linux x64; Node.js 20.19.0, NumPy 2.4.0.

Nanoseconds an element, medians of 3 interleaved rounds (2 from 10^6 elements on); in parentheses how many times as long as @focal-loss/core.

| goal | must be | aim | measured, worst | reached |
| --- | --- | --- | --- | --- |
| value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop | at least 1.3x | 2x | 1.50x (focal f64, gamma 2, n = 10^3), best 1.50x | must |
| value and gradient, float32, gamma 0, 1, 2, 3: faster than the tight loop | at least 2x | - | - | not measured |
| value and gradient, gamma 0.5, 1.5: faster than the tight loop | at least 3x | - | - | not measured |
| value and gradient, other gammas: faster than the tight loop | at least 1.5x | - | - | not measured |
| value, gradient and Hessian: time of value and gradient | at most 1.4x | - | - | not measured |
| value and gradient: faster than the notebook's formula | at least 4x | - | - | not measured |
| softmax, value and gradient: as fast as the log-softmax loop | at least 1x | - | - | not measured |
| kernels, float32, value and gradient: over C, engine without relaxed SIMD | at most 3x | 2.3x | - | not measured |
| kernels, float32, value and gradient: over C, engine with relaxed SIMD | at most 2.4x | 1.9x | - | not measured |
| kernels, float64, value and gradient: over C | at most 2.6x | 2.3x | - | not measured |
| kernels, value and gradient: gamma 1.5 over gamma 2 | at most 1.2x | 1.1x | - | not measured |
| kernels, float32, value and gradient: faster than PyTorch eager | at least 35x | 50x | - | not measured |
| kernels, float32, value and gradient: faster than PyTorch eager with a tuned allocator | at least 8x | 11x | - | not measured |
| kernels, float32, value and gradient: faster than tfjs wasm | at least 35x | 55x | - | not measured |
| kernels, float32, value and gradient, from 10^5 elements on: faster than tfjs cpu | at least 450x | - | - | not measured |
| kernels, float32, value: faster than NumPy | at least 12x | 18x | - | not measured |
| kernels, float32, value: faster than numba | at least 8x | 13x | - | not measured |
| kernels, float32, value and gradient: faster than the tight loop | at least 15x | 22x | - | not measured |
| kernels, float32, value and gradient: faster than the notebook's formula | at least 40x | - | - | not measured |
| kernels, float64, value and gradient, ordinary arrays: faster than core | at least 3x | 4x | - | not measured |
| two threads, from 10^6 elements on: faster than one | at least 1.8x | 1.9x | 1.90x (focal f64, gamma 2, n = 10^6), best 1.90x | aim |
| kernels, value and gradient: ordinary arrays over resident ones | at most 1.3x | 1.2x | - | not measured |
| kernels, value and gradient: an element of 10^7 over one of 10^5 | at most 1.3x | 1.1x | - | not measured |
| focal-loss score, Parquet: faster than DuckDB SQL | at least 2x | 3x | 2.50x (Parquet, 10^6 rows), best 2.50x | must |
| focal-loss score, CSV: faster than pandas + NumPy | at least 2x | 4x | - | not measured |
| focal-loss score, CSV: faster than DuckDB SQL | at least 1.3x | 2x | - | not measured |
| @focal-loss/tfjs on cpu: faster than composed operations | at least 100x | - | - | not measured |
| @focal-loss/tfjs on wasm: faster than composed operations | at least 8x | - | - | not measured |

### focal, f64: mean loss

| gamma | elements | @focal-loss/core | NumPy |
| --- | --- | --- | --- |
| 2 | 10^3 | 20.0 | 1500 (50.0x) |
| 2 | 10^5 | - | - |

### focal, f64: mean loss and gradient

| gamma | elements | @focal-loss/core | tight loop |
| --- | --- | --- | --- |
| 2 | 10^3 | 30.0 | 60.0 (1.50x) |
| 2 | 10^5 | 10.0 | - |

### softmax, f32: mean loss

| gamma | elements | NumPy |
| --- | --- | --- |
| 0 | 25 x 10 | 8.00 |

### softmax, f32: mean loss and gradient

| gamma | elements | @focal-loss/core |
| --- | --- | --- |
| 0 | 25 x 10 | 5.13 |

### small calls

Nanoseconds a call, gamma 2; in parentheses how many times as long as @focal-loss/core.

| output | array | elements | @focal-loss/core | @focal-loss/wasm |
| --- | --- | --- | --- | --- |
| mean | f64 | 10 | 200 | 400 (2.00x) |
| mean and gradient | f64 | 10 | 300 | - |

### threads

Nanoseconds an element, mean and gradient, gamma 2; how many times as fast two threads are as one, how many times as long ordinary arrays take as resident ones, and an element takes in a larger batch.

| array | elements | @focal-loss/wasm | @focal-loss/wasm resident | pool of 1 | pool of 2 | two threads | ordinary over resident | growth |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| f64 | 10^5 | 9.00 | 7.50 | 9.50 | 5.00 | 1.90x | 1.20x | 1.00x |
| f64 | 10^6 | 9.00 | 8.25 | 9.50 | 5.00 | 1.90x | 1.10x | 1.10x |

### files

Seconds for the whole process, gamma 2, all threads unless named; in parentheses how many times as long as focal-loss score.

| file | focal-loss score | DuckDB SQL | pandas + NumPy |
| --- | --- | --- | --- |
| Parquet, 10^6 rows | 1.00 | 2.50 (2.50x) | - |

Not measured:

- notebook, wrong: mean loss is NaN (focal f64, gamma 2, n = 10^3, mean loss and gradient)
- NumPy, failed: MemoryError (focal f64, gamma 2, n = 10^3, mean loss and gradient)
- tight loop, too slow: more than 1 s (focal f64, gamma 2, n = 10^5, mean loss and gradient)
- NumPy, too slow: more than 1 s (focal f64, gamma 2, n = 10^5, mean loss and 1 more)
- @focal-loss/core, too slow: more than 1 s (softmax f32, gamma 0, [25, 10], mean loss)
- @focal-loss/wasm, failed: CompileError (focal f64, gamma 2, n = 10, mean loss and gradient)
- pandas + NumPy, unavailable: no pandas (Parquet)

Contestants:

- @focal-loss/core: ours
- tight loop: Math.exp
- notebook: as written
- tfjs cpu: composed
- NumPy: expressions
`);
});

it("is this for machines", () => {
  const { cells: _, small: __, threads: ___, files: ____, ...rest } = example;
  const cell = { loss: "focal", dtype: "f64", gamma: 2, elements: 1000, classes: 1 };
  const timed = (
    contestant: string,
    output: string,
    nanoseconds: number,
    ratio: number | null,
    samples: number[],
  ) => ({ contestant, output, status: "measured", nanoseconds, ratio, samples });
  expect(JSON.parse(toJson(example))).toEqual({
    schemaVersion: 2,
    ...rest,
    cells: [
      {
        ...cell,
        entries: [
          timed("@focal-loss/core", "value", 20, 1, [20, 30, 10]),
          timed("@focal-loss/core", "gradient", 30, 1, [30, 60, 30]),
          timed("tight loop", "gradient", 60, 1.5, [45, 75, 60]),
          { contestant: "notebook", output: "gradient", status: "wrong", reason: "mean loss is NaN" },
          { contestant: "tfjs cpu", output: "gradient", status: "declined", reason: "float32 only" },
          timed("NumPy", "value", 1500.4, 1500.4 / 30, [1000, 1500.4, 2000]),
          { contestant: "NumPy", output: "gradient", status: "failed", reason: "MemoryError" },
        ],
      },
      {
        ...cell,
        elements: 1e5,
        entries: [
          timed("@focal-loss/core", "gradient", 10, 1, [10, 10, 10]),
          { contestant: "tight loop", output: "gradient", status: "too slow", reason: "more than 1 s" },
          { contestant: "NumPy", output: "value", status: "too slow", reason: "more than 1 s" },
          { contestant: "NumPy", output: "gradient", status: "too slow", reason: "more than 1 s" },
        ],
      },
      {
        loss: "softmax",
        dtype: "f32",
        gamma: 0,
        elements: 250,
        classes: 10,
        entries: [
          { contestant: "@focal-loss/core", output: "value", status: "too slow", reason: "more than 1 s" },
          timed("NumPy", "value", 8, null, [8, 8, 8]),
          timed("@focal-loss/core", "gradient", 5.125, 1, [5.125, 7, 3]),
        ],
      },
    ],
    small: [
      {
        ...cell,
        elements: 10,
        entries: [
          timed("@focal-loss/core", "value", 20, 1, [20, 30, 10]),
          timed("@focal-loss/wasm", "value", 40, 2, [40, 60, 30]),
          timed("@focal-loss/core", "gradient", 30, 1, [30, 30, 30]),
          { contestant: "@focal-loss/wasm", output: "gradient", status: "failed", reason: "CompileError" },
        ],
      },
    ],
    threads: [1e5, 1e6].map((elements, index) => ({
      ...cell,
      elements,
      entries: [
        timed("@focal-loss/wasm", "gradient", 9, null, [9, 9]),
        timed("@focal-loss/wasm resident", "gradient", 7.5 + 0.75 * index, null, [7.5, 7.5 + 1.5 * index]),
        timed("pool of 1", "gradient", 9.5, null, [9.5, 9.5]),
        timed("pool of 2", "gradient", 5, null, [5, 5]),
      ],
    })),
    files: [
      {
        format: "Parquet",
        rows: 1e6,
        entries: [
          {
            contestant: "focal-loss score",
            status: "measured",
            nanoseconds: 1000,
            ratio: 1,
            samples: [1000, 1100, 900],
          },
          {
            contestant: "DuckDB SQL",
            status: "measured",
            nanoseconds: 2500,
            ratio: 2.5,
            samples: [2500, 2500, 2500],
          },
          { contestant: "pandas + NumPy", status: "unavailable", reason: "no pandas" },
        ],
      },
    ],
    goals: judge(example).map(({ aim, measured, ...rest }) => ({
      ...rest,
      aim: aim ?? null,
      measured: measured ?? null,
    })),
  });
});

it("has every goal with its figures, met or not", () => {
  const { goals } = JSON.parse(toJson(example)) as { goals: readonly { readonly goal: string }[] };
  expect(goals).toHaveLength(28);
  expect(goals[0]).toEqual({
    goal: "value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop",
    wanted: "at least 1.3x",
    aim: "2x",
    measured: { best: 1.5, worst: 1.5, where: "focal f64, gamma 2, n = 10^3" },
    met: "must",
  });
  expect(goals[1]).toEqual({
    goal: "value and gradient, float32, gamma 0, 1, 2, 3: faster than the tight loop",
    wanted: "at least 2x",
    aim: null,
    measured: null,
    met: "not measured",
  });
});

it("has no table of a section that was not measured", () => {
  const text = toMarkdown({ ...example, small: [], threads: [], files: [] });
  expect(text.match(/^### .*/gm)).toEqual([
    "### focal, f64: mean loss",
    "### focal, f64: mean loss and gradient",
    "### softmax, f32: mean loss",
    "### softmax, f32: mean loss and gradient",
  ]);
});
