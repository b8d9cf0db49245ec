/**
 * Spark and ClickHouse keep the loss contract row by row, agree on NULL, NaN and the infinities, and a parser of other dialects reads
 * what is written for them.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lossContract } from "@focal-loss/fixtures";
import { DIALECTS, type DialectName, lossExpression, lossTotalsQuery } from "@focal-loss/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/packages.mjs";
import { missingJava, type Missing, type PackageName, type Python, pythonWith, tell } from "./python.ts";
import { claim, type Kind, kinds, SPECIAL_LOSSES, writeRows } from "./statements.ts";

const folder = mkdtempSync(join(tmpdir(), "focal-loss-rows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines that statements print, cells with tabs between them. */
type Run = (python: Python, statements: readonly string[]) => string[];

interface Engine {
  readonly dialect: DialectName;
  readonly name: PackageName;
  readonly missing: string | undefined;
  /** Makes the table `rows` of a Parquet file. */
  readonly open: (file: string) => string;
  readonly run: Run;
  readonly null: string;
}

const engines: readonly Engine[] = [
  {
    dialect: "spark",
    name: "pyspark",
    missing: missingJava(),
    open: (file) => `CREATE TEMPORARY VIEW rows USING parquet OPTIONS (path '${file}')`,
    run: runSpark,
    null: "NULL",
  },
  {
    dialect: "clickhouse",
    name: "chdb",
    missing: undefined,
    open: (file) => `CREATE VIEW rows AS SELECT * FROM file('${file}', Parquet)`,
    run: runClickhouse,
    null: "\\N",
  },
];

for (const engine of engines) {
  const python: Python | Missing =
    engine.missing === undefined ? pythonWith(engine.name) : { missing: engine.missing };
  if ("missing" in python) tell(`${engine.dialect}: ${python.missing}`);

  describe.skipIf("missing" in python)(engine.dialect, () => {
    const { dialect } = engine;
    let groups: readonly Kind[];
    let lines: readonly (readonly string[])[];
    const losses = new Map<string, number>();

    beforeAll(async () => {
      groups = await kinds(dialect);
      const file = await writeRows(folder, groups);
      const expressions = groups.map(({ expression }, k) => [k, expression] as const);
      const special = (["probability", "logit"] as const).map((input) => ({
        input,
        expression: lossExpression({ dialect, label: "y", [input]: "x", gamma: 0 }),
      }));
      const select = (tag: string, kind: number, expression: string): string =>
        `SELECT '${tag}' AS tag, id, ${expression} AS loss FROM rows WHERE kind = ${kind}`;
      const totals = lossTotalsQuery({
        dialect,
        table: "rows",
        label: "y",
        probability: "x",
        gammas: [0, 2],
        by: ["kind"],
      });
      const statements = [
        engine.open(file),
        ...expressions.map(([k, expression]) => select(`${k}`, k, expression)),
        ...special.map(({ input, expression }) => select(input, -1, expression)),
        `SELECT 'totals' AS tag, t.* FROM (${totals}) AS t`,
      ];
      lines = engine.run(python as Python, statements).map((line) => line.split("\t"));
      for (const [tag = "", id, loss] of lines)
        if (/^\d+$/.test(tag)) losses.set(`${tag} ${id}`, toNumber(loss!));
    });

    it("keeps the loss contract", async () => {
      expect(losses.size).toBeGreaterThan(1500);
      for (const { run } of lossContract({ name: dialect, focalLoss: claim(groups, losses) })) await run();
    });

    it.each(["probability", "logit"] as const)("knows NULL, NaN and the infinities: %s", (input) => {
      const found = lines
        .filter(([tag]) => tag === input)
        .sort((a, b) => Number(a[1]) - Number(b[1]))
        .map(([, , loss]) => (loss === engine.null ? null : toNumber(loss!)));
      const wanted = SPECIAL_LOSSES[input];
      expect(found.map(digits)).toEqual(wanted.map(digits));
    });

    it("counts and sums them", () => {
      const special = lines.filter(([tag, kind]) => tag === "totals" && kind === "-1");
      expect(special.map((cells) => cells.slice(3, 11))).toEqual([
        // rows, null, nan, prediction, label, weight, positive, soft; then infinite
        ["5", "2", "2", "6", "2", "0", "3", "1"],
        ["5", "2", "2", "6", "2", "0", "3", "1"],
      ]);
      expect(special.map((cells) => cells[11])).toEqual(["3", "3"]);
    });
  });
}

describe("a parser", () => {
  const python = pythonWith("sqlglot");
  if ("missing" in python) tell(python.missing);

  it.skipIf("missing" in python).each(DIALECTS)("reads the golden SQL for %s", (dialect) => {
    const file = join(root, "packages/sql/test/golden", `${dialect}.sql`);
    const program = `
import sys, sqlglot
trees = sqlglot.parse(open(sys.argv[2]).read(), read=sys.argv[1], error_level=sqlglot.ErrorLevel.RAISE)
print(len([tree for tree in trees if tree is not None and not tree.find(sqlglot.exp.Command)]))`;
    expect((python as Python).run(program, dialect, file)).toBe(
      `${readFileSync(file, "utf8").match(/;\n/g)!.length}\n`,
    );
  });
});

/** Enough digits to tell values apart. */
function digits(x: number | null): string | null {
  return x === null ? null : x.toPrecision(14);
}

/** ClickHouse writes nan and inf. */
function toNumber(text: string): number {
  return Number(text.replace(/^(-?)inf$/, "$1Infinity").replace(/^nan$/, "NaN"));
}

function runSpark(python: Python, statements: readonly string[]): string[] {
  const home = python.run("import pyspark; print(pyspark.__path__[0])").trim();
  const script = join(folder, "script.sql");
  writeFileSync(script, statements.map((statement) => `${statement};\n`).join(""));
  const { status, stdout, stderr } = spawnSync(
    join(home, "bin/spark-sql"),
    [
      "--master",
      "local[2]",
      "-S",
      "--conf",
      "spark.sql.catalogImplementation=in-memory",
      "--conf",
      "spark.ui.enabled=false",
      "-f",
      script,
    ],
    {
      encoding: "utf8",
      cwd: folder,
      maxBuffer: 2 ** 28,
      env: { ...process.env, SPARK_HOME: home, SPARK_LOCAL_IP: "127.0.0.1" },
    },
  );
  if (status !== 0) throw new Error(stderr.slice(-5000));
  return stdout.trim().split("\n");
}

function runClickhouse(python: Python, statements: readonly string[]): string[] {
  const script = join(folder, "statements.json");
  writeFileSync(script, JSON.stringify(statements));
  const program = `
import json, sys
from chdb import session
s = session.Session()
for statement in json.load(open(sys.argv[1])):
    sys.stdout.write(str(s.query(statement, "TSV")))`;
  return python.run(program, script).trim().split("\n");
}
