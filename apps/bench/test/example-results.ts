/**
 * A small run with everything that can happen in it.
 */
import type { Results } from "../src/results.ts";
import { FULL } from "../src/settings.ts";
import type { Cell } from "../src/task.ts";

const measured = (...samples: number[]) => ({ status: "measured" as const, samples });
const focal: Cell = { loss: "focal", dtype: "f64", gamma: 2, elements: 1000, classes: 1 };

export const example: Results = {
  date: "2026-11-23",
  machine: {
    cpu: "Example CPU",
    cores: 2,
    memoryGiB: 24,
    platform: "linux x64",
    relaxedSimd: false,
    versions: ["Node.js 20.19.0", "NumPy 2.4.0"],
  },
  settings: { ...FULL, rounds: 3, roundsOfLarge: 2 },
  contestants: [
    { name: "@focal-loss/core", description: "ours" },
    { name: "tight loop", description: "Math.exp" },
    { name: "notebook", description: "as written" },
    { name: "tfjs cpu", description: "composed" },
    { name: "NumPy", description: "expressions" },
  ],
  cells: [
    {
      cell: focal,
      entries: [
        { contestant: "@focal-loss/core", output: "value", result: measured(20, 30, 10) },
        { contestant: "@focal-loss/core", output: "gradient", result: measured(30, 60, 30) },
        { contestant: "tight loop", output: "gradient", result: measured(45, 75, 60) },
        {
          contestant: "notebook",
          output: "gradient",
          result: { status: "wrong", reason: "mean loss is NaN" },
        },
        {
          contestant: "tfjs cpu",
          output: "gradient",
          result: { status: "declined", reason: "float32 only" },
        },
        { contestant: "NumPy", output: "value", result: measured(1000, 1500.4, 2000) },
        { contestant: "NumPy", output: "gradient", result: { status: "failed", reason: "MemoryError" } },
      ],
    },
    {
      cell: { ...focal, elements: 1e5 },
      entries: [
        { contestant: "@focal-loss/core", output: "gradient", result: measured(10, 10, 10) },
        {
          contestant: "tight loop",
          output: "gradient",
          result: { status: "too slow", reason: "more than 1 s" },
        },
        { contestant: "NumPy", output: "value", result: { status: "too slow", reason: "more than 1 s" } },
        { contestant: "NumPy", output: "gradient", result: { status: "too slow", reason: "more than 1 s" } },
      ],
    },
    {
      cell: { loss: "softmax", dtype: "f32", gamma: 0, elements: 250, classes: 10 },
      entries: [
        {
          contestant: "@focal-loss/core",
          output: "value",
          result: { status: "too slow", reason: "more than 1 s" },
        },
        { contestant: "NumPy", output: "value", result: measured(8, 8, 8) },
        { contestant: "@focal-loss/core", output: "gradient", result: measured(5.125, 7, 3) },
      ],
    },
  ],
  small: [
    {
      cell: { ...focal, elements: 10 },
      entries: [
        { contestant: "@focal-loss/core", output: "value", result: measured(20, 30, 10) },
        { contestant: "@focal-loss/wasm", output: "value", result: measured(40, 60, 30) },
        { contestant: "@focal-loss/core", output: "gradient", result: measured(30, 30, 30) },
        {
          contestant: "@focal-loss/wasm",
          output: "gradient",
          result: { status: "failed", reason: "CompileError" },
        },
      ],
    },
  ],
  threads: [1e5, 1e6].map((elements, index) => ({
    cell: { ...focal, elements },
    entries: [
      { contestant: "@focal-loss/wasm", output: "gradient", result: measured(9, 9) },
      {
        contestant: "@focal-loss/wasm resident",
        output: "gradient",
        result: measured(7.5, 7.5 + 1.5 * index),
      },
      { contestant: "pool of 1", output: "gradient", result: measured(9.5, 9.5) },
      { contestant: "pool of 2", output: "gradient", result: measured(5, 5) },
    ],
  })),
  files: [
    {
      format: "Parquet",
      rows: 1e6,
      entries: [
        { contestant: "focal-loss score", result: measured(1000, 1100, 900) },
        { contestant: "DuckDB SQL", result: measured(2500, 2500, 2500) },
        { contestant: "pandas + NumPy", result: { status: "unavailable", reason: "no pandas" } },
      ],
    },
  ],
};
