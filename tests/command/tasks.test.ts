/**
 * The ten most common tasks, as a newcomer finds them in `focal-loss --help` and in the README.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bash, installed, place } from "./command.ts";

const { folder, read, write, focalLoss } = place();
write("predictions.csv", read("digits.csv"));
const lines = read("digits.csv").trimEnd().split("\n");
for (const [k, part] of [lines.slice(1, 900), lines.slice(900)].entries())
  write(`part-${k + 1}.csv`, `${[lines[0], ...part].join("\n")}\n`);

const help = focalLoss(["--help"]).stdout;
const tasks = [...help.matchAll(/^ {2}(\S.*):\n {4}(focal-loss .*)$/gm)].map(([, task, command]) => ({
  task: task!,
  command: command!,
}));
const readme = readFileSync(installed("README.md"), "utf8");
const [, usage] =
  /\nThe ten most common tasks, which `focal-loss --help` lists too:\n\n```console\n([^]*?)```/.exec(readme)!;

describe("the ten most common tasks", () => {
  it("are ten", () => {
    expect(tasks).toHaveLength(10);
  });

  it.each(tasks)("$task", ({ command }) => {
    expect(usage).toContain(`$ ${command}\n`);
    const { code, stdout, stderr } = bash(folder, command);
    expect(code).toBe(0);
    expect(stdout).not.toBe("");
    expect(stderr).not.toContain("error");
    const [, rows] = / --rows (\S+)/.exec(command) ?? [];
    if (rows !== undefined) expect(read(rows).split("\n")).toHaveLength(lines.length + 1);
  });
});
