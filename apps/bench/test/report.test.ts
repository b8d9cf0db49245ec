import { expect, it } from "vitest";
import { toJson } from "../src/report-json.ts";
import { toMarkdown } from "../src/report-markdown.ts";
import { example } from "./example-results.ts";

it("is this for people", () => {
  expect(toMarkdown(example))
    .toBe(`Measured on 2026-11-23: Example CPU, 2 cores, 24 GiB, linux x64; Node.js 20.19.0, NumPy 2.4.0.

Nanoseconds an element, medians of 3 interleaved rounds (2 from 10^6 elements on); in parentheses how many times as long as @focal-loss/core.

| goal | wanted | measured, worst | met |
| --- | --- | --- | --- |
| value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop | at least 1.3x | 1.50x (focal f64, gamma 2, n = 10^3), best 1.50x | yes |
| value and gradient, float32, gamma 0, 1, 2, 3: faster than the tight loop | at least 2x | - | not measured |
| value and gradient, gamma 0.5, 1.5: faster than the tight loop | at least 3x | - | not measured |
| value and gradient, other gammas: faster than the tight loop | at least 1.5x | - | not measured |
| value, gradient and Hessian: time of value and gradient | at most 1.4x | - | not measured |
| value and gradient: faster than the notebook's formula | at least 4x | - | not measured |
| softmax, value and gradient: as fast as the log-softmax loop | at least 1x | - | not measured |

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

Not measured:

- notebook, wrong: mean loss is NaN (focal f64, gamma 2, n = 10^3, mean loss and gradient)
- NumPy, failed: MemoryError (focal f64, gamma 2, n = 10^3, mean loss and gradient)
- tight loop, too slow: more than 1 s (focal f64, gamma 2, n = 10^5, mean loss and gradient)
- NumPy, too slow: more than 1 s (focal f64, gamma 2, n = 10^5, mean loss and 1 more)
- @focal-loss/core, too slow: more than 1 s (softmax f32, gamma 0, [25, 10], mean loss)

Contestants:

- @focal-loss/core: ours
- tight loop: Math.exp
- notebook: as written
- tfjs cpu: composed
- NumPy: expressions
`);
});

it("is this for machines", () => {
  const { cells: _, ...rest } = example;
  const cell = { loss: "focal", dtype: "f64", gamma: 2, elements: 1000, classes: 1 };
  const timed = (
    contestant: string,
    output: string,
    nanoseconds: number,
    ratio: number | null,
    samples: number[],
  ) => ({ contestant, output, status: "measured", nanoseconds, ratio, samples });
  expect(JSON.parse(toJson(example))).toEqual({
    schemaVersion: 1,
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
    goals: [
      ["value and gradient, float64, gamma 0, 1, 2, 3: faster than the tight loop", "at least 1.3x", 1.5],
      ["value and gradient, float32, gamma 0, 1, 2, 3: faster than the tight loop", "at least 2x"],
      ["value and gradient, gamma 0.5, 1.5: faster than the tight loop", "at least 3x"],
      ["value and gradient, other gammas: faster than the tight loop", "at least 1.5x"],
      ["value, gradient and Hessian: time of value and gradient", "at most 1.4x"],
      ["value and gradient: faster than the notebook's formula", "at least 4x"],
      ["softmax, value and gradient: as fast as the log-softmax loop", "at least 1x"],
    ].map(([goal, wanted, quotient]) => ({
      goal,
      wanted,
      measured:
        quotient === undefined
          ? null
          : { best: quotient, worst: quotient, where: "focal f64, gamma 2, n = 10^3" },
      met: quotient === undefined ? "not measured" : "yes",
    })),
  });
});
