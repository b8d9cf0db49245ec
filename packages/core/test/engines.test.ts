/**
 * The same bits in every engine: V8 (Node), QuickJS and JavaScriptCore (Bun) run one bundle and give one string.
 */
import { fileURLToPath } from "node:url";
import { loadNotebook } from "@focal-loss/fixtures";
import { build } from "esbuild";
import { getQuickJS } from "quickjs-emscripten";
import { expect, it } from "vitest";

import { runInBun } from "../../../tests/engines/bun.ts";
import { type Cell, type Outcome, run } from "./engines/program.ts";
import { toHex } from "./float64.ts";

const { cases } = await loadNotebook();
const cells = cases.map(({ gamma, labels, probabilities, sum }): Cell => ({
  gamma,
  labels,
  probabilities,
  sumFrom: sum?.from ?? null,
}));

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("engines/program.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "program",
  target: "es2022",
  conditions: ["source"],
  // ** becomes Math.pow, which one of the tests below takes away.
  supported: { "exponent-operator": false },
});
const script = `${outputFiles[0]!.text}\nprogram.run(${JSON.stringify(cells)})`;

/** What Node computes, from the sources. */
const expected = run(cells);

it("Node gives the notebook's 74 numbers and hashes 100,000 outputs of every kind", () => {
  const outcome = JSON.parse(expected) as Outcome;
  const printed = cases.flatMap(({ losses, sum }) => [...losses, ...(sum === null ? [] : [sum.value])]);
  expect(outcome.notebook).toEqual(printed.map(toHex));
  expect(outcome.notebook.length).toBe(74);
  expect(Object.keys(outcome.hashes).sort()).toEqual([
    "ExactSum",
    "binaryCrossEntropy",
    "binaryCrossEntropyWithLogits",
    "calibration",
    "classBalance",
    "correctlyRoundedLog",
    "correctlyRoundedPow",
    "focalLoss",
    "focalLossBatch",
    "focalLossWithLogits",
    "focalLossWithLogitsBatch",
    "notebook",
    "softmaxFocalLoss",
    "softmaxFocalLossBatch",
  ]);
  expect(outcome.outputs).toBeGreaterThan(100_000);
  const { nan, infinite, zero, subnormal } = outcome;
  expect(Math.min(nan, infinite, zero, subnormal)).toBeGreaterThan(100);
  expect(nan + infinite + zero + subnormal).toBeLessThan(outcome.outputs / 2);
});

it("QuickJS gives the same bits", async () => {
  expect(await runInQuickJS(script)).toBe(expected);
});

it("QuickJS gives the same bits without the functions of Math that engines round in their own way", async () => {
  const exact = ["abs", "clz32", "floor", "max", "min", "round", "sqrt"];
  const prelude = `
    for (const name of Object.getOwnPropertyNames(Math)) {
      if (!${JSON.stringify(exact)}.includes(name)) delete Math[name];
    }
  `;
  // The constants of Math stay: nobody can delete them.
  const names =
    "Object.keys(Object.getOwnPropertyDescriptors(Math)).filter((name) => typeof Math[name] === 'function')";
  expect(JSON.parse(await runInQuickJS(`${prelude} JSON.stringify(${names}.sort())`))).toEqual(exact);
  expect(await runInQuickJS(prelude + script)).toBe(expected);
});

it("JavaScriptCore (Bun) gives the same bits", (context) => {
  const program = script.replace(/\nprogram\.run\(.*$/, (call) => `\nconsole.log(${call.trim()})`);
  expect(runInBun(program, context)).toBe(expected);
});

async function runInQuickJS(code: string): Promise<string> {
  const quickJS = await getQuickJS();
  return quickJS.evalCode(code) as string;
}
