/**
 * The table of subcommands, one test a row; then what every one of them reads, and the engines.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { ExactSum, focalLoss, focalLossWithLogits, softmaxFocalLoss } from "@focal-loss/core";
import { beforeAll, describe, expect, it } from "vitest";
import { COMMANDS } from "../../packages/cli/src/command-line/commands.ts";
import { bash, digits, installed, place, skipWithout, without } from "./command.ts";

const { folder, path, write, read, focalLoss: command, copy } = place();
const DIALECTS = ["duckdb", "postgres", "spark", "clickhouse", "trino", "bigquery", "snowflake"];

/** Losses of `digits.csv`, row by row, as the library has them. */
let losses: (gamma: number, alpha?: number) => number[];
let labels: number[];
let logits: number[];
const sum = (values: readonly number[]): number => new ExactSum().addAll(Float64Array.from(values)).sum();

beforeAll(async () => {
  ({ labels, logits } = await digits());
  losses = (gamma, alpha) =>
    labels.map((label, i) =>
      focalLossWithLogits(label, logits[i]!, alpha === undefined ? { gamma } : { gamma, alpha }),
    );
});

interface Scored {
  files: { file: string; format: string; label: string; probability?: string; logit?: string }[];
  total: {
    rows: number;
    positives: number;
    weight?: number;
    classes?: number[];
    losses: { gamma: number; mean: number; total: number }[];
  };
}

function score(...args: string[]): Scored {
  const { code, stdout, stderr } = command(["score", "--json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Scored;
}

describe("subcommands", () => {
  it("score FILES...: totals; per-row values with --rows OUT", () => {
    const { total } = score("digits.csv", "--gamma", "0,2");
    expect(total).toMatchObject({
      rows: labels.length,
      positives: labels.filter((label) => label === 1).length,
      losses: [0, 2].map((gamma) => ({
        gamma,
        total: sum(losses(gamma)),
        mean: sum(losses(gamma)) / labels.length,
      })),
    });
    expect(command(["score", "-q", "digits.csv", "--rows", "rows.csv"]).code).toBe(0);
    const written = read("rows.csv").trimEnd().split("\n");
    const before = read("digits.csv").trimEnd().split("\n");
    expect(written[0]).toBe(`${before[0]},loss`);
    for (const [i, loss] of losses(2).entries()) {
      const line = written[i + 1]!;
      expect(line.slice(0, line.lastIndexOf(","))).toBe(before[i + 1]);
      expect(Number(line.slice(line.lastIndexOf(",") + 1))).toBe(loss);
    }
  });

  it("sweep: gamma x alpha grid as a table; the best only when asked, by a criterion", () => {
    const args = ["sweep", "-q", "digits.csv", "--gamma", "0,2", "--alpha", "none,0.25"];
    const { code, stdout } = command(args);
    expect(code).toBe(0);
    const cells = stdout
      .split("\n")
      .slice(1, 5)
      .map((line) => line.split(/ {2,}/).slice(0, 4));
    const row = (gamma: number, alpha?: number): string[] => {
      const total = sum(losses(gamma, alpha));
      return [gamma, alpha ?? "none", total / labels.length, total].map(String);
    };
    expect(cells).toEqual([row(0), row(0, 0.25), row(2), row(2, 0.25)]);
    expect(stdout).not.toContain("best");
    expect(command([...args, "--best", "brier"]).stdout).toMatch(
      /\nbest by Brier of .*: gamma 2, alpha 0\.25 /,
    );
    expect(command([...args, "--best", "loss"])).toMatchObject({ code: 2 });
  });

  it.each(["notebook", "curves", "factor", "gradient", "hessian", "sweep", "reliability"])(
    "plot %s: svg, png, terminal",
    (chart) => {
      const files = chart === "sweep" || chart === "reliability" ? ["digits.csv"] : [];
      const plot = (...args: string[]): ReturnType<typeof command> =>
        command(["plot", chart, ...files, "-q", ...args]);
      expect(plot("-o", `${chart}.svg`)).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(read(`${chart}.svg`)).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(plot("-o", `${chart}.png`)).toEqual({ code: 0, stdout: "", stderr: "" });
      expect(
        readFileSync(path(`${chart}.png`))
          .subarray(1, 4)
          .toString(),
      ).toBe("PNG");
      // Braille, or letters alone.
      expect(plot().stdout).toMatch(/[\u2801-\u28FF]/);
      expect(plot("--ascii").stdout).not.toMatch(/[\u2800-\u28FF]/);
    },
  );

  it("plot --from-url: takes a playground link, whose state shares the flag schema", () => {
    const link = "https://host.example/playground.html?v=1&gamma=3&alpha=0.25&label=0";
    const linked = command(["plot", "curves", "--from-url", link, "-o", "-"]);
    expect(linked.code).toBe(0);
    expect(linked).toEqual(
      command(["plot", "curves", "--gamma", "3", "--alpha", "0.25", "--target", "0", "-o", "-"]),
    );
  });

  it.each(DIALECTS)("sql --dialect %s: prints SQL, runs nothing", (dialect) => {
    for (const query of ["totals", "rows", "expression"]) {
      const args = ["sql", "--dialect", dialect, "--query", query, "--table", "no.such_table"];
      const { code, stdout, stderr } = command(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(
        query === "expression" ? /^[^;]+\n$/ : /^(WITH|SELECT)\b[^;]*such_table[^;]*;\n$/,
      );
    }
  });

  it("sql: what it prints is run by DuckDB, with the total of score", async () => {
    const args = ["sql", "--table", "digits", "--logit", "logit", "--gamma", "2"];
    const query = command(args).stdout.trim().replace(/;$/, "");
    await copy(
      `WITH digits AS (FROM '${path("digits.csv")}') FROM (${query})`,
      "totals.csv",
      "FORMAT csv, HEADER true",
    );
    const { total } = score("digits.csv");
    const { quantisedTotal } = total.losses[0] as unknown as { quantisedTotal: number };
    const [names, values] = read("totals.csv")
      .trimEnd()
      .split("\n")
      .map((line) => line.split(","));
    // Units of 2^-30.
    expect(Number(values![names!.indexOf("loss_units")]) / 2 ** 30).toBe(quantisedTotal);
  });

  it("check FILES...: schema, ranges, nulls, imbalance, duplicates", () => {
    write("odd.csv", "id,y,p\n1,1,0.9\n2,0,1.5\n2,0,\n3,0,0.1\n4,0,0.2\n5,0,x\n");
    const { code, stdout, stderr } = command(["check", "-q", "odd.csv"]);
    expect(code).toBe(6);
    expect(stderr).toMatch(/^error: odd\.csv: failed: /);
    for (const line of [
      /pass +columns +"y" is the label, "p" the probability/,
      /fail +range /,
      /fail +empty values /,
      /fail +numbers /,
      /fail +duplicates /,
      /balance +1 of /,
    ])
      expect(stdout).toMatch(line);
    expect(command(["check", "-q", "digits.csv"])).toMatchObject({ code: 0, stderr: "" });
    expect(command(["check", "-q", "digits.csv"]).stdout).toMatch(/focal loss: easy are the /);
  });

  it("calibrate FILES...: recovers probabilities, reliability before and after", () => {
    const { code, stdout } = command(["calibrate", "-q", "--json", "digits.csv", "--gamma", "2"]);
    expect(code).toBe(0);
    const { before, after } = JSON.parse(stdout) as Record<string, { logLoss: number; bins: object[] }>;
    expect(before!.logLoss).toBeCloseTo(sum(losses(0)) / labels.length, 12);
    expect(after!.logLoss).not.toBe(before!.logLoss);
    expect(before!.bins.length).toBe(10);
  });

  it("at P Y: one value with all its terms", () => {
    const { code, stdout } = command(["at", "0.9", "1", "--json"]);
    expect(code).toBe(0);
    const { results } = JSON.parse(stdout) as { results: object[] };
    expect(results).toMatchObject([
      {
        gamma: 2,
        terms: [{ class: 1, pT: 0.9, alphaT: 1 }],
        loss: focalLoss(1, 0.9),
        byLogit: {},
        byProbability: {},
      },
    ]);
    for (const term of [
      "p_t",
      "alpha_t",
      "modulating factor",
      "cross-entropy",
      "loss",
      "gradient",
      "Hessian",
    ])
      expect(command(["at", "0.9", "1"]).stdout).toContain(`\n${term}`);
  });

  it("explain P Y: the same row under other conventions, and why they differ", () => {
    const { stdout } = command(["explain", "0.9", "1"]);
    for (const name of ["focal-loss", "keras", "torchvision"]) expect(stdout).toContain(`\n${name} `);
    expect(stdout).toContain("torchvision: labels 1 weigh 0.25");
  });

  it("engines: list and doctor", () => {
    const { code, stdout } = command(["engines"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^duckdb +ready +v?\d/m);
    for (const engine of ["spark", "postgres", "clickhouse", "trino"])
      expect(stdout).toMatch(new RegExp(`^${engine}\\S* +(ready|missing)`, "m"));
    const doctor = command(["engines", "clickhouse+http://127.0.0.1:1/"]);
    expect(doctor).toMatchObject({ code: 5 });
    expect(doctor.stdout).toMatch(/missing/);
  });

  it("notebook: the notebook, digit for digit", () => {
    const { code, stdout, stderr } = command(["notebook"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/\nall 74 numbers are as the notebook printed them\n$/);
  });

  it.for(["bash", "zsh", "fish"])("completion %s: generated, and read by the shell", (shell, { skip }) => {
    const { code, stdout } = command(["completion", shell]);
    expect(code).toBe(0);
    for (const { name, options } of COMMANDS) {
      expect(stdout).toContain(name);
      for (const { long } of options)
        expect(stdout).toContain(shell === "fish" ? `-l ${long!.slice(2)}` : long!);
    }
    write(`completion.${shell}`, stdout);
    skipWithout(spawnSync(shell, ["--version"]).status === 0, shell, skip);
    const { status, stderr } = spawnSync(shell, ["-n", path(`completion.${shell}`)], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("help [CMD]: as --help, generated from the one option table", () => {
    for (const { name, options, examples } of COMMANDS) {
      const help = command(["help", name]);
      expect(help).toEqual(command([name, "--help"]));
      for (const { flags } of options) expect(help.stdout).toContain(flags);
      for (const example of examples) expect(help.stdout).toContain(example.command);
    }
  });

  it("man page: generated from the one option table, and packed", () => {
    const page = readFileSync(installed("dist/focal-loss.1"), "utf8").replaceAll(String.raw`\-`, "-");
    for (const { name, options } of COMMANDS) {
      expect(page).toContain(`focal-loss ${name}`);
      for (const { flags } of options) expect(page).toContain(flags);
    }
    for (const section of ["NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES"])
      expect(page).toContain(`\n.SH ${section}\n`);
  });
});

describe("input", () => {
  let expected: Scored["total"];
  beforeAll(async () => {
    expected = score("digits.csv").total;
    await copy(`FROM '${path("digits.csv")}'`, "digits.parquet");
    await copy(`FROM '${path("digits.csv")}'`, "digits.jsonl", "FORMAT json");
    await copy(`FROM '${path("digits.csv")}'`, "digits.tsv", "FORMAT csv, DELIMITER '\t'");
    for (const name of ["csv", "tsv", "jsonl"]) {
      write(`digits.${name}.gz`, gzipSync(readFileSync(path(`digits.${name}`))));
      const options =
        name === "jsonl" ? "FORMAT json" : `FORMAT csv, DELIMITER '${name === "csv" ? "," : "\t"}'`;
      await copy(`FROM '${path("digits.csv")}'`, `digits.${name}.zst`, `${options}, COMPRESSION zstd`);
    }
  });

  const FORMATS = ["csv", "tsv", "jsonl"].flatMap((name) => [name, `${name}.gz`, `${name}.zst`]);

  it.each([...FORMATS, "parquet"])("%s", (extension) => {
    expect(score(`digits.${extension}`).total).toEqual(expected);
  });

  it("globs, and many files", () => {
    const lines = read("digits.csv").trimEnd().split("\n");
    for (const [k, part] of [lines.slice(1, 900), lines.slice(900)].entries())
      write(`part-${k}.csv`, `${[lines[0], ...part].join("\n")}\n`);
    for (const names of [["part-*.csv"], ["part-1.csv", "part-0.csv"]]) {
      const { files, total } = score(...names);
      expect(files.length).toBe(2);
      expect(total.losses[0]!.total).toBe(expected.losses[0]!.total);
    }
    expect(command(["score", "nothing-*.csv"])).toMatchObject({
      code: 4,
      stderr: "error: nothing-*.csv: no file matches\n",
    });
  });

  it("- with --input-format", () => {
    const input = readFileSync(path("digits.csv"));
    const { code, stdout } = command(["score", "-", "--input-format", "csv", "--json"], { input });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Scored).total).toEqual(expected);
    expect(command(["score", "-"], { input })).toMatchObject({
      code: 2,
      stderr:
        "error: standard input: nothing tells the format\nhint: --input-format takes csv, tsv, jsonl, parquet\n",
    });
  });

  it("--score, --label, --weight COL", () => {
    write("named.csv", 'the "score",Étiquette,my weight\n0.7,1,2\n0.2,0,3\n');
    const { total } = score(
      "named.csv",
      "--score",
      'the "score"',
      "--label",
      "Étiquette",
      "--weight",
      "my weight",
    );
    const weighted = 2 * focalLoss(1, 0.7) + 3 * focalLoss(0, 0.2);
    expect(total).toMatchObject({ rows: 2, weight: 5 });
    expect(total.losses[0]!.total).toBeCloseTo(weighted, 15);
    expect(total.losses[0]!.mean).toBeCloseTo(weighted / 5, 15);
  });

  it("--logits, with integer labels", () => {
    write("classes.csv", "class,logit0,logit1,logit2\n0,3,1,0\n2,0,0,4\n");
    const { total } = score("classes.csv", "--label", "class", "--logits", "logit*");
    expect(total.classes).toEqual([1, 0, 1]);
    expect(total.losses[0]!.total).toBe(
      sum([softmaxFocalLoss(0, [3, 1, 0], { gamma: 2 }), softmaxFocalLoss(2, [0, 0, 4], { gamma: 2 })]),
    );
  });

  it("labels 0/1, true/false, --positive VALUE", () => {
    const loss = sum([focalLoss(1, 0.7), focalLoss(0, 0.2)]);
    for (const [yes, no] of [
      ["1", "0"],
      ["true", "false"],
      ["TRUE", "False"],
      ["spam", "ham"],
    ]) {
      write("labels.csv", `y,p\n${yes},0.7\n${no},0.2\n`);
      const { total } = score("labels.csv", ...(yes === "spam" ? ["--positive", "spam"] : []));
      expect(total).toMatchObject({ positives: 1, losses: [{ total: loss }] });
    }
  });

  const USUAL = {
    label: ["label", "labels", "y", "target", "y_true", "truth"],
    probability: ["probability", "prob", "p", "score", "y_pred", "y_prob", "prediction"],
  };
  it.each([
    ...USUAL.label.map((name) => ["label", name, `p,${name}`] as const),
    ...USUAL.probability.map((name) => ["probability", name, `${name},y`] as const),
  ])("a column named as a %s, %s, is found by itself, and stderr says so", (role, name, header) => {
    write("usual.csv", `${header}\n0.7,1\n`);
    const { code, stderr } = command(["score", "usual.csv"]);
    expect(code).toBe(0);
    expect(stderr).toContain(`note: usual.csv: column "${name}" is the ${role}\n`);
  });
});

describe("engines", () => {
  it("duckdb by default, for what only it reads", async () => {
    await copy("SELECT '1' AS y, 0.5::DOUBLE AS p", "text.parquet");
    expect(score("text.parquet").total.rows).toBe(1);
    expect(score("text.parquet", "--engine", "duckdb")).toEqual(score("text.parquet"));
  });

  it("js: no native dependency", async () => {
    const env = { NODE_OPTIONS: without("@duckdb/node-api") };
    for (const file of ["digits.csv", "digits.parquet", "digits.jsonl"]) {
      const { code, stdout } = command(["score", "--json", "--engine", "js", file], { env });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toEqual(score(file));
    }
    await copy("SELECT '1' AS y, 0.5::DOUBLE AS p", "text.parquet");
    expect(command(["score", "-q", "--engine", "js", "text.parquet"])).toEqual({
      code: 5,
      stdout: "",
      stderr: "error: these files need DuckDB, which --engine js goes without\n",
    });
  });

  it.each([
    ["postgres://me@127.0.0.1:1/scores", /^error: .*postgres/],
    ["clickhouse+http://me@127.0.0.1:1/", /^error: clickhouse\+http:\/\/me@127\.0\.0\.1:1\/: /],
    [
      "trino+http://me@127.0.0.1:1/catalog/schema",
      /^error: trino\+http:\/\/me@127\.0\.0\.1:1\/catalog\/schema: /,
    ],
  ])("%s: one line and code 5 where it does not answer", (engine, stderr) => {
    const result = command(["score", "-q", "--engine", engine, "--label", "y", "--probability", "p", "t"]);
    expect(result).toMatchObject({ code: 5, stdout: "" });
    expect(result.stderr).toMatch(stderr);
  });

  it("spark: says what is missing where it is not there", () => {
    const { code, stderr } = bash(
      folder,
      `focal-loss score -q --engine spark --spark-home ./nowhere --label y --probability p t`,
    );
    expect(code).toBe(5);
    expect(stderr).toMatch(/^error: .*spark-sql/);
  });

  it("secrets are never flags, and are redacted", () => {
    for (const url of ["postgres://me:hunter2@host/db", "trino+https://me@host/c/s?password=hunter2"]) {
      const { code, stdout, stderr } = command(["score", "--engine", url, "t"]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/may not stand in the URL/);
      expect(stderr).not.toContain("hunter2");
    }
  });

  it("a secret comes from a file", () => {
    write("secret", "hunter2\n");
    const { code, stderr } = command([
      "score",
      "-q",
      "--engine",
      "clickhouse+http://me@127.0.0.1:1/",
      "--password-file",
      "secret",
      "t",
    ]);
    expect(code).toBe(5);
    expect(stderr).not.toContain("hunter2");
    rmSync(path("secret"));
  });
});
