/**
 * Runs the command as a process, in a folder of its own: the built one, or another one that is named.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll } from "vitest";
import type { Result } from "./command.ts";

export const bin: string = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
export const digitsPath: string = fileURLToPath(
  new URL("../../fixtures/data/digits-eight.csv", import.meta.url),
);

interface Place {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly read: (name: string) => string;
  /** Names are relative to the folder. */
  readonly focalLoss: (args: readonly string[], options?: Options) => Result;
  /** Writes a Parquet or other file by DuckDB. */
  readonly copy: (select: string, name: string, options?: string) => Promise<void>;
}

interface Options {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A folder that is removed after the tests of the file. */
export function place(program = bin): Place {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-process-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return name;
    },
    read: (name) => readFileSync(path(name), "utf8"),
    focalLoss: (args, { input = "", env = {}, cwd = folder } = {}) => {
      // No settings of whoever runs the tests.
      const clean = { PATH: process.env["PATH"] ?? "", HOME: folder, XDG_CONFIG_HOME: path(".config") };
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
        cwd,
        input,
        env: { ...clean, ...env },
        encoding: "utf8",
      });
      return { code: status ?? -1, stdout, stderr };
    },
    copy: async (select, name, options = "FORMAT parquet") => {
      const connection = await (await DuckDBInstance.create()).connect();
      try {
        await connection.run(`COPY (${select}) TO '${path(name)}' (${options})`);
      } finally {
        connection.closeSync();
      }
    },
  };
}

/** A folder that is removed after the tests of the file, and a shell in it that knows `focal-loss`. */
export function shell(program = bin): { folder: string; bash: (command: string) => Result } {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-shell-"));
  const programs = mkdtempSync(join(tmpdir(), "focal-loss-bin-"));
  symlinkSync(program, join(programs, "focal-loss"));
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
