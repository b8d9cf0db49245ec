/**
 * The package's promises: no dependencies, two entries, arithmetic that no engine may round in its own way.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

import * as core from "../src/index.ts";
import * as notebook from "../src/notebook.ts";

interface PackageJson {
  readonly type: string;
  readonly sideEffects: boolean;
  readonly files: readonly string[];
  readonly exports: Record<string, unknown>;
  readonly publishConfig: { readonly exports: Record<string, unknown> };
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const packageJson = JSON.parse(readFileSync(path("../package.json"), "utf8")) as PackageJson;

it("has no dependencies of any kind at run time", () => {
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundledDependencies"]) {
    expect(packageJson).not.toHaveProperty(kind);
  }
});

it("is ESM without side effects, and packs dist alone", () => {
  expect(packageJson.type).toBe("module");
  expect(packageJson.sideEffects).toBe(false);
  expect(packageJson.files).toEqual(["dist"]);
});

it("exports the losses, the notebook and what kernels need, from source in the workspace and from dist when published", () => {
  const dist = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });
  expect(packageJson.exports).toEqual({
    ".": { source: "./src/index.ts", ...dist("index") },
    "./kernels": { source: "./src/kernels.ts", ...dist("kernels") },
    "./notebook": { source: "./src/notebook.ts", ...dist("notebook") },
    "./package.json": "./package.json",
  });
  expect(packageJson.publishConfig.exports).toEqual({
    ".": dist("index"),
    "./kernels": dist("kernels"),
    "./notebook": dist("notebook"),
    "./package.json": "./package.json",
  });
});

it("exports these values and no others", () => {
  expect(Object.keys(core).sort()).toEqual([
    "ExactSum",
    "balancedAlpha",
    "balancedWeights",
    "binaryCrossEntropy",
    "binaryCrossEntropyGrad",
    "binaryCrossEntropyHess",
    "binaryCrossEntropyWithLogits",
    "binaryCrossEntropyWithLogitsGrad",
    "binaryCrossEntropyWithLogitsHess",
    "effectiveNumberWeights",
    "focalLoss",
    "focalLossBatch",
    "focalLossGrad",
    "focalLossHess",
    "focalLossWithLogits",
    "focalLossWithLogitsBatch",
    "focalLossWithLogitsGrad",
    "focalLossWithLogitsHess",
    "initialLogit",
    "recoverProbability",
    "recoverProbabilityWithLogits",
    "softmaxFocalLoss",
    "softmaxFocalLossBatch",
    "softmaxFocalLossGrad",
    "softmaxFocalLossHess",
    "softmaxFocalLossHessVec",
  ]);
  expect(Object.keys(notebook).sort()).toEqual(["binaryCrossEntropy", "focalLoss", "sum"]);
});

it("uses only what IEEE 754 and ECMAScript define to the last bit: no Math.exp, Math.log, Math.pow or **", async () => {
  const { outputFiles } = await build({
    entryPoints: [path("../src/index.ts"), path("../src/notebook.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    outdir: "unused",
    // Comments go, and ** becomes Math.pow.
    legalComments: "none",
    supported: { "exponent-operator": false },
  });
  const code = outputFiles.map((file) => file.text).join("\n");
  const used = new Set(code.match(/\bMath\b(?:\.\w+)?/g));
  expect([...used].sort()).toEqual([
    "Math.abs",
    "Math.floor",
    "Math.max",
    "Math.min",
    "Math.round",
    "Math.sqrt",
  ]);
});
