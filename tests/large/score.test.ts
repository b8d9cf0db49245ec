/**
 * `focal-loss score` on ten million rows: memory that does not grow, one total however the rows are split.
 *
 * The figures it prints are the ones in the README of the CLI.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";

const ROWS = 10_000_000;
const MEGABYTE = 1e6;
const repository = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "focal-loss-large-"));
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(
    `CREATE TABLE predictions AS SELECT i AS id, CAST(hash(i) % 100 = 0 AS INTEGER) AS label,
       (hash(i + 1) % 1000003 / 1000003.0 - hash(i + 77777777) % 1000033 / 1000033.0) * 12.0::DOUBLE AS logit
     FROM range(${ROWS}) t(i)`,
  );
  const copies = {
    "whole.csv": "SELECT * FROM predictions",
    "whole.parquet": "SELECT * FROM predictions",
    "first.csv": "SELECT label, logit FROM predictions WHERE id < 3333333",
    "second.csv": "SELECT label, logit FROM predictions WHERE id BETWEEN 3333333 AND 3333339",
    "rest-by-logit.parquet": "SELECT label, logit FROM predictions WHERE id > 3333339 ORDER BY logit",
  };
  for (const [name, select] of Object.entries(copies))
    await connection.run(`COPY (${select}) TO '${path(name)}'`);
  connection.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function score(title: string, args: string[]): { total: unknown; peak: number } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--import",
      fileURLToPath(new URL("report-memory.mjs", import.meta.url)),
      join(repository, "packages/cli/dist/bin.js"),
      "score",
      "--json",
      "--quiet",
      ...args,
    ],
    { encoding: "utf8", env: { ...process.env, PEAK_MEMORY_FILE: path("peak") }, timeout: 280_000 },
  );
  const seconds = (performance.now() - start) / 1000;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const peak = Number(readFileSync(path("peak"), "utf8"));
  console.log(`${title}: ${seconds.toFixed(1)} s, peak memory ${Math.round(peak / MEGABYTE)} MB`);
  const { total } = JSON.parse(stdout) as { total: { losses: { plainTotal?: number }[] } };
  // The one sum that depends on the order of the rows.
  for (const loss of total.losses) delete loss.plainTotal;
  return { total, peak };
}

it("scores CSV, Parquet and parts of both within 500 MB, and prints one total", () => {
  const runs = [
    score("10^7 rows of CSV", [path("whole.csv")]),
    score("10^7 rows of Parquet", [path("whole.parquet")]),
    score("the same in three parts", ["rest-by-logit.parquet", "second.csv", "first.csv"].map(path)),
  ];
  for (const { total, peak } of runs) {
    expect(total).toEqual(runs[0]!.total);
    expect(peak).toBeLessThan(500 * MEGABYTE);
  }
  expect(runs[0]!.total).toMatchObject({ rows: ROWS });
});

it("writes ten million rows within 500 MB above DuckDB's own limit of 1 GB", () => {
  const { peak } = score("10^7 rows of CSV, --rows to Parquet", [
    path("whole.csv"),
    "--rows",
    path("scored.parquet"),
  ]);
  expect(peak).toBeLessThan(1500 * MEGABYTE);
});
