/**
 * The same bytes in every engine: V8 (Node), QuickJS, which has nothing but ECMAScript, and JavaScriptCore (Bun).
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { getQuickJS } from "quickjs-emscripten";
import { expect, it } from "vitest";

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
  const bun = bunExecutable();
  if (bun === undefined) {
    const reason = "Bun's executable is not installed on this platform";
    console.warn(`skipped: ${reason}`);
    return context.skip(reason);
  }
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-svg-"));
  try {
    const file = join(folder, "program.js");
    writeFileSync(
      file,
      script.replace(/\nJSON\.stringify\(program.*$/, (call) => `\nconsole.log(${call.trim()})`),
    );
    const output = execFileSync(bun, [file], { encoding: "utf8", maxBuffer: 2 ** 26 });
    expect(JSON.parse(output)).toEqual(expected);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("draws the same after having drawn others", () => {
  expect(render(some)).toEqual(expected);
});

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
