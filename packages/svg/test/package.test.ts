/**
 * The package's promises: which entries, which dependencies, which exports, and which of them need a font or a module.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

import * as svg from "../src/index.ts";
import * as png from "../src/png.ts";
import * as terminal from "../src/terminal.ts";
import { subset } from "../subset-font.mjs";

const packageJson = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as Record<
  string,
  unknown
>;

it("depends on core and three modules of d3; resvg is optional", () => {
  expect(Object.keys(packageJson["dependencies"] as object)).toEqual([
    "@focal-loss/core",
    "d3-array",
    "d3-format",
    "d3-shape",
  ]);
  expect(packageJson["peerDependenciesMeta"]).toEqual({ "@resvg/resvg-js": { optional: true } });
  expect(packageJson).toMatchObject({ type: "module", sideEffects: false, files: ["dist"] });
});

it("exports these values and no others", () => {
  expect(Object.keys(svg).sort()).toEqual([
    "dataTable",
    "gradientCurves",
    "hessianCurves",
    "lossCurves",
    "modulatingFactor",
    "notebookFigures",
    "overview",
    "reliabilityChart",
    "renderSvg",
    "sample",
    "sweepChart",
  ]);
  expect(Object.keys(png)).toEqual(["renderPng"]);
  expect(Object.keys(terminal)).toEqual(["renderTerminal"]);
});

it("brings the font that its script makes of DejaVu Sans", async () => {
  const source = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  const font = await subset(readFileSync(source));
  expect(
    font.equals(readFileSync(fileURLToPath(new URL("../src/font/DejaVuSans.ttf", import.meta.url)))),
  ).toBe(true);
});
