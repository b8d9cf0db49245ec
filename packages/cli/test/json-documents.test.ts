/**
 * Every field of the documents that `--json` prints stands in the README.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { shell } from "./process.ts";

const { bash } = shell();
const readme = readFileSync(fileURLToPath(new URL("../README.md", import.meta.url)), "utf8");
const digits = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));

function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}

it.each([
  ["at", "0.9 0.5 --gamma 0,2"],
  ["explain", "0.9 0.5"],
  ["sweep", `${digits} --best brier`],
  ["check", "bad.csv"],
  ["calibrate", digits],
])("of %s", (name, args) => {
  const { stdout } = bash(`printf 'y,p\\n1,0.5\\n0,7\\n' >bad.csv; focal-loss ${name} --json ${args}`);
  const document = JSON.parse(stdout) as { schemaVersion: number };
  expect(document.schemaVersion).toBe(1);
  const text = new RegExp(`^- \`${name}\`: \`(?:.*\n)(?:  .*\n)*`, "m").exec(readme)?.[0] ?? "";
  const described = new Set([...text.matchAll(/`(\w+)`/g)].map(([, key]) => key));
  const keys = new Set(keysOf(document));
  keys.delete("schemaVersion");
  expect([...keys].filter((key) => !described.has(key))).toEqual([]);
});
