/**
 * Names are names, whatever they hold.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { type DialectName, DIALECTS, lossExpression, lossRowsQuery, lossTotalsQuery } from "../src/index.ts";
import { engines, type TestEngine } from "./engines.ts";

const hostile = [
  `"; DROP TABLE t; --`,
  "`; DROP TABLE t; --",
  `back\\slash \\" \\\``,
  "line\nbreak\r\n",
  "a.b",
  "source",
  "x",
  "stage_1",
  "$1 :name ? %s {{x}}",
  "select",
  "Ünï ☃ 🐘",
  " ",
  "'",
  "/* */",
];

describe.each(engines)("%s", (dialect, start) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await start();
  }, 300_000);

  it("finds columns and tables by their names alone", { timeout: 300_000 }, async () => {
    const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    for (const name of hostile) {
      const other = `${name} 2`;
      await engine.query(
        `CREATE TABLE ${quoted(name)} AS SELECT 1 AS ${quoted(name)}, CAST(0 AS DOUBLE PRECISION) AS ${quoted(other)}, 7 AS "x y"`,
      );
      const scoring = { dialect, table: name, label: name, logit: other, gamma: 0 };
      const [row] = await engine.query(lossRowsQuery({ ...scoring, as: `${name} 3` }));
      expect(row).toMatchObject({ [`${name} 3`]: "0.6931471805599453" });
      const [total] = await engine.query(lossTotalsQuery({ ...scoring, gammas: [0], by: [name] }));
      expect(total).toMatchObject({ row_count: "1" });
      expect(Number(total![name])).toBe(1);
      expect(Number(total!["loss_sum"])).toBeCloseTo(0.6931471805599453, 14);
    }
  });

  it("finds a table by schema and name", async () => {
    await engine.query(`CREATE SCHEMA "a.b"`);
    await engine.query(`CREATE TABLE "a.b"."c.d" AS SELECT 1 AS y, 0 AS z`);
    const [row] = await engine.query(
      lossTotalsQuery({ dialect, table: ["a.b", "c.d"], label: "y", logit: "z" }),
    );
    expect(row).toMatchObject({ row_count: "1" });
  });
});

it.each<[DialectName, string]>([
  ["duckdb", `"a""b\`c\\d\ne"`],
  ["postgres", `"a""b\`c\\d\ne"`],
  ["trino", `"a""b\`c\\d\ne"`],
  ["snowflake", `"a""b\`c\\d\ne"`],
  ["spark", '`a"b``c\\d\ne`'],
  ["bigquery", '`a"b\\`c\\\\d\\ne`'],
  ["clickhouse", '"a\\"b`c\\\\d\\ne"'],
])("quotes for %s", (dialect, quoted) => {
  const sql = lossExpression({ dialect, label: 'a"b`c\\d\ne', logit: "z" });
  expect(sql).toContain(quoted);
  // Nothing of the name stands outside its quotes.
  expect(sql.replaceAll(quoted, "")).not.toMatch(/[\\\n]/);
});

it.each(DIALECTS)("writes a dotted table as its parts: %s", (dialect) => {
  const { length } = lossTotalsQuery({ dialect, table: ["a", "b", "c"], label: "y", logit: "z" }).match(
    /(["`])a\1\.\1b\1\.\1c\1/g,
  )!;
  expect(length).toBe(1);
});
