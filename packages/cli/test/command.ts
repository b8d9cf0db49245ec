/**
 * Runs the command in this process, in a folder of its own.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { run } from "../src/run.ts";

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that is removed after the tests of the file, and the command run with paths in it. */
export function workspace(): {
  path: (name: string) => string;
  write: (name: string, content: string | Uint8Array) => string;
  focalLoss: (...args: string[]) => Promise<Result>;
} {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
    focalLoss: async (...args) => {
      let stdout = "";
      let stderr = "";
      const code = await run(args, {
        stdout: (text) => (stdout += text),
        stderr: (text) => (stderr += text),
      });
      // Messages name files as they were given; the folder differs from run to run.
      return {
        code,
        stdout: stdout.replaceAll(`${folder}/`, ""),
        stderr: stderr.replaceAll(`${folder}/`, ""),
      };
    },
  };
}
