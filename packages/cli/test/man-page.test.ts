/**
 * The man page: made by the build, complete, and read by man without a warning.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { COMMANDS, COMMON_TASKS, ENVIRONMENT, EXIT_CODES, FILES } from "../src/command-line/commands.ts";
import { manPage } from "../src/man-page.ts";
import { shell } from "./process.ts";

const { bash } = shell();

const folder = fileURLToPath(new URL("..", import.meta.url));
const packageJson = JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as {
  version: string;
  man: string;
};
const path = `${folder}/${packageJson.man}`;

it("is in the package as the tables have it", () => {
  expect(readFileSync(path, "utf8")).toBe(manPage(packageJson.version));
});

it("is read by man, with all commands, options, tasks and exit codes", ({ skip }) => {
  if (bash("command -v man").code !== 0) {
    const reason = "no man on this machine";
    console.warn(`skipped: ${reason}`);
    return skip(reason);
  }
  const { code, stdout, stderr } = bash(
    `MANWIDTH=1000 LC_ALL=C.UTF-8 man --warnings -E UTF-8 -P cat -l '${path}'`,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  // Bold is a letter over itself.
  // oxlint-disable-next-line no-control-regex -- what printers are sent
  const text = stdout.replaceAll(/.\u0008/g, "").replaceAll(/\s+/g, " ");
  const words = [
    ...COMMANDS.flatMap(({ name, options }) => [`focal-loss ${name}`, ...options.map(({ flags }) => flags)]),
    ...COMMANDS.flatMap(({ options }) => options.map(({ description }) => description)),
    ...COMMON_TASKS.flatMap(({ task, command }) => [task, command]),
    ...[...ENVIRONMENT, ...FILES].map(([name, meaning]) => `${name} ${meaning}`),
    ...EXIT_CODES.map(([code, meaning]) => `${code} ${meaning}`),
  ];
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});
