/**
 * `focal-loss score`: totals, formats, columns, rows.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { ExactSum, focalLoss, type FocalLossOptions, focalLossWithLogits } from "@focal-loss/core";
import { loadDigitsEight } from "@focal-loss/fixtures";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";

const { focalLoss: command, path, write } = workspace();
const digits = await loadDigitsEight();
const digitsPath = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));
const digitsText = readFileSync(digitsPath, "utf8");

/** Rows of a file without a bad one. */
const ALL_GOOD = {
  softLabels: 0,
  badRows: { rows: 0, malformed: 0, null: 0, nan: 0, notNumber: 0, outside: 0, label: 0, weight: 0 },
};

interface Document {
  files: { file: string; rows: number; positives: number; losses: Loss[]; label: string }[];
  total: { rows: number; positives: number; losses: Loss[] };
}
interface Loss {
  gamma: number;
  mean: number | string;
  total: number | string;
  infinite: number;
}

async function json(...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await command("score", "--json", "--quiet", ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Document;
}

async function query(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJS();
  } finally {
    connection.closeSync();
  }
}

/** What core and an exact sum make of the digits. */
function expected(
  kind: "logit" | "probability",
  options: FocalLossOptions,
): { mean: number; total: number; plainTotal: number; quantisedTotal: number } {
  const sum = new ExactSum();
  let plainTotal = 0;
  let units = 0;
  for (const [i, label] of digits.labels.entries()) {
    const loss =
      kind === "logit"
        ? focalLossWithLogits(label, digits.logits[i]!, options)
        : focalLoss(label, digits.probabilities[i]!, options);
    sum.add(loss);
    plainTotal += loss;
    units += Math.floor(loss * 2 ** 30 + 0.5);
  }
  return { mean: sum.mean(), total: sum.sum(), plainTotal, quantisedTotal: units / 2 ** 30 };
}

describe("totals", () => {
  it.each(["logit", "probability"] as const)("are core's losses by %s, exactly summed", async (kind) => {
    const { total } = await json(
      digitsPath,
      `--${kind}`,
      kind,
      "--gamma",
      "0",
      "--gamma",
      "0.5",
      "--gamma",
      "2",
    );
    expect(total).toEqual({
      rows: 1797,
      positives: 174,
      ...ALL_GOOD,
      losses: [0, 0.5, 2].map((gamma) => ({ gamma, ...expected(kind, { gamma }), infinite: 0 })),
    });
  });

  it("have the digits of the real data", async () => {
    const { stdout } = await command(
      "score",
      "-q",
      digitsPath,
      "--probability",
      "probability",
      "--gamma",
      "0",
    );
    expect(stdout.split("\n")[1]).toMatch(/ {2}0 +1797 +174 +0\.10930912999648525 +196\.42850660368399$/);
  });

  it("use gamma 2 when none is given", async () => {
    expect((await json(digitsPath)).total.losses).toEqual([
      { gamma: 2, ...expected("logit", {}), infinite: 0 },
    ]);
  });

  it("take --alpha and --pos-weight", async () => {
    const alpha = await json(digitsPath, "--alpha", "0.25");
    expect(alpha.total.losses[0]).toMatchObject(expected("logit", { alpha: 0.25 }));
    const weighted = await json(digitsPath, "--pos-weight", "9.5", "--gamma", "0");
    expect(weighted.total.losses[0]).toMatchObject(expected("logit", { gamma: 0, posWeight: 9.5 }));
  });

  it("are the same bits however the rows are split and ordered", async () => {
    const [header, ...rows] = digitsText.trim().split("\n");
    const whole = (await json(digitsPath, "--gamma", "1.5")).total;
    for (const parts of [2, 3, 7]) {
      const shuffled = rows.toSorted((a, b) => a.slice(-3).localeCompare(b.slice(-3)));
      const files = Array.from({ length: parts }, (_, k) =>
        write(
          `part-${parts}-${k}.csv`,
          [header, ...shuffled.filter((_row, i) => i % parts === k)].join("\n"),
        ),
      );
      const split = await json(...files, "--gamma", "1.5");
      const plainTotal = expect.any(Number) as number;
      expect(split.total).toEqual({
        ...whole,
        losses: whole.losses.map((loss) => ({ ...loss, plainTotal })),
      });
      expect(split.files).toHaveLength(parts);
    }
  });

  it("keep an infinite loss, count it and say so", async () => {
    const file = write("infinite.csv", "p,y\n0,1\n0.5,1\n1,0\n");
    const { stdout, stderr } = await command("score", file);
    expect(stdout.split("\n")[1]).toMatch(/3 +2 +Infinity +Infinity$/);
    expect(stderr).toContain("note: gamma 2: the loss of 2 rows is infinite\n");
    expect((await json(file)).total.losses).toEqual([
      {
        gamma: 2,
        mean: "Infinity",
        total: "Infinity",
        plainTotal: "Infinity",
        quantisedTotal: "Infinity",
        infinite: 2,
      },
    ]);
  });
});

describe("formats", () => {
  const header = "label,logit\n";
  const rows = Array.from(digits.labels, (label, i) => [label, digits.logits[i]!] as const);
  const files: Record<string, () => string | Promise<string>> = {
    "CSV with Windows line ends and quotes": () =>
      write("crlf.csv", `"label",logit\r\n${rows.map(([y, z]) => `${y},"${z}"\r\n`).join("")}`),
    "CSV with a byte order mark and empty lines": () =>
      write("bom.csv", `\uFEFF${header}\n${rows.map((row) => row.join(",")).join("\n\n")}`),
    TSV: () => write("a.tsv", `label\tlogit\n${rows.map((row) => row.join("\t")).join("\n")}\n`),
    JSONL: () =>
      write(
        "a.jsonl",
        rows.map(([label, logit]) => `${JSON.stringify({ logit, id: "x", label })}\n`).join(""),
      ),
    "JSONL with booleans, text and empty lines": () =>
      write(
        "b.ndjson",
        rows.map(([y, z]) => `${JSON.stringify({ label: y === 1, logit: String(z) })}\n\n`).join(""),
      ),
    "gzipped CSV": () => write("a.csv.gz", gzipSync(header + rows.map((row) => row.join(",")).join("\n"))),
    "gzipped JSONL": () =>
      write(
        "a.jsonl.gz",
        gzipSync(rows.map(([label, logit]) => `${JSON.stringify({ label, logit })}\n`).join("")),
      ),
    Parquet: async () => {
      await query(`COPY (SELECT label, logit FROM '${digitsPath}') TO '${path("a.parquet")}'`);
      return path("a.parquet");
    },
    "Parquet with boolean labels": async () => {
      await query(`COPY (SELECT label = 1 AS label, logit FROM '${digitsPath}') TO '${path("b.parquet")}'`);
      return path("b.parquet");
    },
    "a name full of pattern characters": () =>
      write("a[1]*?'.csv", `${header}${rows.map((row) => row.join(",")).join("\n")}`),
  };
  it.each(Object.keys(files))("reads %s", async (name) => {
    const file = await files[name]!();
    expect((await json(file)).total).toEqual({
      rows: 1797,
      positives: 174,
      ...ALL_GOOD,
      losses: [{ gamma: 2, ...expected("logit", {}), infinite: 0 }],
    });
  });

  it("takes --input-format for a name that does not tell", async () => {
    const file = write("predictions.txt", "y,p\n1,0.5\n");
    expect((await json(file, "--input-format", "csv")).total.rows).toBe(1);
    expect(await command("score", file)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: predictions.txt: the name does not tell the format\nhint: --input-format takes csv, tsv, jsonl, parquet\n",
    });
  });
});

describe("places", () => {
  it("takes columns from the file alone, not from folders called like label=0", async () => {
    mkdirSync(path("label=0"));
    await query(`COPY (SELECT 1 AS label, 0.25::DOUBLE AS p) TO '${path("label=0/a.parquet")}'`);
    write("label=0/a.jsonl", '{"label":1,"p":0.25}\n');
    write("label=0/a.csv", "label,p\n1,0.25\n");
    for (const name of ["a.parquet", "a.jsonl", "a.csv"]) {
      expect((await json(path(`label=0/${name}`))).total).toMatchObject({
        positives: 1,
        losses: [{ total: focalLoss(1, 0.25) }],
      });
    }
  });

  it("finds the rows behind empty lines and names with line ends", async () => {
    for (const header of ["\n\nlabel,p\n", '"i\r\nd",label,p\n', '"i\rd",label,p\n', '"i\nd",label,p\r\n']) {
      const newline = header.endsWith("\r\n") ? "\r\n" : "\n";
      const row = header.includes("i") ? `a,1,0.25${newline}` : `1,0.25${newline}`;
      const file = write("header.csv", header + row.repeat(3));
      expect((await json(file)).total).toMatchObject({ rows: 3 });
    }
  });
});

describe("columns", () => {
  it.each([
    ["y_true,y_pred", '"y_true" is the label', '"y_pred" is the probability'],
    ["Target,P", '"Target" is the label', '"P" is the probability'],
    ["y,z", '"y" is the label', '"z" is the logit'],
    [
      "label,score,logit",
      '"label" is the label',
      '"logit" is the logit (--probability score takes the other one)',
    ],
  ])("are found by name in %s, and said so", async (header, label, prediction) => {
    const { code, stderr } = await command(
      "score",
      write("names.csv", `${header}\n${header.replace(/\w+/g, "0.5")}\n`),
    );
    expect(code).toBe(0);
    expect(stderr).toBe(
      `note: names.csv: column ${label}\nnote: names.csv: column ${prediction}\nnote: 1 label lies between 0 and 1\n`,
    );
  });

  it("with any name can be given", async () => {
    const file = write("odd.csv", `"a ""b"", c",x'y;DROP\n1,0.25\n`);
    const { total } = await json(file, "--label", 'a "b", c', "--probability", "x'y;DROP");
    expect(total.losses[0]!.total).toBe(focalLoss(1, 0.25));
  });
});

describe("--rows", () => {
  it("writes the input as it is, and the loss of every row, as CSV", async () => {
    const input = 'id,p,note,y\n007,0.50,"a, ""b""",1\nx,1e-320,,true\n,0,é,1\n';
    const out = path("rows.csv");
    const { code, stderr } = await command("score", write("in.csv", input), "--rows", out);
    expect(code).toBe(0);
    expect(stderr).toContain("note: wrote 3 rows to rows.csv\n");
    expect(readFileSync(out, "utf8")).toBe(
      `id,p,note,y,loss\n007,0.50,"a, ""b""",1,${focalLoss(1, 0.5)}\nx,1e-320,,true,${focalLoss(1, 1e-320)}\n,0,é,1,Infinity\n`,
    );
  });

  it("writes whole files where several runs in one process are under way", async () => {
    const runs = [1, 2, 3].map((k) => {
      const rows = Array.from({ length: 1000 * k ** 3 }, () => "1,0.5").join("\n");
      return command(
        "score",
        "-q",
        write(`run-${k}.csv`, `y,p\n${rows}\n`),
        "--rows",
        path(`run-${k}.parquet`),
      );
    });
    expect((await Promise.all(runs)).map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      runs.map(() => ({ code: 0, stderr: "" })),
    );
    expect(await query(`SELECT count(*) FROM '${path("run-3.parquet")}'`)).toEqual([[27000n]]);
  });

  it("writes a column a gamma, in the order of the input, bit for bit", async () => {
    const out = path("rows.parquet");
    await json(digitsPath, digitsPath, "--gamma", "0", "--gamma", "2.5", "--alpha", "0.25", "--rows", out);
    const rows = await query(`SELECT id, label, logit, "loss_gamma_0", "loss_gamma_2.5" FROM '${out}'`);
    expect(rows).toHaveLength(2 * 1797);
    for (const [i, [id, label, logit, first, second]] of rows.entries()) {
      expect(Number(id)).toBe(i % 1797);
      const options = { alpha: 0.25 };
      expect(first).toBe(focalLossWithLogits(Number(label), Number(logit), { ...options, gamma: 0 }));
      expect(second).toBe(focalLossWithLogits(Number(label), Number(logit), { ...options, gamma: 2.5 }));
    }
  });

  it("finds the types of a text file for Parquet, over all its rows", async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => `${i},0.5,1,00${i},true,${i}`).join("\n");
    const file = write("types.csv", `id,p,y,code,flag,mixed\n${many}\n30000,0.5,0,1,false,x\n`);
    await json(file, "--rows", path("types.parquet"));
    const types = await query(`DESCRIBE SELECT * FROM '${path("types.parquet")}'`);
    expect(types.map((row) => row.slice(0, 2).join(" "))).toEqual([
      "id BIGINT",
      "p DOUBLE",
      "y BIGINT",
      "code VARCHAR",
      "flag BOOLEAN",
      "mixed VARCHAR",
      "loss DOUBLE",
    ]);
  });

  it("finds the types of several text files together", async () => {
    const rows = (value: (i: number) => string): string =>
      Array.from({ length: 25_000 }, (_, i) => `${value(i)},${i},0.5,1`).join("\n");
    const first = write("first.csv", `a,b,p,y\n${rows(String)}\n`);
    const second = write(
      "second.csv",
      `a,b,p,y\n${rows((i) => (i < 24_000 ? "1" : "1.5"))}\nnone,007,0.5,0\n`,
    );
    const third = write("third.csv", `a,b,p,y\n${rows((i) => (i < 24_000 ? "" : "2.5"))}\n`);
    const typesOf = async (...files: string[]): Promise<unknown> => {
      await json(...files, "--rows", path("together.parquet"), "--force");
      return (await query(`DESCRIBE SELECT a, b FROM '${path("together.parquet")}'`)).map(([, type]) => type);
    };
    expect(await typesOf(first, third)).toEqual(["DOUBLE", "BIGINT"]);
    expect(await typesOf(first, second)).toEqual(["VARCHAR", "VARCHAR"]);
    expect(await typesOf(third, first)).toEqual(["DOUBLE", "BIGINT"]);
  });

  it("keeps empty text apart from a missing one", async () => {
    const file = write("empty.csv", 'y,p,a,b,c\n1,0.5,"",,""\n0,0.5,"",3,\n');
    await json(file, "--rows", path("empty.parquet"));
    const rows = await query(`SELECT y::VARCHAR, a, b::VARCHAR, c FROM '${path("empty.parquet")}'`);
    expect(rows).toEqual([
      ["1", "", null, ""],
      ["0", "", "3", null],
    ]);
    const plain = path("plain.parquet");
    await query(`COPY (SELECT y, p, a, b, c FROM '${path("empty.parquet")}') TO '${plain}'`);
    await json(plain, file, "--rows", path("empty-both.csv"));
    const lines = readFileSync(path("empty-both.csv"), "utf8").split("\n").slice(1, 5);
    expect(lines.map((line) => line.split(",").slice(2, 5))).toEqual(
      [0, 1].flatMap(() => [
        ['""', "", '""'],
        ['""', "3", ""],
      ]),
    );
  });

  it("keeps long whole numbers as they are in Parquet", async () => {
    const file = write(
      "ids.csv",
      "id,big,y,p\n9007199254740993,12345678901234567890,1,0.5\n5,12e345678,1,0.25\n",
    );
    await json(file, "--rows", path("ids.parquet"));
    expect(await query(`SELECT id::VARCHAR, big FROM '${path("ids.parquet")}'`)).toEqual([
      ["9007199254740993", "12345678901234567890"],
      ["5", "12e345678"],
    ]);
  });

  it("keeps names that are empty or alike but for case in CSV, and refuses them for Parquet", async () => {
    const file = write("names.csv", ",y,p,P\n0,1,0.5,x\n");
    await json(file, "--rows", path("names-out.csv"));
    expect(readFileSync(path("names-out.csv"), "utf8")).toBe(`,y,p,P,loss\n0,1,0.5,x,${focalLoss(1, 0.5)}\n`);
    expect((await command("score", "-q", file, "--rows", path("n.parquet"))).stderr).toBe(
      "error: --rows: names.csv has a column without a name, which Parquet cannot have\n",
    );
    const named = write("named.csv", "y,p,P\n1,0.5,x\n");
    expect((await command("score", "-q", named, "--rows", path("n.parquet"))).stderr).toBe(
      'error: --rows: named.csv: the columns "p" and "P" differ only in case, for Parquet not enough\n',
    );
  });

  it("joins CSV and Parquet files", async () => {
    const csv = write("join.csv", "y,p\n1,0.5\n");
    await query(`COPY (SELECT 0::BIGINT AS y, 0.25::DOUBLE AS p) TO '${path("join.parquet")}'`);
    await json(csv, path("join.parquet"), "--rows", path("joined.parquet"));
    expect(await query(`SELECT CAST(y AS INTEGER), p, loss FROM '${path("joined.parquet")}'`)).toEqual([
      [1, 0.5, focalLoss(1, 0.5)],
      [0, 0.25, focalLoss(0, 0.25)],
    ]);
    await query(`COPY (SELECT 'a' AS y, 0.25::DOUBLE AS p WHERE false) TO '${path("text.parquet")}'`);
    expect(
      (await command("score", "-q", csv, path("text.parquet"), "--rows", path("never.parquet"))).stderr,
    ).toBe(
      'error: --rows: column "y" is VARCHAR in text.parquet, BIGINT in join.csv\nhint: --rows to a .csv file takes both\n',
    );
  });

  it("keeps every key of a JSONL file", async () => {
    const file = write("keys.jsonl", '{"y":1,"p":0.5}\n{"y":0,"p":0.25,"extra":{"a":[1]}}\n');
    await json(file, "--rows", path("keys.csv"));
    expect(readFileSync(path("keys.csv"), "utf8")).toBe(
      `y,p,extra,loss\n1,0.5,,${focalLoss(1, 0.5)}\n0,0.25,"{""a"":[1]}",${focalLoss(0, 0.25)}\n`,
    );
  });

  it("never overwrites a file without --force", async () => {
    const input = write("small.csv", "y,p\n1,0.5\n");
    const out = write("kept.csv", "precious");
    expect(await command("score", input, "--rows", out)).toEqual({
      code: 4,
      stdout: "",
      stderr: "error: kept.csv: already exists\nhint: --force overwrites it\n",
    });
    expect(readFileSync(out, "utf8")).toBe("precious");
    await json(input, "--rows", out, "--force");
    expect(readFileSync(out, "utf8")).toBe(`y,p,loss\n1,0.5,${focalLoss(1, 0.5)}\n`);
  });

  it("never writes over an input, and writes nothing when a row is bad", async () => {
    const input = write("self.csv", "y,p\n1,0.5\n");
    expect(await command("score", input, "--rows", input, "--force")).toMatchObject({
      code: 2,
      stderr: "error: --rows self.csv: is one of the files to read\n",
    });
    const bad = write("bad.csv", "y,p\n1,0.5\n1,1.5\n");
    expect((await command("score", bad, "--rows", path("never.csv"))).code).toBe(3);
    expect(readdirSync(path(".")).filter((name) => name.includes("never") || name.includes(".tmp"))).toEqual(
      [],
    );
  });

  it("refuses what does not fit in one file", async () => {
    const a = write("a1.csv", "y,p\n1,0.5\n");
    const b = write("b1.csv", "p,y\n1,0.5\n");
    const c = write("c1.csv", "y,p,Loss\n1,0.5,3\n");
    expect((await command("score", "-q", a, b, "--rows", path("x.csv"))).stderr).toBe(
      "error: --rows: b1.csv and a1.csv do not have the same columns\n",
    );
    expect((await command("score", "-q", c, "--rows", path("x.csv"))).stderr).toBe(
      'error: --rows: c1.csv already has a column "loss"\n',
    );
    expect(await command("score", a, "--rows", path("x.json"))).toMatchObject({
      code: 2,
      stderr: "error: --rows x.json: expected a name that ends in .csv, .tsv, .jsonl or .parquet\n",
    });
    expect(await command("score", "-q", a, "--rows", path("no/x.csv"))).toMatchObject({
      code: 4,
      stderr: "error: no/x.csv: cannot be written: no such file or directory\n",
    });
  });
});
