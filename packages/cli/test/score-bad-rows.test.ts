/**
 * `focal-loss score` as a process: rows that cannot be scored, and losses that are infinite.
 */
import { existsSync } from "node:fs";
import { ExactSum, focalLoss } from "@focal-loss/core";
import { describe, expect, it } from "vitest";
import { place } from "./process.ts";

const { focalLoss: command, copy, path, read, write } = place();

const BAD = `score,label,w
0.7,1,2
abc,1,1
,0,1
nan,1,1
1.5,0,1
0.2,3,1
0.1,0,-1
0.5
0.4,0,1
`;
write("bad.csv", BAD);
const COUNTS = { malformed: 1, null: 1, nan: 1, notNumber: 1, outside: 1, label: 1, weight: 1 };
const GOOD = new ExactSum().addProduct(2, focalLoss(1, 0.7)).addProduct(1, focalLoss(0, 0.4)).sum();

interface Counted {
  total: { rows: number; badRows: Record<string, number>; losses: { total: number; infinite: number }[] };
}

function totals(args: readonly string[]): Counted["total"] {
  const { code, stdout, stderr } = command(["score", "-q", "--json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(stdout) as Counted).total;
}

describe("by default", () => {
  it("are refused, each with its place, what was expected and the line", () => {
    expect(command(["score", "-q", "bad.csv", "--weight", "w"])).toEqual({
      code: 3,
      stdout: "",
      stderr: `error: bad.csv:3:1: score: "abc" is not a number
  abc,1,1
  ^
error: bad.csv:4:1: score: empty, expected a number
  ,0,1
  ^
error: bad.csv:5:1: score: "nan" is not a number
  nan,1,1
  ^
error: bad.csv:6:1: score: 1.5 is not a probability in [0, 1]
  1.5,0,1
  ^
error: bad.csv:7:5: label: 3 is not a label in [0, 1]
  0.2,3,1
      ^
error: bad.csv:8:7: w: -1 is not a finite weight >= 0
  0.1,0,-1
        ^
error: bad.csv:9: expected 3 columns, found 1
  0.5
hint: --on-bad skip leaves such rows out
`,
    });
  });

  it("are counted over all files, and listed up to ten", () => {
    write("many-1.csv", `y,p\n${"1,x\n1,0.5\n".repeat(8)}`);
    write("many-2.csv", `y,p\n${"1,x\n".repeat(215)}`);
    const { code, stderr } = command(["score", "-q", "many-1.csv", "many-2.csv"]);
    expect(code).toBe(3);
    expect(stderr.match(/^error: .*$/gm)).toHaveLength(10);
    expect(stderr).toContain("error: many-1.csv:16:3: p:");
    expect(stderr).toContain("error: many-2.csv:3:3: p:");
    expect(stderr).toContain("\nand 213 more\n");
  });

  it("are JSON on standard error with --json", () => {
    const { stderr } = command(["score", "--json", "bad.csv"]);
    expect(JSON.parse(stderr)).toMatchObject({
      schemaVersion: 1,
      error: {
        kind: "data",
        exitCode: 3,
        more: 0,
        problems: { length: 6, 0: { message: 'bad.csv:3:1: score: "abc" is not a number' } },
      },
    });
  });
});

describe("--on-bad", () => {
  it("skip leaves them out, counts them and says so", () => {
    expect(totals(["bad.csv", "--weight", "w", "--on-bad", "skip"])).toMatchObject({
      rows: 2,
      badRows: { rows: 7, ...COUNTS },
      losses: [{ total: GOOD }],
    });
    const { stdout, stderr } = command(["score", "bad.csv", "--weight", "w", "--on-bad", "skip"]);
    expect(stderr).toContain(
      "note: left out 7 of 9 rows: 1 malformed, 1 null, 1 NaN, 1 no number, 1 outside [0, 1], 1 label out of range, 1 weight out of range\n",
    );
    expect(stdout).toMatch(/^file +gamma +rows +bad rows +/);
    expect(command(["score", "-q", "bad.csv", "--on-bad", "skip", "--rows", "skip.csv"]).code).toBe(0);
    expect(read("skip.csv")).toBe(
      `score,label,w,loss\n0.7,1,2,${focalLoss(1, 0.7)}\n0.1,0,-1,${focalLoss(0, 0.1)}\n0.4,0,1,${focalLoss(0, 0.4)}\n`,
    );
  });

  it("null keeps JSONL valid, also where an object is empty", () => {
    write("empty.jsonl", '{"y":1,"p":0.5}\n{ }\n{"y":1}\n');
    expect(command(["score", "-q", "empty.jsonl", "--on-bad", "null", "--rows", "kept.jsonl"]).code).toBe(0);
    expect(
      read("kept.jsonl")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as object),
    ).toEqual([{ y: 1, p: 0.5, loss: focalLoss(1, 0.5) }, { loss: null }, { y: 1, loss: null }]);
  });

  it("null keeps those that are rows, without a loss", async () => {
    expect(command(["score", "-q", "bad.csv", "--on-bad", "null", "--rows", "null.csv"]).code).toBe(0);
    expect(read("null.csv")).toBe(
      `score,label,w,loss\n0.7,1,2,${focalLoss(1, 0.7)}\nabc,1,1,\n,0,1,\nnan,1,1,\n1.5,0,1,\n0.2,3,1,\n0.1,0,-1,${focalLoss(0, 0.1)}\n0.4,0,1,${focalLoss(0, 0.4)}\n`,
    );
    expect(
      command(["score", "bad.csv", "--on-bad", "null", "--rows", "null.csv", "--force"]).stderr,
    ).toContain(
      "note: kept 5 of 9 rows without a loss: 1 null, 1 NaN, 1 no number, 1 outside [0, 1], 1 label out of range\n" +
        "note: left out 1 of 9 rows: 1 malformed\n" +
        "note: wrote 8 rows to null.csv\n",
    );
    expect(command(["score", "bad.csv", "--on-bad", "null"]).stderr).toContain(
      "note: left out 6 of 9 rows: 1 malformed, 1 null,",
    );
    await copy(
      "SELECT i AS id, 1 AS y, CASE i WHEN 1 THEN NULL ELSE 0.5::DOUBLE END AS p FROM range(3) t(i)",
      "null.parquet",
    );
    for (const [policy, rows] of [
      ["null", ["0,1,0.5", "1,1,,", "2,1,0.5"]],
      ["skip", ["0,1,0.5", "2,1,0.5"]],
    ] as const) {
      const out = `${policy}-rows.csv`;
      expect(command(["score", "-q", "null.parquet", "--on-bad", policy, "--rows", out]).code).toBe(0);
      const loss = `,${focalLoss(1, 0.5)}`;
      expect(read(out)).toBe(
        `id,y,p,loss\n${rows.map((row) => `${row}${row.endsWith(",") ? "" : loss}\n`).join("")}`,
      );
    }
  });

  it("has a limit: --max-bad", () => {
    expect(totals(["bad.csv", "--on-bad", "skip", "--max-bad", "6"])).toMatchObject({ badRows: { rows: 6 } });
    const { code, stderr } = command(["score", "-q", "bad.csv", "--on-bad", "skip", "--max-bad", "5"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/\nhint: --max-bad 5 allows no more; there are 6\n$/);
    expect(command(["score", "-q", "bad.csv", "--max-bad", "5"])).toMatchObject({
      code: 2,
      stderr: "error: --max-bad: expected --on-bad skip or --on-bad null beside it\n",
    });
  });

  it("leaves nothing to score where all are bad", () => {
    write("all.csv", "y,p\nx,0.5\n");
    expect(command(["score", "-q", "all.csv", "--on-bad", "skip"])).toEqual({
      code: 3,
      stdout: "",
      stderr: "error: all.csv: none of 1 rows can be scored\n",
    });
  });
});

describe("--rejects", () => {
  const REJECTS = `file,line,column,reason,record
bad.csv,3,score,"""abc"" is not a number","abc,1,1"
bad.csv,4,score,"empty, expected a number",",0,1"
bad.csv,5,score,"""nan"" is not a number","nan,1,1"
bad.csv,6,score,"1.5 is not a probability in [0, 1]","1.5,0,1"
bad.csv,7,label,"3 is not a label in [0, 1]","0.2,3,1"
bad.csv,9,,"expected 3 columns, found 1",0.5
`;
  it("keeps them as they came, also when they are refused", () => {
    expect(command(["score", "-q", "bad.csv", "--on-bad", "skip", "--rejects", "r1.csv"]).code).toBe(0);
    expect(command(["score", "-q", "bad.csv", "--rejects", "r2.csv"]).code).toBe(3);
    expect([read("r1.csv"), read("r2.csv")]).toEqual([REJECTS, REJECTS]);
    expect(command(["score", "-q", "bad.csv", "--rejects", "r1.csv"])).toMatchObject({
      code: 4,
      stderr: "error: r1.csv: already exists\nhint: --force overwrites it\n",
    });
  });

  it("keeps those that an error only counts", () => {
    write("many.csv", `score,label\n${Array.from({ length: 25 }, (_, k) => `0.5,no ${k}\n`).join("")}`);
    const listed = command(["score", "-q", "many.csv"]);
    expect(listed.stderr).toMatch(/\nand 15 more\nhint: --positive VALUE says which label counts as 1\n$/);
    expect(command(["score", "-q", "many.csv", "--rejects", "many-rejects.csv"])).toEqual(listed);
    expect(read("many-rejects.csv").trimEnd().split("\n")).toHaveLength(26);
  });

  it("is not the file of --rows", () => {
    for (const rejects of ["x.csv", "./x.csv", path("x.csv")]) {
      const args = ["score", "-q", "bad.csv", "--rejects", rejects, "--rows", "x.csv", "--force"];
      expect(command(args)).toMatchObject({
        code: 2,
        stderr: `error: ${rejects}: is asked for as two outputs\n`,
      });
      expect(existsSync(path("x.csv"))).toBe(false);
    }
  });
});

describe("infinite losses", () => {
  it("are counted and said, and clipped only with --clip", () => {
    write("edge.csv", "y,p\n1,0\n0,1\n1,0.5\n");
    expect(totals(["edge.csv"]).losses).toMatchObject([{ total: "Infinity", infinite: 2 }]);
    expect(command(["score", "edge.csv"]).stderr).toContain(
      "note: gamma 2: the loss of 2 rows is infinite\n",
    );
    const clipped = [focalLoss(1, 1e-7), focalLoss(0, 1 - 1e-7), focalLoss(1, 0.5)];
    expect(totals(["edge.csv", "--clip", "1e-7"]).losses).toMatchObject([
      { total: new ExactSum().addAll(clipped).sum(), infinite: 0 },
    ]);
    expect(command(["score", "edge.csv", "--clip", "1e-7"]).stderr).toContain(
      "note: probabilities are clipped to [1e-7, 0.9999999]\n",
    );
    write("logit.csv", "y,z\n1,0\n");
    expect(command(["score", "-q", "logit.csv", "--clip", "1e-7"])).toMatchObject({
      code: 2,
      stderr: "error: --clip: only probabilities are clipped; logits need it not\n",
    });
  });
});

describe("what is no mistake, but seldom meant", () => {
  it("is said: labels in words, a label that no row has, weights of 0", () => {
    write("words.csv", "y,p,w\nyes,0.9,0\nno,0.1,0\n");
    expect(command(["score", "-q", "words.csv"])).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'error: words.csv:2:1: y: "yes" is not a number\n  yes,0.9,0\n  ^\n' +
        'error: words.csv:3:1: y: "no" is not a number\n  no,0.1,0\n  ^\n' +
        "hint: --positive VALUE says which label counts as 1\n",
    });
    expect(command(["score", "words.csv", "--positive", "Yes"]).stderr).toContain(
      'note: no label is "Yes", which --positive names\n',
    );
    const { code, stderr } = command(["score", "words.csv", "--positive", "yes", "--weight", "w"]);
    expect(code).toBe(0);
    expect(stderr).not.toContain("no label is");
    expect(stderr).toContain("note: the weights add up to 0, so there is no mean\n");
  });
});
