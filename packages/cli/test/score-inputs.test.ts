/**
 * `focal-loss score` as a process: what it reads.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, truncateSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { ExactSum, focalLoss, focalLossWithLogits, softmaxFocalLoss } from "@focal-loss/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bin, digitsPath, place } from "./process.ts";

const { focalLoss: command, copy, folder, path, write } = place();

interface Scored {
  total: {
    rows: number;
    positives: number;
    classes?: number[];
    weight?: number;
    badRows: Record<string, number>;
    losses: { mean: number; total: number }[];
  };
  files: { file: string; rows: number }[];
}

function score(args: readonly string[], input: string | Uint8Array = ""): Scored {
  const { code, stdout, stderr } = command(["score", "-q", "--json", ...args], { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Scored;
}

const totalOf = (args: readonly string[], input?: string | Uint8Array): number =>
  score(args, input).total.losses[0]!.total;

copyFileSync(digitsPath, path("digits.csv"));
const digits = readFileSync(digitsPath, "utf8");
const DIGITS_TOTAL = 71.74702644446012;

describe("formats", () => {
  it("are told by names, compressed or not", async () => {
    write("digits.csv.gz", gzipSync(digits));
    write("digits.tsv", digits.replaceAll(",", "\t"));
    write("digits.tsv.gz", gzipSync(digits.replaceAll(",", "\t")));
    await copy(`FROM '${path("digits.csv")}'`, "digits.jsonl", "FORMAT json");
    write("digits.jsonl.gz", gzipSync(readFileSync(path("digits.jsonl"))));
    await copy(`FROM '${path("digits.csv")}'`, "digits.csv.zst", "FORMAT csv, COMPRESSION zstd");
    await copy(`FROM '${path("digits.csv")}'`, "digits.jsonl.zst", "FORMAT json, COMPRESSION zstd");
    await copy(`FROM '${path("digits.csv")}'`, "digits.parquet");
    const files = score(["digits.*"]).files;
    expect(files.map(({ file }) => file)).toEqual(
      ["csv", "csv.gz", "csv.zst", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "tsv", "tsv.gz"].map(
        (name) => `digits.${name}`,
      ),
    );
    for (const file of files) expect(file).toMatchObject({ rows: 1797, losses: [{ total: DIGITS_TOTAL }] });
  });

  it("of standard input are named by --input-format", () => {
    for (const bytes of [digits, gzipSync(digits)]) {
      expect(score(["-", "--input-format", "csv"], bytes).files[0]).toMatchObject({
        file: "stdin",
        losses: [{ total: DIGITS_TOTAL }],
      });
    }
    expect(totalOf(["-", "--input-format", "parquet"], readFileSync(path("digits.parquet")))).toBe(
      DIGITS_TOTAL,
    );
    expect(command(["score", "-"], { input: digits })).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: standard input: nothing tells the format\nhint: --input-format takes csv, tsv, jsonl, parquet\n",
    });
  });

  it("refuses standard input that is asked for twice", () => {
    expect(command(["score", "-", "-", "--input-format", "csv"], { input: digits })).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: standard input can be read once, - is given more often\n",
    });
  });

  it("reads a pipe like a file", () => {
    const script = `cat digits.csv | "${process.execPath}" "${bin}" score -q --json /dev/stdin --input-format csv`;
    const { status, stdout } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Scored).total.losses[0]!.total).toBe(DIGITS_TOTAL);
  });
});

describe("patterns", () => {
  it("become the files they match, and a name that is there is a name", () => {
    for (const name of ["part-2.csv", "part-10.csv", "part-1.csv", "[x]*.csv"]) write(name, "y,p\n1,0.5\n");
    expect(score(["part-*.csv", "[x]*.csv"]).files.map(({ file }) => file)).toEqual([
      "part-1.csv",
      "part-10.csv",
      "part-2.csv",
      "[x]*.csv",
    ]);
    expect(command(["score", "nothing-*.csv"])).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: nothing-*.csv: no file matches\n",
    });
  });
});

describe("columns", () => {
  it("are found by name, and standard error says so", () => {
    write("names.csv", "target,score\n1,0.5\n");
    expect(command(["score", "names.csv"]).stderr).toBe(
      'note: names.csv: column "target" is the label\nnote: names.csv: column "score" is the probability\n',
    );
  });

  it("are named by --label, --score, --weight", () => {
    write("odd.csv", "truth of it,guess,w\n1,0.5,3\n0,0.25,1\n1,0.1,0\n");
    const { total } = score(["odd.csv", "--label", "truth of it", "--score", "guess", "--weight", "w"]);
    const sum = new ExactSum().addProduct(3, focalLoss(1, 0.5)).addProduct(1, focalLoss(0, 0.25)).sum();
    expect(total).toMatchObject({ rows: 3, weight: 4, losses: [{ total: sum, mean: sum / 4 }] });
    write("zero.csv", "y,p,w\n1,0,0\n1,0.5,1\n");
    const { losses } = score(["zero.csv", "--weight", "w", "--rows", "zero-rows.csv"]).total;
    expect(losses).toMatchObject([{ total: focalLoss(1, 0.5) }]);
    expect(readFileSync(path("zero-rows.csv"), "utf8")).toContain("1,0,0,Infinity\n");
  });

  it("that are missing are guessed at", () => {
    expect(command(["score", "-q", "digits.csv", "--label", "lable"])).toEqual({
      code: 3,
      stdout: "",
      stderr: 'error: digits.csv: no column "lable", which --label names\nhint: did you mean "label"?\n',
    });
    expect(command(["score", "-q", "digits.csv", "--logits", "class*"]).stderr).toMatch(
      /^error: digits\.csv: no column matches "class\*" of --logits\n/,
    );
  });

  it("give one column one role", () => {
    expect(command(["score", "-q", "digits.csv", "--probability", "label"])).toMatchObject({
      code: 2,
      stderr: 'error: digits.csv: column "label" is asked for twice\n',
    });
  });
});

describe("labels", () => {
  it("are 0, 1, true, false, or what --positive says", async () => {
    write("truth.csv", "y,p\ntrue,0.5\nFALSE,0.25\n1,0.5\n0,0.125\n");
    expect(score(["truth.csv"]).total.positives).toBe(2);
    write("text.csv", 'y,p\nspam,0.5\nham,0.25\n"spam",0.5\n');
    write("text.jsonl", '{"y":"spam","p":0.5}\n{"y":"ham","p":0.25}\n{"y":"spam","p":0.5}\n');
    await copy(
      "SELECT * FROM (VALUES ('spam', 0.5::DOUBLE), ('ham', 0.25), ('spam', 0.5)) t(y, p)",
      "text.parquet",
    );
    const sum = new ExactSum().addAll([focalLoss(1, 0.5), focalLoss(0, 0.25), focalLoss(1, 0.5)]).sum();
    for (const file of ["text.csv", "text.jsonl", "text.parquet"]) {
      expect(score([file, "--positive", "spam"]).total).toMatchObject({
        positives: 2,
        losses: [{ total: sum }],
      });
    }
    expect(totalOf(["digits.csv", "--label", "digit", "--positive", "8"])).toBe(DIGITS_TOTAL);
    expect(command(["score", "-q", "text.csv"]).stderr).toMatch(
      /^error: text\.csv:2:1: y: "spam" is not a number\n/,
    );
  });

  it("between 0 and 1 are counted and said", () => {
    write("soft.csv", "y,p\n0.25,0.5\n1,0.5\n");
    expect(command(["score", "soft.csv"]).stderr).toContain("note: 1 label lies between 0 and 1\n");
    expect(score(["soft.csv"]).total).toMatchObject({ softLabels: 1, positives: 1 });
  });
});

describe("classes", () => {
  const rows = [
    [0, 1, 2, 3],
    [2, 0, 0, 9],
    [1, -1, 5, 0.5],
  ] as const;
  const csv = `class,logit0,logit1,logit2\n${rows.map((row) => row.join(",")).join("\n")}\n`;
  const alpha = [0.2, 0.3, 0.5];

  it("have a logit each", async () => {
    write("classes.csv", csv);
    await copy(`FROM '${path("classes.csv")}'`, "classes.parquet");
    const sum = new ExactSum().addAll(
      rows.map(([target, ...logits]) => softmaxFocalLoss(target, logits, { gamma: 2, alpha })),
    );
    for (const args of [
      ["classes.csv", "--logits", "logit*"],
      ["classes.parquet", "--logits", "logit0,logit1,logit2"],
    ]) {
      const { total } = score([...args, "--label", "class", "--alpha", alpha.join(",")]);
      expect(total).toMatchObject({
        rows: 3,
        classes: [1, 1, 1],
        losses: [{ total: sum.sum(), mean: sum.mean() }],
      });
    }
    expect(command(["score", "-q", "classes.csv", "--label", "class", "--logits", "logit*"]).stdout).toMatch(
      /^file +gamma +rows +classes +mean loss +total loss\nclasses\.csv +2 +3 +3 +/,
    );
  });

  it("are in the order of their numbers, or of the file without numbers", () => {
    write(
      "numbered.csv",
      "y,logit1,logit10,logit9,logit8,logit7,logit6,logit5,logit4,logit3,logit2\n0,9,1,2,3,4,5,6,7,8,0\n",
    );
    const listed = Array.from({ length: 10 }, (_, k) => `logit${k + 1}`).join(",");
    expect(score(["numbered.csv", "--logits", "logit*"])).toEqual(
      score(["numbered.csv", "--logits", listed]),
    );
    write("named.csv", "y,of dog,of cat\n0,3,1\n");
    expect(score(["named.csv", "--logits", "of *"])).toEqual(
      score(["named.csv", "--logits", "of dog,of cat"]),
    );
  });

  it.each([
    ["logit0,logit2,logit3", 'matches "logit0" and "logit2", but not one class after the other'],
    ["logit2,logit1,logit01", 'matches "logit1" and "logit01", but not one class after the other'],
    ["logit3,logit2", 'matches "logit2", but no column of the classes before it'],
    ["logit0,logit1,logit_max", 'matches "logit_max", which has no number as the others have'],
  ])("of %s are not taken for classes in a row", (names, problem) => {
    write("gaps.csv", `y,${names}\n1${",1".repeat(names.split(",").length)}\n`);
    expect(command(["score", "-q", "gaps.csv", "--logits", "logit*"])).toEqual({
      code: 3,
      stdout: "",
      stderr:
        `error: gaps.csv: --logits logit* ${problem}\n` +
        `hint: if that is right, list the columns in the order of the classes: --logits ${names}\n`,
    });
    expect(command(["score", "-q", "gaps.csv", "--logits", names]).code).toBe(0);
  });

  it("that are no class are refused", () => {
    write("bad-classes.csv", `${csv}3,0,0,0\n1.5,0,0,0\n0,x,0,0\n`);
    const { code, stderr } = command([
      "score",
      "-q",
      "bad-classes.csv",
      "--label",
      "class",
      "--logits",
      "logit*",
    ]);
    expect(code).toBe(3);
    expect(stderr.split("\n").filter((line) => line.startsWith("error"))).toEqual([
      "error: bad-classes.csv:5:1: class: 3 is not a class index in [0, 2]",
      "error: bad-classes.csv:6:1: class: 1.5 is not a class index in [0, 2]",
      'error: bad-classes.csv:7:3: logit0: "x" is not a number',
    ]);
  });

  it("take one weight or one each", () => {
    const args = ["score", "-q", "classes.csv", "--label", "class", "--logits", "logit*"];
    expect(command([...args, "--alpha", "0.2,0.3"])).toMatchObject({
      code: 2,
      stderr: "error: --alpha: expected 3 weights, one a class, got 2\n",
    });
    expect(command(["score", "-q", "digits.csv", "--alpha", "0.2,0.3"])).toMatchObject({
      code: 2,
      stderr: "error: --alpha: a list of weights is for the classes of --logits\n",
    });
    expect(command(["score", "-q", "digits.csv", "--logits", "logit"])).toMatchObject({
      code: 2,
      stderr:
        "error: --logits logit: expected a column for each of two or more classes\nhint: --logit takes the one logit of a binary file\n",
    });
  });
});

describe("numbers", () => {
  it("of text files are rounded as JavaScript rounds them", () => {
    const digit = fc.stringMatching(/^[0-9]{1,24}$/);
    const decimal = fc
      .tuple(
        fc.constantFrom("", "-", "+"),
        digit,
        fc.constantFrom("", "."),
        fc.stringMatching(/^[0-9]{0,24}$/),
        fc.oneof(
          fc.constant(""),
          fc.integer({ min: -30, max: 20 }).map((exponent) => `e${exponent}`),
        ),
      )
      .map((parts) => parts.join(""))
      // Losses do not tell larger logits apart.
      .filter((text) => Math.abs(Number(text)) < 700);
    const double = fc.double({ min: -700, max: 700, noNaN: true }).map(String);
    const texts = fc.sample(fc.oneof(decimal, double), { numRuns: 20_000, seed: 1 });
    write("decimals.csv", `y,z\n${texts.map((text) => `1,${text}\n`).join("")}`);
    const losses = texts.map((text) => focalLossWithLogits(1, Number(text), { gamma: 0 }));
    expect(totalOf(["decimals.csv", "--gamma", "0"])).toBe(new ExactSum().addAll(losses).sum());
  });

  it("may be half-way between two doubles", () => {
    const texts = [
      "1.00000000000000011102230246251565404236316680908203125",
      "1.0000000000000001110223024625156540",
      "9007199254740993e-15",
      "0.500000000000000166533453693773481063544750213623046875",
      "-0",
      "1.",
      ".5",
      "1e0",
      "0.1e+1",
      "00012.5",
      "inf",
      "-Infinity",
    ];
    write("ties.csv", `y,z\n${texts.map((text) => `0,${text}\n`).join("")}`);
    const rows = command(["score", "-q", "ties.csv", "--gamma", "0", "--rows", "ties-out.csv", "--force"]);
    expect(rows.code).toBe(0);
    const lines = readFileSync(path("ties-out.csv"), "utf8").trim().split("\n").slice(1);
    expect(lines.map((line) => Number(line.split(",")[2]))).toEqual(
      texts.map((text) => focalLossWithLogits(0, Number(text.replace("inf", "Infinity")), { gamma: 0 })),
    );
  });
});

describe("Parquet", () => {
  const select = `SELECT (i % 3 = 0)::INTEGER AS y, CASE WHEN i % 7 = 3 THEN NULL ELSE sin(i) * 4 END AS z,
    i AS id FROM range(5000) t(i)`;
  const expected = new ExactSum();
  for (let i = 0; i < 5000; i++)
    if (i % 7 !== 3) expected.add(focalLossWithLogits(i % 3 === 0 ? 1 : 0, Math.sin(i) * 4));

  it.each([
    ...["uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"].map((codec) => `COMPRESSION ${codec}`),
    "PARQUET_VERSION V2",
    "ROW_GROUP_SIZE 2048",
  ])("with nulls is read with %s", async (option) => {
    const name = `${option.replaceAll(" ", "-")}.parquet`;
    await copy(select, name, `FORMAT parquet, ${option}`);
    const { total } = score([name, "--on-bad", "skip"]);
    // DuckDB's sine may differ in its last digit.
    expect(total.losses[0]!.total).toBeCloseTo(expected.sum(), 9);
    expect(total).toMatchObject({ rows: 4286, badRows: { rows: 714, null: 714 } });
  });

  it.each([
    "BOOLEAN",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "UTINYINT",
    "UBIGINT",
    "HUGEINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL(9,2)",
    "VARCHAR",
  ])("takes labels of the type %s", async (type) => {
    const name = `${type}.parquet`;
    await copy(
      `SELECT (i % 2)::${type} AS y, (i / 1000)::FLOAT AS p, (i / 1000)::FLOAT::DOUBLE AS q FROM range(1000) t(i)`,
      name,
    );
    const sum = new ExactSum();
    for (let i = 0; i < 1000; i++) sum.add(focalLoss(i % 2, Math.fround(i / 1000)));
    expect(totalOf([name, "--score", "p"])).toBe(sum.sum());
    expect(totalOf([name, "--score", "q"])).toBe(sum.sum());
  });

  it("has the same total however its rows are split", async () => {
    const rows = (from: number, to: number): string =>
      `SELECT i AS id, i % 3 = 0 AS y, CASE WHEN i % 1000 = 7 THEN NULL ELSE i % 1013 / 1013 END AS p FROM range(${from}, ${to}) t(i)`;
    await copy(rows(0, 1_200_000), "long.parquet");
    await copy(rows(0, 600_000), "half-1.parquet");
    await copy(rows(600_000, 1_200_000), "half-2.parquet");
    const whole = score(["long.parquet", "--on-bad", "skip", "--hardest", "3"]);
    const halves = score(["half-1.parquet", "half-2.parquet", "--on-bad", "skip"]);
    const { mean, total } = halves.total.losses[0]!;
    expect(whole.total).toMatchObject({
      rows: 1_198_800,
      badRows: { null: 1200 },
      losses: [{ mean, total }],
    });
    expect(command(["score", "-q", "long.parquet"]).stderr).toMatch(
      /^error: long\.parquet: row 8: p: empty, expected a number\n/,
    );
    const bytes = readFileSync(path("long.parquet"));
    bytes.fill(255, bytes.length / 2, bytes.length / 2 + 50_000);
    write("long-holes.parquet", bytes);
    const { code, stderr } = command(["score", "-q", "long-holes.parquet", "--on-bad", "skip"]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/^error: long-holes\.parquet: is not a complete Parquet file \(.*\)\n$/);
  });

  it("that is cut or damaged is refused in one line", async () => {
    await copy(select, "whole.parquet", "FORMAT parquet, COMPRESSION uncompressed");
    const bytes = readFileSync(path("whole.parquet"));
    write("cut.parquet", bytes.subarray(0, bytes.length - 100));
    const { code, stdout, stderr } = command(["score", "-q", "cut.parquet"]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(/^error: cut\.parquet: is not a complete Parquet file \(.*\)\n$/);
    write(
      "holes.parquet",
      Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(3000, 255), bytes.subarray(3004)]),
    );
    const damaged = command(["score", "-q", "holes.parquet"]);
    expect(damaged.code).toBe(4);
    expect(damaged.stderr).toMatch(/^error: holes\.parquet: .*\n$/);
    truncateSync(path("whole.parquet"), 0);
    expect(command(["score", "-q", "whole.parquet"]).code).toBe(4);
  });
});

describe("text files", () => {
  it("may have records that are longer than what is read at once", () => {
    const long = `"${"x,\n".repeat(700_000)}"`;
    write("long.csv", `note,y,p\n${long},1,0.5\nb,0,0.25\n${long},1,abc\n`);
    const { stderr } = command(["score", "-q", "long.csv"]);
    // Each long record spans 700,001 lines.
    expect(stderr.split("\n")[0]).toMatch(/^error: long\.csv:700004:\d+: p: "abc" is not a number$/);
  });

  it("may end without a line end, and mix line ends", () => {
    write("ends.csv", 'y,p\r\n1,"0.5"\r\n\n0,0.25');
    expect(totalOf(["ends.csv"])).toBe(new ExactSum().addAll([focalLoss(1, 0.5), focalLoss(0, 0.25)]).sum());
  });

  it("refuses a zstd file that is cut, and what is none", () => {
    const bytes = readFileSync(path("digits.csv.zst"));
    write("cut.csv.zst", bytes.subarray(0, bytes.length - 50));
    write("none.csv.zst", "y,p\n1,0.5\n");
    for (const name of ["cut.csv.zst", "none.csv.zst"]) {
      expect(command(["score", "-q", name])).toEqual({
        code: 4,
        stdout: "",
        stderr: `error: ${name}: is not a complete zstd file\n`,
      });
    }
  });
});
