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
    const labels = await focalLoss(
      "score",
      file,
      "-q",
      "--label",
      key,
      "--probability",
      "p",
      "--positive",
      "a",
    );
    expect(labels.stderr).toContain(`${key}.jsonl:1:1: ${key}: empty, expected a label`);
  });
});

describe("--positive", () => {
  const positives = async (labels: readonly string[], positive: string): Promise<number[]> => {
    const found: number[] = [];
    for (const label of labels) {
      const file = write("labels.jsonl", `{"n":{"y":3},"y":${label},"p":0.5}\n{"y": ${label} ,"p":0.5}\n`);
      const { stdout, stderr } = await focalLoss("score", file, "--json", "--positive", positive);
      expect(stderr).toBe("");
      found.push((JSON.parse(stdout) as { total: { positives: number } }).total.positives);
    }
    return found;
  };

  it.each([
    ["9007199254740992", [2, 0, 0]],
    ["9007199254740993", [0, 2, 0]],
    ["9007199254740992.0", [0, 0, 2]],
  ])("%s is compared with every digit", async (positive, counts) => {
    const labels = ["9007199254740992", "9007199254740993", "9007199254740992.0"];
    expect(await positives(labels, positive)).toEqual(counts);
  });

  it("is compared with what is written, as in CSV", async () => {
    expect(await positives(["1", "1.0", "1e0", '"1"', '"1.0"', "true"], "1.0")).toEqual([0, 2, 0, 0, 2, 0]);
    expect(await positives(["1", "1.0", "1e0", '"1"', '"1.0"', "true"], "1")).toEqual([2, 0, 0, 2, 0, 0]);
    expect(await positives(["true", '"true"', "1"], "true")).toEqual([2, 2, 0]);
    expect(await positives(["1e400", "2e400"], "1e400")).toEqual([2, 0]);
    expect(await positives(["[1, 2]", "[1,2]"], "[1, 2]")).toEqual([2, 0]);
  });
});

it("nested values keep every digit", async () => {
  const nested = '{"ids": [9007199254740993, 1.50]}';
  const file = write("nested.jsonl", `{"y":1,"p":0.5,"of":${nested},"list":[1.50]}\n{"y":0,"p":0.5}\n`);
  expect(await focalLoss("score", file, "-q", "--rows", path("nested.csv"))).toMatchObject({ code: 0 });
  expect(read("nested.csv").split("\n")[1]).toMatch(
    /^1,0\.5,"{""ids"": \[9007199254740993, 1\.50\]}",\[1\.50\],0\./,
  );
  const { stdout } = await focalLoss("score", file, "--json", "--hardest", "1");
  expect((JSON.parse(stdout) as { hardest: { columns: object }[] }).hardest[0]!.columns).toEqual({
    y: "1",
    p: "0.5",
    of: nested,
    list: "[1.50]",
  });
});

describe("a key that the first 20,480 lines do not have", () => {
  const file = write("late.jsonl", '{"y":1,"p":0.5}\n'.repeat(20_480) + '{"y":1,"p":0.5,"w":2,"id":7}\n');

  it("is found where an option names it", async () => {
    const { code, stdout } = await focalLoss(
      "score",
      file,
      "-q",
      "--csv",
      "--weight",
      "w",
      "--on-bad",
      "skip",
    );
    expect(code).toBe(0);
    expect(stdout.split("\n")[1]).toMatch(/^late\.jsonl,2,1,20480,/);
    expect(await focalLoss("check", file, "--id", "id")).toMatchObject({ code: 0, stderr: "" });
  });

  it("is found by its name where the first lines have nothing to score", async () => {
    const unlike = write("unlike.jsonl", '{"a":1}\n'.repeat(20_480) + '{"y":1,"p":0.5}\n');
    expect(await focalLoss("score", unlike, "-q", "--on-bad", "skip")).toMatchObject({ code: 0 });
  });

  it("is missed where no line has it", async () => {
    expect(await focalLoss("score", file, "-q", "--weight", "mass")).toMatchObject({
      code: 3,
      stderr:
        'error: late.jsonl: no column "mass", which --weight names\n' +
        'hint: the columns are "y", "p", "w", "id"\n',
    });
  });
});
