/**
 * The same bits in every engine: V8 (Node), QuickJS and JavaScriptCore (Bun) run one bundle and give one string.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadNotebook } from "@focal-loss/fixtures";
import { build } from "esbuild";
import { getQuickJS } from "quickjs-emscripten";
import { expect, it } from "vitest";

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
  const bun = bunExecutable();
  if (bun === undefined) {
    const reason = "Bun's executable is not installed on this platform";
    console.warn(`skipped: ${reason}`);
    return context.skip(reason);
  }
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-engines-"));
  try {
    const file = join(folder, "program.js");
    writeFileSync(
      file,
      script.replace(/\nprogram\.run\(.*$/, (call) => `\nconsole.log(${call.trim()})`),
    );
    // JavaScriptCore, not Node under Bun's name.
    expect(execFileSync(bun, ["-p", "process.versions.bun !== undefined"], { encoding: "utf8" }).trim()).toBe(
      "true",
    );
    expect(execFileSync(bun, [file], { encoding: "utf8" }).trimEnd()).toBe(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function runInQuickJS(code: string): Promise<string> {
  const quickJS = await getQuickJS();
  return quickJS.evalCode(code) as string;
}

/** The executable of the `bun` package; a platform without one has no file or a script that says so. */
function bunExecutable(): string | undefined {
  const manifest = createRequire(import.meta.url).resolve("bun/package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: { bun: string } };
  const file = join(dirname(manifest), bin.bun);
  if (!existsSync(file)) return undefined;
  try {
    execFileSync(file, ["--version"], { stdio: "pipe" });
    return file;
  } catch {
    return undefined;
  }
}
