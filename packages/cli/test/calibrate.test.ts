/**
 * `focal-loss calibrate`
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  binaryCrossEntropyWithLogits,
  ExactSum,
  initialLogit,
  recoverProbabilityWithLogits,
} from "@focal-loss/core";
import { loadDigitsEight } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";
import { shell } from "./process.ts";

const { focalLoss, path, write } = workspace();
const { folder, bash } = shell();
const digitsPath = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));
const digits = await loadDigitsEight();

interface Scores {
  logLoss: number;
  brier: number;
  ece: number;
  bins: { from: number; to: number; rows: number; predicted: number | string; observed: number | string }[];
}
interface Document {
  rows: number;
  options: object;
  before: Scores;
  after: Scores;
}

async function calibrate(...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await focalLoss("calibrate", "--json", ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Document;
}

describe("reliability", () => {
  it("has a log loss for any weight of class 1", async () => {
    const logLoss = async (...args: string[]): Promise<unknown> => {
      const losses: unknown[] = [];
      for (const rows of ["label,p\n1,0.9\n0,0.2\n", "label,logit\n1,2\n0,-1.5\n"])
        losses.push((await calibrate(write("weights.csv", rows), ...args)).after.logLoss);
      return losses;
    };
    expect(await logLoss("--pos-weight", "0")).toEqual(["Infinity", "Infinity"]);
    expect(await logLoss("--pos-weight", "0")).toEqual(await logLoss("--alpha", "0"));
    // From 1e-280 on, core itself takes the weight of the other class.
    const [above, below] = [
      (await logLoss("--pos-weight", "1e-279")) as number[],
      await logLoss("--pos-weight", "1e-300"),
    ];
    for (const [k, loss] of (below as number[]).entries())
      expect(loss - above[k]!).toBeCloseTo((21 * Math.LN10) / 2, 10);
  });

  it.each([
    [2, ["--gamma", "2"], { gamma: 2 }],
    [2, [], { gamma: 2 }],
    [1, ["--gamma", "1", "--alpha", "0.25"], { gamma: 1, alpha: 0.25 }],
    [0.5, ["--gamma", "0.5", "--pos-weight", "8"], { gamma: 0.5, posWeight: 8 }],
  ] as const)(
    "is perfect afterwards where the model was trained so: gamma %d, %j",
    async (_, args, options) => {
      const truths = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);
      const rows = truths.map((truth) => `${truth},${initialLogit(truth, options)}`);
      const { before, after } = await calibrate(
        write("trained.csv", `label,logit\n${rows.join("\n")}\n`),
        ...args,
      );
      expect(after.ece).toBeLessThan(1e-12);
      expect(after.brier).toBeLessThan(1e-24);
      expect(before.ece).toBeGreaterThan(0.05);
      expect(before.logLoss).toBeGreaterThan(after.logLoss);
    },
  );

  it("has the scores of their definitions", async () => {
    const { rows, before, after } = await calibrate(digitsPath, "--gamma", "1", "--bins", "7");
    const mean = (f: (label: number, logit: number) => number): number =>
      new ExactSum().addAll(Array.from(digits.labels, (label, i) => f(label, digits.logits[i]!))).mean();
    expect(rows).toBe(1797);
    expect(before.logLoss).toBeCloseTo(mean(binaryCrossEntropyWithLogits), 15);
    expect(before.brier).toBeCloseTo(
      mean((y, z) => (1 / (1 + Math.exp(-z)) - y) ** 2),
      15,
    );
    expect(after.brier).toBeCloseTo(
      mean((y, z) => (recoverProbabilityWithLogits(z, { gamma: 1 }) - y) ** 2),
      15,
    );
    for (const { bins, ece } of [before, after]) {
      expect(bins).toHaveLength(7);
      expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(1797);
      const gaps = bins.map((bin) => bin.rows * Math.abs(Number(bin.predicted) - Number(bin.observed)));
      expect(gaps.reduce((sum, gap) => sum + gap, 0) / 1797).toBeCloseTo(ece, 14);
    }
  });

  it("changes nothing with gamma 0 and no weights", async () => {
    const { before, after } = await calibrate(digitsPath, "--probability", "probability", "--gamma", "0");
    expect(after).toEqual(before);
  });

  it("is the same for logits and their probabilities", async () => {
    const [logits, probabilities] = await Promise.all([
      calibrate(digitsPath, "--logit", "logit"),
      calibrate(digitsPath, "--probability", "probability"),
    ]);
    expect(logits.after.logLoss).toBeCloseTo(probabilities.after.logLoss, 12);
  });

  it("is printed as a table", () => {
    const { code, stdout } = bash(`focal-loss calibrate -q ${digitsPath} --gamma 0.5 --bins 2`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +before +after$/m);
    expect(stdout).toMatch(/^log loss +0\.109309129996485\d+ +0\.10264658263642\d+$/m);
    expect(stdout).toMatch(/^\[0, 0\.5\) +1677 +0\.\d{4} +0\.\d{4} +\d+ +0\.\d{4} +0\.\d{4}$/m);
    expect(stdout).toMatch(/^\[0\.5, 1\] +120 /m);
    expect(stdout).toMatch(
      /\n1797 rows, recovered for gamma 0\.5, no weights; bins without rows are left out\n$/,
    );
    const weighted = bash(`focal-loss calibrate -q ${digitsPath} --alpha 0.25`).stdout;
    expect(weighted).toContain("recovered for gamma 2, alpha 0.25;");
  });

  it("is worse where the model was trained otherwise, and says so", async () => {
    const { stderr } = await focalLoss("calibrate", digitsPath, "--logit", "logit", "--label", "label");
    expect(stderr).toBe("note: the log loss is larger afterwards: was the model trained with gamma 2?\n");
    expect((await focalLoss("calibrate", digitsPath, "--gamma", "0.5")).stderr).not.toContain("larger");
  });

  it("keeps the log loss of what is wrong beyond the doubles next to 1", async () => {
    const file = write("wrong.csv", "y,z\n0,40\n");
    const { before, after } = await calibrate(file, "--gamma", "2");
    expect(before.logLoss).toBe(40);
    // eta/(1 - eta) is e^(3z)/3 but for e^-z.
    expect(after.logLoss).toBeCloseTo(120 - Math.log(3), 12);
    const weighted = await calibrate(file, "--gamma", "0", "--pos-weight", "8");
    expect(weighted.after.logLoss).toBeCloseTo(40 - Math.log(8), 12);
    const byAlpha = await calibrate(file, "--gamma", "0", "--alpha", "0.2");
    expect(byAlpha.after.logLoss).toBeCloseTo(40 + Math.log(4), 12);
  });

  it("puts 0 and 1 into the outer bins", async () => {
    const { before } = await calibrate(write("edges.csv", "y,p\n0,0\n1,1\n"), "--bins", "3");
    expect(before.bins.map(({ rows }) => rows)).toEqual([1, 0, 1]);
    expect(before.bins[1]).toMatchObject({ predicted: "NaN", observed: "NaN" });
    expect(before).toMatchObject({ logLoss: 0, brier: 0, ece: 0 });
  });
});

describe("--rows", () => {
  it("writes the columns of the input and the recovered probability", () => {
    const { code, stderr } = bash(
      `focal-loss calibrate ${digitsPath} --gamma 2 --alpha 0.25 --rows out.csv --logit logit --label label`,
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/^note: wrote 1797 rows to out\.csv\n/);
    const lines = readFileSync(join(folder, "out.csv"), "utf8").trim().split("\n");
    const input = readFileSync(digitsPath, "utf8").trim().split("\n");
    expect(lines[0]).toBe(`${input[0]},recovered`);
    for (const [i, line] of lines.slice(1).entries()) {
      const at = line.lastIndexOf(",");
      expect(line.slice(0, at)).toBe(input[i + 1]);
      const recovered = recoverProbabilityWithLogits(digits.logits[i]!, { gamma: 2, alpha: 0.25 });
      expect(Number(line.slice(at + 1))).toBe(recovered);
    }
  });

  it("writes Parquet", async () => {
    const out = path("out.parquet");
    expect((await focalLoss("calibrate", "-q", digitsPath, "--rows", out)).code).toBe(0);
    const connection = await (await DuckDBInstance.create()).connect();
    const result = await connection.runAndReadAll(
      `SELECT count(*), min(recovered), typeof(any_value(recovered)) FROM '${out}'`,
    );
    const [count, least, type] = result.getRowsJS()[0]!;
    connection.closeSync();
    expect([Number(count), type]).toEqual([1797, "DOUBLE"]);
    expect(least).toBe(Math.min(...digits.logits.map((z) => recoverProbabilityWithLogits(z))));
  });

  it("does not overwrite without --force, and leaves nothing of a failed run", async () => {
    const out = write("taken.csv", "mine\n");
    expect(await focalLoss("calibrate", "-q", digitsPath, "--rows", out)).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: taken.csv: already exists\nhint: --force overwrites it\n",
    });
    expect(readFileSync(out, "utf8")).toBe("mine\n");
    expect((await focalLoss("calibrate", "-q", digitsPath, "--rows", out, "--force")).code).toBe(0);
    expect(readFileSync(out, "utf8").split("\n")).toHaveLength(1799);
    const before = readdirSync(path("."));
    const bad = write("bad.csv", "y,p\n1,0.5\n1,2\n");
    expect((await focalLoss("calibrate", "-q", bad, "--rows", path("new.csv"))).code).toBe(3);
    expect(readdirSync(path("."))).toEqual([...before, "bad.csv"].sort());
  });

  it("refuses what cannot be written", async () => {
    const clash = write("clash.csv", "y,p,recovered\n1,0.5,1\n");
    expect((await focalLoss("calibrate", "-q", clash, "--rows", path("x.csv"))).stderr).toBe(
      'error: --rows: clash.csv already has a column "recovered"\n',
    );
    expect((await focalLoss("calibrate", "-q", clash, "--rows", path("x.txt"))).code).toBe(2);
    expect(bash(`focal-loss calibrate -q ${digitsPath} --rows /nowhere/x.csv`).code).toBe(4);
  });
});

it.each([
  [
    ["--bins", "0"],
    "option '--bins <number>' argument '0' is invalid. Expected a whole number from 1 to 1000.",
  ],
  [
    ["--bins", "2.5"],
    "option '--bins <number>' argument '2.5' is invalid. Expected a whole number from 1 to 1000.",
  ],
  [["--gamma", "-1"], "option '--gamma <number>' argument '-1' is invalid. Expected a number >= 0."],
  [
    ["--alpha", "0.5", "--pos-weight", "2"],
    "option '--alpha <number>' cannot be used with option '--pos-weight <number>'",
  ],
])("refuses %j with code 2", async (args, message) => {
  expect(await focalLoss("calibrate", digitsPath, ...args)).toEqual({
    code: 2,
    stdout: "",
    stderr: `error: ${message}\n`,
  });
});
