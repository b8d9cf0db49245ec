/**
 * `focal-loss sql` prints SQL that an engine runs; `focal-loss engines` says which are there.
 */
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { DIALECTS, lossExpression, lossRowsQuery, lossTotalsQuery } from "@focal-loss/sql";
import { describe, expect, it } from "vitest";
import { workspace } from "./command.ts";

const { focalLoss } = workspace();
const digits = fileURLToPath(new URL("../../fixtures/data/digits-eight.csv", import.meta.url));

describe("sql", () => {
  it.each(DIALECTS)("prints what the library makes for %s", async (dialect) => {
    const scoring = { dialect, label: "y", logit: "z", alpha: 0.25 };
    const flags = ["--dialect", dialect, "--label", "y", "--logit", "z", "--alpha", "0.25"];
    const table = ["--table", 's."a.b"'];
    const print = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await focalLoss("sql", ...flags, ...args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return stdout;
    };
    expect(await print(...table, "--gamma", "0", "--gamma", "2", "--by", "day", "--by", "model")).toBe(
      `${lossTotalsQuery({ ...scoring, table: ["s", "a.b"], gammas: [0, 2], by: ["day", "model"] })};\n`,
    );
    expect(await print(...table, "--query", "rows", "--weight", "w")).toBe(
      `${lossRowsQuery({ ...scoring, table: ["s", "a.b"], weight: "w" })};\n`,
    );
    expect(await print("--query", "expression", "--gamma", "0.5")).toBe(
      `${lossExpression({ ...scoring, gamma: 0.5 })}\n`,
    );
  });

  it("prints what DuckDB runs, with the total of score", async () => {
    const { stdout } = await focalLoss("sql", "--table", "digits");
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`CREATE TABLE digits AS FROM read_csv('${digits}')`);
    const [row] = (await connection.runAndReadAll(stdout)).getRowObjects();
    const { stdout: json } = await focalLoss("score", digits, "--probability", "probability", "--json");
    const { total } = JSON.parse(json) as { total: { losses: [{ total: number }] } };
    expect(row!["loss_sum"]).toBeCloseTo(total.losses[0].total, 12);
  });

  it.each<[string[], string]>([
    [["--dialect", "mysql"], "argument 'mysql' is invalid"],
    [["--gamma", "200"], "error: --gamma expected a number in [0, 128], got 200\n"],
    [["--alpha", "2"], "argument '2' is invalid"],
    [["--query", "rows", "--gamma", "1", "--gamma", "2"], "--query rows takes one --gamma, got 2"],
    [["--query", "expression", "--by", "g"], "--by goes with --query totals, not with --query expression"],
    [["--pos-weight", "1e-300"], "error: --pos-weight expected 0 or a number in ["],
    [["--by", "gamma"], 'error: --by expected a name that no other column of the result has, got "gamma"\n'],
    [["--table", "a..b"], '"a..b" is not the name of a table'],
    [
      ["--probability", "p", "--logit", "z"],
      "option '--probability <column>' cannot be used with option '--logit <column>'",
    ],
    [["--label", ""], 'error: --label expected the name of a column or table, without NUL, got ""'],
  ])("refuses %j with code 2", async (args, message) => {
    const { code, stdout, stderr } = await focalLoss("sql", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("engines", () => {
  it("lists all of them, and is content where files can be read", async () => {
    const { code, stdout, stderr } = await focalLoss("engines");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const rows = stdout
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(/ +/));
    expect(rows.map(([engine]) => engine)).toEqual(["duckdb", "spark", "postgres", "clickhouse", "trino"]);
    expect(rows[0]).toEqual(expect.arrayContaining(["duckdb", "ready"]));
  });

  it("says what is missing", async () => {
    const { code, stdout } = await focalLoss("engines", "--spark-home", "/nowhere", "--json");
    expect(code).toBe(0);
    const { schemaVersion, engines } = JSON.parse(stdout) as { schemaVersion: number; engines: object[] };
    expect(schemaVersion).toBe(1);
    expect(engines).toContainEqual({
      engine: "spark",
      ready: false,
      version: null,
      note: "spark-sql is not in /nowhere/bin (--spark-home DIR or the variable SPARK_HOME names the folder of Spark)",
    });
  });
});
