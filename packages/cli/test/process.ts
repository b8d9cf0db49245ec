/**
 * Runs the built command as a process, in a folder of its own.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { Result } from "./command.ts";

const bin = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

/** A folder that is removed after the tests of the file, and a shell in it that knows `focal-loss`. */
export function shell(): { folder: string; bash: (command: string) => Result } {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-shell-"));
  const programs = mkdtempSync(join(tmpdir(), "focal-loss-bin-"));
  symlinkSync(bin, join(programs, "focal-loss"));
  afterAll(() => {
    for (const path of [folder, programs]) rmSync(path, { recursive: true, force: true });
  });
  const PATH = `${programs}${delimiter}${process.env["PATH"]}`;
  return {
    folder,
    bash: (command) => {
      const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
        cwd: folder,
        env: { ...process.env, PATH },
        encoding: "utf8",
      });
      return { code: status ?? -1, stdout, stderr };
    },
  };
}
