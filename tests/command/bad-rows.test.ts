/**
 * What the design says of bad rows and edge values, one test a clause.
 */
import { existsSync } from "node:fs";
import { ExactSum, focalLoss } from "@focal-loss/core";
import { describe, expect, it } from "vitest";
import { place } from "./command.ts";

const { path, write, read, focalLoss: command } = place();
const CSV = `p,y
0.7,1
abc,1
,0
nan,1
1.5,0
0.2,3
0.5
0.4,0
`;
write("bad.csv", CSV);
const HEADER = "file,line,column,reason,record";
const REJECTS = [
  'bad.csv,3,p,"""abc"" is not a number","abc,1"',
  'bad.csv,4,p,"empty, expected a number",",0"',
  'bad.csv,5,p,"""nan"" is not a number","nan,1"',
  'bad.csv,6,p,"1.5 is not a probability in [0, 1]","1.5,0"',
  'bad.csv,7,y,"3 is not a label in [0, 1]","0.2,3"',
  'bad.csv,8,,"expected 2 columns, found 1",0.5',
];
const KINDS = { malformed: 1, null: 1, nan: 1, notNumber: 1, outside: 1, label: 1, weight: 0 };
const good = new ExactSum().addAll(Float64Array.of(focalLoss(1, 0.7), focalLoss(0, 0.4))).sum();

interface Scored {
  total: {
    rows: number;
    badRows: Record<string, number>;
    losses: { total: number | string; infinite: number }[];
  };
}

function total(...args: string[]): Scored["total"] {
  const { code, stdout, stderr } = command(["score", "--json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return (JSON.parse(stdout) as Scored).total;
}

describe("bad rows", () => {
  it("default: fail", () => {
    const { code, stdout, stderr } = command(["score", "-q", "bad.csv", "--rows", "no.csv"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr.match(/^error: bad\.csv:\d/gm)).toHaveLength(6);
    expect(existsSync(path("no.csv"))).toBe(false);
    expect(command(["score", "-q", "bad.csv", "--on-bad", "fail"])).toEqual({ code, stdout, stderr });
  });

  it("--on-bad skip", () => {
    expect(total("bad.csv", "--on-bad", "skip", "--rows", "skip.csv")).toMatchObject({
      rows: 2,
      badRows: { rows: 6, ...KINDS },
      losses: [{ total: good }],
    });
    expect(read("skip.csv")).toBe(`p,y,loss\n0.7,1,${focalLoss(1, 0.7)}\n0.4,0,${focalLoss(0, 0.4)}\n`);
  });

  it("--on-bad null", () => {
    expect(total("bad.csv", "--on-bad", "null", "--rows", "null.csv")).toMatchObject({ rows: 2 });
    const lines = CSV.trimEnd().split("\n").slice(1);
    // What is no row of columns has no place in a table.
    const kept = lines
      .filter((line) => line !== "0.5")
      .map((line) =>
        line === "0.7,1"
          ? `${line},${focalLoss(1, 0.7)}`
          : line === "0.4,0"
            ? `${line},${focalLoss(0, 0.4)}`
            : `${line},`,
      );
    expect(read("null.csv")).toBe(`${["p,y,loss", ...kept].join("\n")}\n`);
  });

  it("--max-bad N", () => {
    expect(total("bad.csv", "--on-bad", "skip", "--max-bad", "6").rows).toBe(2);
    const { code, stderr } = command(["score", "-q", "bad.csv", "--on-bad", "skip", "--max-bad", "5"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/\nhint: --max-bad 5 allows no more; there are 6\n$/);
    expect(command(["score", "bad.csv", "--max-bad", "5"])).toMatchObject({ code: 2 });
  });

  it("--rejects FILE", () => {
    total("bad.csv", "--on-bad", "skip", "--rejects", "skipped.csv");
    expect(read("skipped.csv")).toBe(`${[HEADER, ...REJECTS].join("\n")}\n`);
    expect(command(["score", "-q", "bad.csv", "--rejects", "failed.csv"]).code).toBe(3);
    expect(read("failed.csv")).toBe(read("skipped.csv"));
    expect(command(["score", "bad.csv", "--rejects", "bad.csv", "-f"])).toMatchObject({
      code: 2,
      stderr: "error: --rejects bad.csv: is one of the files to read\n",
    });
    expect(read("bad.csv")).toBe(CSV);
  });

  it("always counted and reported: rows, null, NaN, outside [0, 1], label not 0/1, infinite loss", () => {
    write("all.csv", `${CSV}0,1\n0.5,0.25\n`);
    const { code, stdout, stderr } = command(["score", "all.csv", "--on-bad", "skip"]);
    expect(code).toBe(0);
    expect(stderr).toContain(
      "note: left out 6 of 10 rows: 1 malformed, 1 null, 1 NaN, 1 no number, 1 outside [0, 1], 1 label out of range\n",
    );
    expect(stderr).toContain("note: 1 label lies between 0 and 1\n");
    expect(stderr).toContain("note: gamma 2: the loss of 1 row is infinite\n");
    expect(stdout).toMatch(/^file +gamma +rows +bad rows +positives .*\nall\.csv +2 +4 +6 +2 /);
    expect(total("all.csv", "--on-bad", "skip")).toMatchObject({
      rows: 4,
      softLabels: 1,
      badRows: { rows: 6, ...KINDS },
      losses: [{ infinite: 1 }],
    });
  });

  it("p = 0 or 1: infinite rows are counted and reported, never clipped in silence", () => {
    write("edge.csv", "y,p\n1,0\n0,1\n1,1\n0,0\n1,0.5\n");
    expect(total("edge.csv").losses).toMatchObject([{ total: "Infinity", infinite: 2 }]);
    const { code, stderr } = command(["score", "edge.csv"]);
    expect(code).toBe(0);
    expect(stderr).toContain("note: gamma 2: the loss of 2 rows is infinite\n");
  });

  it("--clip EPS is off by default", () => {
    const clipped = [focalLoss(1, 1e-7), focalLoss(0, 1 - 1e-7), focalLoss(1, 1 - 1e-7), focalLoss(0, 1e-7)];
    expect(total("edge.csv", "--clip", "1e-7").losses).toMatchObject([
      { total: new ExactSum().addAll(Float64Array.of(...clipped, focalLoss(1, 0.5))).sum(), infinite: 0 },
    ]);
    expect(command(["score", "edge.csv", "--clip", "1e-7"]).stderr).toContain(
      "note: probabilities are clipped to [1e-7, 0.9999999]\n",
    );
  });

  it("JSONL line numbers and range checks are ours", () => {
    write("bad.jsonl", '{"y":1,"p":0.5}\n\n{"y":1,"p":1.7}\n{"y":0}\n{"y":2,"p":0.5}\n[1]\n');
    const { code, stderr } = command(["score", "-q", "bad.jsonl"]);
    expect(code).toBe(3);
    expect(stderr.match(/^error: .*$/gm)).toEqual([
      "error: bad.jsonl:3:12: p: 1.7 is not a probability in [0, 1]",
      "error: bad.jsonl:4:1: p: empty, expected a number",
      "error: bad.jsonl:5:6: y: 2 is not a label in [0, 1]",
      "error: bad.jsonl:6: not a JSON object",
    ]);
  });

  it("rows of Parquet files are checked too", async () => {
    const here = place();
    await here.copy(
      "SELECT 1 AS y, 1.7 AS p UNION ALL SELECT 0, 0.5 UNION ALL SELECT 0, NULL",
      "bad.parquet",
    );
    const { code, stdout } = here.focalLoss(["score", "--json", "--on-bad", "skip", "bad.parquet"]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Scored).total).toMatchObject({
      rows: 1,
      badRows: { rows: 2, null: 1, outside: 1 },
    });
  });

  it("labels that are no numbers: --positive is the hint", () => {
    write("words.csv", "y,p\nyes,0.9\nno,0.1\n");
    expect(command(["score", "-q", "words.csv"]).stderr).toMatch(
      /\nhint: --positive VALUE says which label counts as 1\n$/,
    );
  });

  it("classes without a column, and columns without a class, are refused", () => {
    write("gap.csv", "y,logit0,logit2\n0,1,2\n");
    expect(command(["score", "-q", "gap.csv", "--logits", "logit*"])).toMatchObject({ code: 3, stdout: "" });
    write("class.csv", "y,logit0,logit1\n2,1,2\n");
    expect(command(["score", "-q", "class.csv", "--logits", "logit*"]).stderr).toMatch(
      /^error: class\.csv:2:1: y: 2 is not a class index in \[0, 1\]\n/,
    );
  });
});
