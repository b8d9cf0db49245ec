/**
 * What the design says of error text, one test a clause.
 */
import { describe, expect, it } from "vitest";
import { place } from "./command.ts";

const { write, focalLoss: command } = place();

interface Failure {
  schemaVersion: number;
  error: {
    kind: string;
    exitCode: number;
    problems: { message: string; excerpt?: string }[];
    more: number;
    hint?: string;
  };
}

describe("error text", () => {
  it("place, column, what came; the line and a caret; a hint", () => {
    write("scores.csv", "score,label\n0.7,1\n0.2,0\nabc,1\n");
    expect(command(["score", "-q", "scores.csv"])).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'error: scores.csv:4:1: score: "abc" is not a number\n  abc,1\n  ^\nhint: --on-bad skip leaves such rows out\n',
    });
  });

  it("at most 10, then `and 213 more`", () => {
    write("many.csv", `score,label\n${"abc,1\n".repeat(223)}`);
    const { code, stderr } = command(["score", "-q", "many.csv"]);
    expect(code).toBe(3);
    expect(stderr.match(/^error: /gm)).toHaveLength(10);
    expect(stderr).toMatch(/\nand 213 more\nhint: --on-bad skip leaves such rows out\n$/);
  });

  it.each([
    [["score", "--json", "many.csv"], "data", 3],
    [["score", "--json", "no.csv"], "file", 4],
    [["score", "--json", "digits.csv", "--gama", "2"], "usage", 2],
    [["score", "--jsonl", "digits.csv", "--fail-above", "0"], "check", 6],
    [["check", "--json", "many.csv"], "check", 6],
    [["at", "--json", "2", "1"], "usage", 2],
    [["sweep", "--json", "many.csv"], "data", 3],
    [["calibrate", "--json", "many.csv"], "data", 3],
    [["engines", "--json", "clickhouse+http://127.0.0.1:1/"], "engine", 5],
  ])("with --json errors are JSON on stderr: %j", (args, kind, exitCode) => {
    const { code, stderr } = command(args);
    const { schemaVersion, error } = JSON.parse(stderr) as Failure;
    expect({ code, schemaVersion, kind: error.kind, exitCode: error.exitCode }).toEqual({
      code: exitCode,
      schemaVersion: 1,
      kind,
      exitCode,
    });
    expect(error.problems[0]!.message).not.toBe("");
    if (args.includes("many.csv") && kind === "data") expect(error).toMatchObject({ more: 213 });
  });

  it.each([
    ["commands", ["scroe", "digits.csv"], 2, "did you mean score?"],
    ["commands of help", ["help", "calibrat"], 2, "did you mean calibrate?"],
    ["flags", ["score", "digits.csv", "--gama", "2"], 2, "did you mean --gamma?"],
    ["columns", ["score", "digits.csv", "--label", "lable"], 3, 'did you mean "label"?'],
    ["columns of other commands", ["check", "digits.csv", "--logit", "logti"], 3, 'did you mean "logit"?'],
  ])("did-you-mean for %s", (_, args, exitCode, hint) => {
    const { code, stdout, stderr } = command(args);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr.endsWith(`\nhint: ${hint}\n`)).toBe(true);
  });

  it("names from far away are no suggestion", () => {
    expect(command(["xyzzy"]).stderr).toBe("error: unknown command 'xyzzy'\n");
    expect(command(["score", "digits.csv", "--label", "nothing"]).stderr).toContain(
      'hint: the columns are "id", "digit", "label", "logit", "probability"\n',
    );
  });

  it("a message says what failed, what was expected, an example, the input line", () => {
    expect(command(["at", "0.9"]).stderr).toBe(
      "error: expected a probability P and a label Y, got '0.9'\n" +
        "hint: for example: focal-loss at 0.9 1, or focal-loss at --logit 2.2 1\n",
    );
    expect(command(["score"]).stderr).toBe(
      "error: missing required argument 'files'\n" +
        "hint: for example: focal-loss score predictions.csv; focal-loss help score tells more\n",
    );
    write("range.csv", "y,p\n1,1.7\n3,0.5\n,0.5\n");
    expect(command(["sweep", "-q", "range.csv"]).stderr).toBe(
      "error: range.csv:2:3: p: 1.7 is not a probability in [0, 1]\n  1,1.7\n    ^\n" +
        "error: range.csv:3:1: y: 3 is not a label in [0, 1]\n  3,0.5\n  ^\n" +
        "error: range.csv:4:1: y: empty, expected a number\n  ,0.5\n  ^\n",
    );
  });

  it("in JSONL and Parquet too", async () => {
    write("bad.jsonl", '{"y":1,"p":0.5}\n{"y":1,"p":"abc"}\nnot json\n');
    expect(command(["score", "-q", "bad.jsonl"]).stderr).toBe(
      'error: bad.jsonl:2:12: p: "abc" is not a number\n  {"y":1,"p":"abc"}\n             ^\n' +
        "error: bad.jsonl:3: not valid JSON\n  not json\nhint: --on-bad skip leaves such rows out\n",
    );
    const here = place();
    await here.copy("SELECT 1 AS y, 1.5 AS p UNION ALL SELECT 1, NULL", "bad.parquet");
    expect(here.focalLoss(["score", "-q", "bad.parquet"]).stderr).toBe(
      "error: bad.parquet: row 1: p: 1.5 is not a probability in [0, 1]\n" +
        "error: bad.parquet: row 2: p: empty, expected a number\nhint: --on-bad skip leaves such rows out\n",
    );
  });
});
