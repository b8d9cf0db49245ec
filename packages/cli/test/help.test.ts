/**
 * Help on every level, and the ten most common tasks, run as they stand there.
 */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { COMMANDS, COMMON_TASKS, HELP } from "../src/command-line/commands.ts";
import { workspace } from "./command.ts";
import { shell } from "./process.ts";

const { focalLoss } = workspace();
const { folder, bash } = shell();
const digits = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));
for (const name of ["predictions.csv", "part-1.csv", "part-2.csv"]) cpSync(digits, join(folder, name));

describe("help", () => {
  it("is short without arguments", () => {
    const { code, stdout, stderr } = bash("focal-loss");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").length).toBeLessThan(15);
    expect(stdout).toMatch(/^Usage: focal-loss /);
    for (const { name } of [...COMMANDS, HELP])
      expect(stdout).toMatch(new RegExp(`^Commands: .*\\b${name}\\b`, "m"));
  });

  it.each(["--help", "-h", "help"])("is full with %s, tasks first", (args) => {
    const { code, stdout } = bash(`focal-loss ${args}`);
    expect(code).toBe(0);
    expect(stdout.indexOf("The ten most common tasks:")).toBeGreaterThan(0);
    expect(stdout.indexOf("Options:")).toBeGreaterThan(stdout.indexOf("The ten most common tasks:"));
    for (const { name, summary } of COMMANDS) {
      expect(stdout).toContain(`  ${name} `);
      expect(stdout.replaceAll(/\s+/g, " ")).toContain(summary);
    }
    expect(stdout).toMatch(/^ {2}130 {2}interrupted$/m);
  });

  it.each(COMMANDS.map(({ name }) => name))(
    "of %s has examples before options, on both ways",
    async (name) => {
      const entry = COMMANDS.find((command) => command.name === name)!;
      const { code, stdout } = await focalLoss(name, "--help");
      expect(code).toBe(0);
      expect(await focalLoss("help", name)).toEqual({ code, stdout, stderr: "" });
      for (const { command } of entry.examples) expect(stdout).toContain(`\n    ${command}\n`);
      for (const { flags } of entry.options) expect(stdout).toContain(`  ${flags} `);
      expect(stdout.indexOf("Examples:")).toBeLessThan(stdout.indexOf("Options:"));
    },
  );

  it("names --engine where it is an option", async () => {
    for (const { name, options } of COMMANDS.filter(({ hasSettings }) => hasSettings)) {
      const { stdout } = await focalLoss("help", name);
      const hasEngine = options.some(({ long }) => long === "--engine");
      expect([name, stdout.includes("--engine")]).toEqual([name, hasEngine]);
    }
  });

  it("is there without the engine or the kernels", () => {
    const hooks = `export const resolve = (name, context, next) => {
      if (/duckdb|focal-loss/.test(name) && !name.startsWith("file:") && !name.startsWith("/")) throw new Error("loaded " + name);
      return next(name, context);
    };`;
    const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    const preload = `data:text/javascript,${encodeURIComponent(register)}`;
    const watched = `NODE_OPTIONS='--import "${preload}"' focal-loss`;
    for (const args of ["", "--help", "score --help", "help sweep", "completion bash", "--version"]) {
      expect(bash(`${watched} ${args}`)).toMatchObject({ code: 0, stderr: "" });
    }
    expect(bash(`${watched} at 0.9 1`).stderr).toContain("loaded @focal-loss/core");
  });
});

describe("the ten most common tasks", () => {
  const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");

  it("are ten, in the help and in the README", async () => {
    expect(COMMON_TASKS).toHaveLength(10);
    const { stdout } = await focalLoss("--help");
    for (const { task, command } of COMMON_TASKS) {
      expect(stdout).toContain(`  ${task}:\n    ${command}\n`);
      expect(readme).toContain(`\n$ ${command}\n`);
    }
  });

  it.each(COMMON_TASKS.map(({ task, command }) => [task, command] as const))("%s: %s", (_, command) => {
    const { code, stdout, stderr } = bash(command);
    expect({ code, errors: stderr.replaceAll(/^note: .*\n/gm, "") }).toEqual({ code: 0, errors: "" });
    expect(stdout).not.toBe("");
  });
});

it("suggests what was meant, with code 2", () => {
  expect(bash("focal-loss swep")).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: unknown command 'swep'\nhint: did you mean sweep?\n",
  });
  expect(bash("focal-loss sweep predictions.csv --bets log-loss")).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: unknown option '--bets'\nhint: did you mean --best?\n",
  });
});
