/**
 * The same bytes in every engine: V8 (Node), QuickJS, which has nothing but ECMAScript, and JavaScriptCore (Bun).
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { getQuickJS } from "quickjs-emscripten";
import { expect, it } from "vitest";

import { runInBun } from "../../../tests/engines/bun.ts";
import { render } from "./charts.ts";
import { digits } from "./predictions.ts";

// QuickJS interprets: some of the predictions will do.
const some = { labels: digits.labels.slice(0, 100), logits: digits.logits.slice(0, 100) };

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("charts.ts", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  globalName: "program",
  target: "es2022",
  conditions: ["source"],
});
const script = `${outputFiles[0]!.text}\nJSON.stringify(program.render(${JSON.stringify(some)}))`;
const expected = render(some);

it("QuickJS gives the same bytes", async () => {
  const quickJS = await getQuickJS();
  expect(JSON.parse(quickJS.evalCode(script) as string)).toEqual(expected);
});

it("JavaScriptCore (Bun) gives the same bytes", (context) => {
  const program = script.replace(/\nJSON\.stringify\(program.*$/, (call) => `\nconsole.log(${call.trim()})`);
  expect(JSON.parse(runInBun(program, context))).toEqual(expected);
});

it("draws the same after having drawn others", () => {
  expect(render(some)).toEqual(expected);
});
