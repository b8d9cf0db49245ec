/**
 * The packed command, as a process: with pipes, and in a terminal.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { loadDigitsEight } from "@focal-loss/fixtures";
import { inject, type TestContext } from "vitest";
import { digitsPath, place as placeOf } from "../../packages/cli/test/process.ts";

/** Path of the executable. */
export const program: string = inject("command");

type Place = ReturnType<typeof placeOf>;

/** A folder of its own, with `digits.csv` in it. */
export function place(): Place {
  const here = placeOf(program);
  cpSync(digitsPath, here.path("digits.csv"));
  return here;
}

/** What `digits.csv` holds. */
export async function digits(): Promise<{ labels: number[]; logits: number[]; probabilities: number[] }> {
  const { labels, logits, probabilities } = await loadDigitsEight();
  return { labels: [...labels], logits: [...logits], probabilities: [...probabilities] };
}

/** The command in a shell; `focal-loss` is a word of it. */
export function bash(
  folder: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): { code: number; stdout: string; stderr: string } {
  const focalLoss = `focal-loss() { "${process.execPath}" "${program}" "$@"; }`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", `${focalLoss}\n${script}`], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, ...env },
    encoding: "utf8",
  });
  return { code: status ?? -1, stdout, stderr };
}

/** Whether there is a `script` that runs a command in a terminal, as util-linux has it. */
export function hasTerminal(): boolean {
  return spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;
}

/** The command in a terminal of 100 columns, standard output and standard error together. */
export function terminal(
  folder: string,
  args: string,
  env: Readonly<Record<string, string>> = {},
): { code: number; text: string } {
  const command = `stty cols 100; exec "${process.execPath}" "${program}" ${args}`;
  const { status, stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, SHELL: "/bin/sh", TERM: "xterm", ...env },
    encoding: "utf8",
    input: "",
  });
  return { code: status ?? -1, text: stdout.replaceAll("\r\n", "\n") };
}

/** The same until the text is there; then Ctrl-C is pressed. */
export async function interrupted(
  folder: string,
  args: string,
  pattern: RegExp,
): Promise<{ code: number; text: string }> {
  const command = `stty cols 100; exec "${process.execPath}" "${program}" ${args}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, TMPDIR: folder, SHELL: "/bin/sh", TERM: "xterm" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  let text = "";
  child.stdout.on("data", (bytes: Buffer) => {
    const before = pattern.test(text);
    text += bytes.toString();
    if (!before && pattern.test(text)) child.stdin.write("\u0003");
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, text };
}

export async function parquetRows(path: string): Promise<object[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    return (await connection.runAndReadAll(`FROM '${path}'`)).getRowObjects();
  } finally {
    connection.closeSync();
  }
}

/** Skips a test, and says why. */
export function skipWithout(present: boolean, what: string, skip: TestContext["skip"]): void {
  if (present) return;
  const reason = `no ${what} on this machine`;
  console.warn(`skipped: ${reason}`);
  skip(reason);
}

/** Lets the command start with a module that does something first. */
export function preload(source: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(source)}`;
}

/** A module that makes every import of a package fail. */
export function without(name: string): string {
  const hooks = `export const resolve = (name, context, next) => {
    if (name === ${JSON.stringify(name)}) throw new Error("no " + name);
    return next(name, context);
  };`;
  return preload(
    `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`,
  );
}

/** Path of a file of the installed package. */
export function installed(name: string): string {
  return join(program, "../../@focal-loss/cli", name);
}
