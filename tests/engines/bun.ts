/**
 * Programs in JavaScriptCore: by Bun, where there is one.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, type TestContext } from "vitest";

/** What a program prints; skips the test where no Bun is installed. */
export function runInBun(code: string, { skip }: Pick<TestContext, "skip">): string {
  const bun = bunExecutable();
  if (bun === undefined) {
    const reason = "Bun's executable is not installed on this platform";
    console.warn(`skipped: ${reason}`);
    return skip(reason);
  }
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-bun-"));
  try {
    const file = join(folder, "program.js");
    writeFileSync(file, code);
    const run = (...args: string[]): string =>
      execFileSync(bun, args, { encoding: "utf8", maxBuffer: 2 ** 26 }).trimEnd();
    // JavaScriptCore, not Node under Bun's name.
    expect(run("-p", "process.versions.bun !== undefined")).toBe("true");
    return run(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
