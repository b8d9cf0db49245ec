/**
 * Every README is true: its examples run and give what they say, its links lead somewhere.
 *
 * - `js` and `ts` blocks run on Node.js against the built packages: `expression; // => value`.
 * - `console` blocks run in bash: what stands below `$ command` is what it prints, `...` on a line of its own is the rest.
 * - `sh` blocks do not run. They are for installing, and may hold nothing else.
 *
 * Examples run in an empty folder with the CSV files of packages/fixtures/data.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { publicPackages, root } from "../scripts/packages.mjs";
import { blocks, relativeLinks } from "./readme/markdown.ts";
import { toProgram } from "./readme/program.ts";
import { exchanges, matches, trimLines } from "./readme/transcript.ts";

const INSTALLATION =
  /^(|#.*|(npm (install|i)|(pnpm|yarn|deno|bun) add|git clone|cd|npx) \S.*|npm test|npm run demo)$/;

const folders = [root, ...publicPackages().map(({ folder }) => folder)];
const readmes = folders.map((folder) => join(folder, "README.md"));
const linked = [...readmes, join(root, "CONTRIBUTING.md"), join(root, "apps/bench/README.md")];

const data = join(root, "packages/fixtures/data");
const bin = join(root, "node_modules/.bin");
// In the repository, so that `@focal-loss/*` is found as anywhere else in it.
const programs = join(root, "node_modules/.cache/readme");
mkdirSync(programs, { recursive: true });
afterAll(() => rmSync(programs, { recursive: true }));

for (const file of readmes) {
  const name = relative(root, file);

  describe(name, () => {
    const examples = existsSync(file) ? blocks(readFileSync(file, "utf8")) : [];
    let executed = 0;

    for (const { language, code, line } of examples) {
      if (/^(js|ts|console)$/.test(language)) executed += 1;
      if (/^[jt]s$/.test(language)) it(`runs the program of line ${line}`, () => runProgram(code));
      if (language === "console") it(`prints the transcript of line ${line}`, () => replay(code));
      if (language === "sh") it(`installs in line ${line}`, () => checkInstallation(code));
    }

    if (name !== "README.md") {
      it("has an example that runs", () => {
        expect(executed, `examples in ${name}`).toBeGreaterThan(0);
      });
    }
  });
}

describe("links", () => {
  it.for(linked.map((file) => relative(root, file)))("%s links to what exists", (name) => {
    const file = join(root, name);
    const links = relativeLinks(readFileSync(file, "utf8"));
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
  });
});

function runProgram(code: string): void {
  const file = join(programs, `${expect.getState().currentTestName?.replaceAll(/\W+/g, "-")}.mjs`);
  writeFileSync(file, toProgram(code));
  const { status, output } = execute(process.execPath, [file], createFolder());
  if (status !== 0) throw new Error(`${output}\nin the program\n${code}`);
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
