/**
 * The lint rule that keeps core the same in every engine, as the repository's own configuration applies it.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../scripts/packages.mjs";

/** What the rule says about a file that has this code. */
function lint(file: string, code: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of [".oxlintrc.json", "scripts/oxlint-portable-math.mjs"])
    cpSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), code);
  const oxlint = join(root, "node_modules/.bin/oxlint");
  const { stdout } = spawnSync(oxlint, ["--format", "json"], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; message: string }[] };
  return diagnostics
    .filter(({ code: rule }) => rule === "portable-math(exact)")
    .map(({ message }) => message);
}

it("core may not use what engines compute differently", () => {
  const code = `
    export const f = (x: number) => Math.exp(x) + Math.pow(x, 2);
    export const g = (x: number) => x ** 2;
    export const h = (x: number) => { x **= 2; return x; };
    export const { log1p } = Math;
    export const i = (x: number) => Math["log"](x) + globalThis.Math.tanh(x);
  `;
  expect(lint("packages/core/src/sample.ts", code)).toEqual(
    ["Math.exp", "Math.pow", "**", "**=", "Math", "Math", "Math"].map(
      (what) => `${what} is not the same in every engine`,
    ),
  );
});

it("core may use what IEEE 754 defines", () => {
  const code = "export const f = (x: number) => Math.sqrt(Math.abs(x)) * Math.floor(x) + Math.fround(x);\n";
  expect(lint("packages/core/src/sample.ts", code)).toEqual([]);
});

it("the rest of the repository may use all of Math", () => {
  const code = "export const f = (x: number) => Math.exp(x) ** 2;\n";
  expect(lint("packages/cli/src/sample.ts", code)).toEqual([]);
});
