/**
 * Tests of the examples in a Markdown text.
 *
 * - `js` and `ts` blocks run on Node.js against the built packages: `expression; // => value`.
 * - `console` blocks run in bash: what stands below `$ command` is what it prints, `...` on a line of its own is the rest.
 * - `sh` blocks do not run. They are for installing and measuring, and may hold nothing else.
 *
 * Examples run in an empty folder with the CSV files of packages/fixtures/data.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../../scripts/packages.mjs";
import { type Block, blocks } from "./markdown.ts";
import { toProgram } from "./program.ts";
import { exchanges, matches, trimLines } from "./transcript.ts";

const INSTALLATION =
  /^(|#.*|(npm (install|i)|(pnpm|yarn|deno|bun) add|git clone|cd|npx) \S.*|npm test|npm run (demo|bench -- .*)| {2}--only ".*")$/;

const data = join(root, "packages/fixtures/data");
const bin = join(root, "node_modules/.bin");
// In the repository, so that `@focal-loss/*` is found as anywhere else in it.
const programs = join(root, "node_modules/.cache/examples");

/**
 * Makes a test of each example.
 *
 * @param markdown - The text.
 * @param prepare - What a program is before it runs.
 * @returns How many examples run.
 */
export function testExamples(markdown: string, prepare: (code: string) => string = (code) => code): number {
  const examples = blocks(markdown);
  for (const { language, code, line } of examples) {
    if (isProgram(language)) it(`runs the program of line ${line}`, () => runProgram(prepare(code)));
    if (language === "console") it(`prints the transcript of line ${line}`, () => replay(code));
    if (language === "sh") it(`installs in line ${line}`, () => checkInstallation(code));
  }
  return examples.filter(({ language }: Block) => isProgram(language) || language === "console").length;
}

/** Whether there is a block of a language that is tested. */
export function hasExamples(markdown: string): boolean {
  return blocks(markdown).some(({ language }) => /^(js|ts|console|sh)$/.test(language));
}

/** Runs a program in TypeScript, and checks what it says about itself. */
export function runProgram(code: string): void {
  mkdirSync(programs, { recursive: true });
  const file = join(mkdtempSync(join(programs, "program-")), "program.mjs");
  writeFileSync(file, toProgram(code));
  const { status, output } = execute(process.execPath, [file], createFolder());
  rmSync(join(file, ".."), { recursive: true });
  if (status !== 0) throw new Error(`${output}\nin the program\n${code}`);
}

/** Runs a command in a folder with the data, and returns all that it prints. */
export function runCommand(command: string): string {
  return execute("bash", ["-c", `exec 2>&1\n${command}`], createFolder()).output;
}

function isProgram(language: string): boolean {
  return /^[jt]s$/.test(language);
}

function replay(code: string): void {
  const folder = createFolder();
  const written = exchanges(code);
  expect(written, "commands").not.toEqual([]);
  for (const { command, output: wanted } of written) {
    const { output } = execute("bash", ["-c", `exec 2>&1\n${command}`], folder);
    if (!matches(trimLines(output), wanted)) expect(trimLines(output), command).toBe(wanted);
  }
}

function checkInstallation(code: string): void {
  expect(code.split("\n").filter((line) => !INSTALLATION.test(line))).toEqual([]);
}

/** A folder for one example, with the data that the examples read. */
function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "readme-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of readdirSync(data).filter((name) => name.endsWith(".csv"))) {
    cpSync(join(data, file), join(folder, file));
  }
  return folder;
}

function execute(
  command: string,
  args: readonly string[],
  cwd: string,
): { status: number | null; output: string } {
  const PATH = `${bin}${delimiter}${process.env["PATH"]}`;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, NODE_ENV: undefined, FORCE_COLOR: undefined, NO_COLOR: "1", PATH },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, output: stdout + stderr };
}
