/**
 * Bad input: exact texts and exit codes.
 */
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { ENGINE_FORMS } from "../src/engines/engine-url.ts";
import { workspace } from "./command.ts";

const { focalLoss, path, write } = workspace();

const SKIP_HINT = "hint: --on-bad skip leaves such rows out\n";

it("of --explain without an engine that has plans names those that have", async () => {
  expect(await focalLoss("score", write("a.csv", "y,p\n1,0.5\n"), "--engine", "duckdb", "--explain")).toEqual(
    {
      code: 2,
      stdout: "",
      stderr:
        "error: --explain does not go with --engine duckdb, which reads files here\n" +
        `hint: it goes with --engine ${ENGINE_FORMS}\n`,
    },
  );
});

it("of --engine js name the option that needs DuckDB", async () => {
  const refusal = async (name: string, ...args: string[]): Promise<unknown> => {
    const { code, stderr } = await focalLoss("score", name, "-q", "--engine", "js", ...args);
    return { code, stderr };
  };
  // Nothing is read before the file is refused that no reading could write.
  expect(await refusal(path("none.csv"), "--rows", path("js.parquet"))).toEqual({
    code: 2,
    stderr: "error: --rows js.parquet: DuckDB writes it, which --engine js goes without\n",
  });
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (SELECT 1 AS y, 0.5::DOUBLE AS p) TO '${path("js-in.parquet")}'`);
  connection.closeSync();
  const input = path("js-in.parquet");
  expect(await refusal(input, "--rows", path("js.csv"))).toEqual({
    code: 5,
    stderr: "error: --rows js.csv needs DuckDB, which --engine js goes without\n",
  });
  expect(await refusal(input, "--hardest", "1")).toEqual({
    code: 5,
    stderr: "error: --hardest of Parquet files needs DuckDB, which --engine js goes without\n",
  });
});

it.each([
  ["UTF-16", Buffer.from("\uFEFFy,p\n1,0.5\n", "utf16le"), ":1: not UTF-8"],
  [
    "UTF-16 without a mark",
    Buffer.from("y,p\n1,0.5\n", "utf16le"),
    ":1: not UTF-8: it has NUL bytes, as UTF-16 has",
  ],
  ["Latin-1", Buffer.from("y,p,\u00E4\n1,0.5,\n", "latin1"), ":1: not UTF-8"],
  [
    "gzip",
    gzipSync("y,p\n1,0.5\n"),
    ": is gzip, expected text\nhint: a name that ends in .gz tells that it is compressed",
  ],
  [
    "zstd",
    Buffer.from("28b52ffd2008410000792c700a", "hex"),
    ": is zstd, expected text\nhint: a name that ends in .zst tells that it is compressed",
  ],
])("of a header name %s under the name of a CSV file", async (_, bytes, message) => {
  expect(await focalLoss("score", write("header.csv", bytes))).toEqual({
    code: 3,
    stdout: "",
    stderr: `error: header.csv${message}\n`,
  });
});

it("of --logits have no range but infinity", async () => {
  const file = write("logits.csv", "y,z0,z1\n1,0,1\n0,inf,1\n0,1,Infinity\n");
  expect((await focalLoss("score", file, "--logits", "z*", "--on-bad", "skip")).stderr).toContain(
    "note: left out 2 of 3 rows: 2 with a logit of Infinity\n",
  );
});

describe("bad rows", () => {
  it.each([
    ["text", "score,label\n0.5,1\n\nabc,1\n", `a.csv:4:1: score: "abc" is not a number\n  abc,1\n  ^`],
    [
      "text after a quoted field",
      'label,"n",p\n1,"a,""b",x\n',
      `a.csv:2:11: p: "x" is not a number\n  1,"a,""b",x\n            ^`,
    ],
    [
      "a row after one of two lines",
      'n,label,p\n"a\nb",1,0.5\nc,1,x\n',
      `a.csv:4:5: p: "x" is not a number\n  c,1,x\n      ^`,
    ],
    ["an empty field", "label,p\n1,\n", "a.csv:2:3: p: empty, expected a number\n  1,\n    ^"],
    ["NaN", "label,z\n1,nan\n", `a.csv:2:3: z: "nan" is not a number\n  1,nan\n    ^`],
    ["a label of 2", "label,p\n2,0.5\n", "a.csv:2:1: label: 2 is not a label in [0, 1]\n  2,0.5\n  ^"],
    ["a negative label", "label,p\n-1,0.5\n", "a.csv:2:1: label: -1 is not a label in [0, 1]\n  -1,0.5\n  ^"],
    ["too many columns", "label,p\n1,0.5\n1,0.5,9\n", "a.csv:3: expected 2 columns, found 3\n  1,0.5,9"],
    ["too few columns", "label,p\n1\n", "a.csv:2: expected 2 columns, found 1\n  1"],
    ["an open quote", 'label,p\n1,"0.5\n', 'a.csv:2: a quote is not closed\n  1,"0.5'],
  ])("with %s name file, line and column", async (_, content, message) => {
    expect(await focalLoss("score", "-q", write("a.csv", content))).toEqual({
      code: 3,
      stdout: "",
      stderr: `error: ${message}\n${SKIP_HINT}`,
    });
  });

  it.each([
    ["too few columns", "1,0.5\n", "1\n", ": expected 2 columns, found 1"],
    ["an open quote", "1,0.5\n", '1,"0.5\n', ": a quote is not closed"],
    ["not UTF-8", "1,0.5\n", Buffer.from("1,0.\xff\n", "latin1"), ": not UTF-8"],
  ])("far into a file are refused: %s", async (_, good, bad, message) => {
    const content = Buffer.concat([
      Buffer.from(`label,p\n${good.repeat(300_000)}`),
      Buffer.from(bad),
      Buffer.from(good),
    ]);
    const { code, stderr } = await focalLoss("score", "-q", write("far.csv", content));
    expect(code).toBe(3);
    expect(stderr.split("\n")[0]).toBe(`error: far.csv:300002${message}`);
  });

  it.each([
    ["quoted line ends", 'id,label,p\n"a\r\nb\r\n",1,0.5\n"c\nd",1,0.5\n\n"e\rf",1,0.5\nx,1,abc\n', "9:5"],
    ["a quote inside a field", 'id,label,p\nc"d,1,abc\n', "2:7"],
    ["empty lines before the header", "\n\nlabel,p\n1,0.5\n1,abc\n", "5:3"],
  ])("are placed right behind %s", async (_, content, place) => {
    const { stderr } = await focalLoss("score", "-q", write("place.csv", content));
    expect(stderr.split("\n")[0]).toBe(`error: place.csv:${place}: p: "abc" is not a number`);
  });

  it("with numbers of another notation blame the right column", async () => {
    for (const text of ["0x1", "0b1", "1_0", "1,5"]) {
      const { stderr } = await focalLoss("score", "-q", write("notation.csv", `p,label\n0.3,"${text}"\n`));
      expect(stderr.split("\n")[0]).toBe(`error: notation.csv:2:5: label: "${text}" is not a number`);
    }
  });

  it("with values outside [0, 1] hint at --logit", async () => {
    expect((await focalLoss("score", "-q", write("b.csv", "y,score\n1,1.7\n0,-3\n"))).stderr).toBe(
      `error: b.csv:2:3: score: 1.7 is not a probability in [0, 1]
  1,1.7
    ^
error: b.csv:3:3: score: -3 is not a probability in [0, 1]
  0,-3
    ^
hint: --logit COLUMN reads a column as logits
`,
    );
  });

  it("are listed up to ten and counted", async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => (i % 20 === 7 ? "1,x" : "1,0.5"));
    const { code, stderr } = await focalLoss("score", "-q", write("many.csv", `y,p\n${rows.join("\n")}\n`));
    const lines = stderr.trimEnd().split("\n");
    expect(code).toBe(3);
    expect(lines.filter((line) => line.startsWith("error:")).map((line) => line.split(":")[2])).toEqual(
      Array.from({ length: 10 }, (_, i) => String(9 + 20 * i)),
    );
    expect(lines.at(-2)).toBe("and 240 more");
  });

  it("of JSONL files name line and column", async () => {
    const content =
      '{"label":1,"p":0.5}\n\n{"label":1,"p":"abc"}\nnot json\n{"p":0.5}\n[1]\n{"label": 3,"p":1}\n';
    expect((await focalLoss("score", "-q", write("a.jsonl", content))).stderr).toBe(
      `error: a.jsonl:3:16: p: "abc" is not a number
  {"label":1,"p":"abc"}
                 ^
error: a.jsonl:4: not valid JSON
  not json
error: a.jsonl:5:1: label: empty, expected a number
  {"p":0.5}
  ^
error: a.jsonl:6: not a JSON object
  [1]
error: a.jsonl:7:11: label: 3 is not a label in [0, 1]
  {"label": 3,"p":1}
            ^
${SKIP_HINT}`,
    );
  });

  it("of JSONL files that span lines are refused, however far in", async () => {
    const content = `${'{"label":1,"p":0.5}\n'.repeat(100_000)}{"label":1,\n"p":0.5}\n`;
    const { code, stderr } = await focalLoss("score", "-q", write("span.jsonl", content));
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: span\.jsonl.*not valid JSON/);
  });

  it("of Parquet files name the row", async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(
      `COPY (SELECT i % 2 AS y, CASE i WHEN 5000 THEN 1.5 WHEN 5001 THEN NULL WHEN 7 THEN 'nan'::DOUBLE ELSE 0.5 END AS p
       FROM range(9000) t(i)) TO '${path("bad.parquet")}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
    );
    connection.closeSync();
    expect((await focalLoss("score", "-q", path("bad.parquet"))).stderr).toBe(
      `error: bad.parquet: row 8: p: "NaN" is not a number
error: bad.parquet: row 5001: p: 1.5 is not a probability in [0, 1]
error: bad.parquet: row 5002: p: empty, expected a number
${SKIP_HINT}`,
    );
  });

  it("are JSON on standard error with --json", async () => {
    const { code, stdout, stderr } = await focalLoss("score", "-q", "--json", write("c.csv", "y,p\n1,x\n"));
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(JSON.parse(stderr)).toEqual({
      schemaVersion: 1,
      error: {
        kind: "data",
        exitCode: 3,
        problems: [{ message: 'c.csv:2:3: p: "x" is not a number', excerpt: "1,x\n  ^" }],
        more: 0,
        hint: "--on-bad skip leaves such rows out",
      },
    });
  });
});

describe("files", () => {
  it.each([
    ["missing", () => path("nope.csv"), 4, "nope.csv: cannot be read: no such file or directory"],
    ["an empty one", () => write("empty.csv", ""), 3, "empty.csv: the file is empty, expected a header line"],
    ["a header alone", () => write("header.csv", "y,p\n"), 3, "header.csv: no rows to score"],
    [
      "empty JSONL",
      () => write("e.jsonl", "\n"),
      3,
      "e.jsonl: no JSON object found, expected one on each line",
    ],
    ["two equal columns", () => write("two.csv", "y,p,y\n1,0,1\n"), 3, 'two.csv: two columns are called "y"'],
    [
      "not UTF-8",
      () => write("latin.csv", Buffer.from("y,p\n1,0.5\n\xff,0\n", "latin1")),
      3,
      /^latin\.csv:3: not UTF-8/,
    ],
    [
      "not Parquet",
      () => write("no.parquet", "hello, this is not a Parquet file"),
      4,
      /^no\.parquet: is not a complete Parquet file/,
    ],
  ])("%s", async (_, file, code, message) => {
    const result = await focalLoss("score", "-q", file());
    expect(result.code).toBe(code);
    const text = result.stderr.replace(/^note: .*\n/, "");
    expect(text.startsWith("error: ")).toBe(true);
    if (typeof message === "string") expect(text.split("\n")[0]).toBe(`error: ${message}`);
    else expect(text.slice("error: ".length)).toMatch(message);
  });

  it("damaged gzip files, also where a row ends", async () => {
    const text = `y,p\n${"1,0.5\n".repeat(5000)}`;
    const whole = gzipSync(text, { level: 0 });
    const cut = write("cut.csv.gz", whole.subarray(0, whole.length - 1000));
    const error = { code: 4, stdout: "", stderr: "error: cut.csv.gz: is not a complete gzip file\n" };
    expect(await focalLoss("score", "-q", cut)).toEqual(error);
    write("cut.csv.gz", "not gzip");
    expect(await focalLoss("score", "-q", cut)).toEqual(error);
    const twoMembers = Buffer.concat([gzipSync("y,p\n1,0.5\n"), gzipSync("0,0.5\n1,0.25\n")]);
    const { stdout } = await focalLoss("score", "-q", "--json", write("two.csv.gz", twoMembers));
    expect(JSON.parse(stdout)).toMatchObject({ total: { rows: 3 } });
  });

  it("a folder", async () => {
    expect(await focalLoss("score", path("."))).toMatchObject({ code: 4 });
  });

  it("columns that are not there", async () => {
    const file = write("cols.csv", "id,Outcome,value\n1,1,0.5\n");
    expect(await focalLoss("score", file)).toMatchObject({
      code: 3,
      stderr: `error: cols.csv: no column found for the label: --label names it
hint: the columns are "id", "Outcome", "value"; found by itself: label, labels, y, target, y_true, truth
`,
    });
    expect((await focalLoss("score", file, "--label", "outcome")).stderr).toBe(
      'error: cols.csv: no column "outcome", which --label names\nhint: did you mean "Outcome"?\n',
    );
    expect((await focalLoss("score", "-q", file, "--label", "Outcome")).stderr).toContain(
      "error: cols.csv: no column found for the prediction: --probability or --logit names it\n",
    );
  });

  it("with logits and with probabilities do not mix by themselves", async () => {
    const a = write("mix-a.csv", "y,p\n1,0.5\n");
    const b = write("mix-b.csv", "y,z\n1,0.5\n");
    expect(await focalLoss("score", "-q", a, b)).toMatchObject({
      code: 3,
      stderr: "error: some files have logits and others probabilities: --logit or --probability chooses\n",
    });
  });
});

describe("usage", () => {
  it.each([
    [
      ["score"],
      "error: missing required argument 'files'\n" +
        "hint: for example: focal-loss score predictions.csv; focal-loss help score tells more\n",
    ],
    [["scor"], "error: unknown command 'scor'\nhint: did you mean score?\n"],
    [["help", "nope"], "error: unknown command 'nope'\nhint: focal-loss --help lists the commands\n"],
    [["help", "swep"], "error: unknown command 'swep'\nhint: did you mean sweep?\n"],
    [["score", "a.csv", "--gama", "2"], "error: unknown option '--gama'\nhint: did you mean --gamma?\n"],
    [
      ["score", "a.csv", "--gamma", "-1"],
      "error: option '--gamma <number>' argument '-1' is invalid. Expected a number >= 0.\n",
    ],
    [
      ["score", "a.csv", "--gamma", "x"],
      "error: option '--gamma <number>' argument 'x' is invalid. Expected a number >= 0.\n",
    ],
    [
      ["score", "a.csv", "--gamma", "2", "--gamma", "2.0"],
      "error: option '--gamma <number>' argument '2.0' is invalid. This gamma is given twice.\n",
    ],
    [
      ["score", "a.csv", "--alpha", "1.5"],
      "error: option '--alpha <number>' argument '1.5' is invalid. Expected a number in [0, 1].\n",
    ],
    [
      ["score", "a.csv", "--alpha", "0.5", "--pos-weight", "2"],
      "error: option '--alpha <number>' cannot be used with option '--pos-weight <number>'\n",
    ],
    [
      ["score", "a.csv", "--probability", "p", "--logit", "z"],
      "error: option '--probability <column>' cannot be used with option '--logit <column>'\n",
    ],
  ])("%j is refused with code 2", async (args, stderr) => {
    expect(await focalLoss(...args)).toEqual({ code: 2, stdout: "", stderr });
  });

  it("is refused in JSON with --json", async () => {
    const { code, stderr } = await focalLoss("score", "--json", "a.csv", "--gama", "2");
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toEqual({
      schemaVersion: 1,
      error: {
        kind: "usage",
        exitCode: 2,
        problems: [{ message: "unknown option '--gama'" }],
        more: 0,
        hint: "did you mean --gamma?",
      },
    });
  });
});
