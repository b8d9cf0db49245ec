/**
 * JSONL as it is written: keys and values that JavaScript would read as something else.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";

const { focalLoss, path, write } = workspace();
const read = (name: string): string => readFileSync(path(name), "utf8");

describe("keys that every JavaScript object seems to have", () => {
  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("%s", async (key) => {
    const file = write(`${key}.jsonl`, `{"y":1,"p":0.5}\n{"y":0,"p":0.5,${JSON.stringify(key)}:"a"}\n`);
    const rows = path(`${key}.csv`);
    expect(await focalLoss("score", file, "-q", "--rows", rows, "--hardest", "2")).toMatchObject({ code: 0 });
    expect(read(`${key}.csv`)).toMatch(new RegExp(`^y,p,${key},loss\\n1,0.5,,.*\\n0,0.5,a,.*\\n$`));
    const labels = await focalLoss("score", file, "-q", "--label", key, "--probability", "p", "--positive", "a");
    expect(labels.stderr).toContain(`${key}.jsonl:1:1: ${key}: empty, expected a label`);
  });
});
