/**
 * The engines that run inside these tests.
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import type { DialectName } from "../src/index.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface TestEngine {
  readonly dialect: DialectName;
  /** The rows of the last statement; numbers and big integers as text, so that nothing is rounded. */
  readonly query: (sql: string) => Promise<Row[]>;
}

async function duckdb(): Promise<TestEngine> {
  const connection = await (await DuckDBInstance.create()).connect();
  return {
    dialect: "duckdb",
    query: async (sql) =>
      (await connection.runAndReadAll(sql))
        .getRowObjects()
        .map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
          ),
        ),
  };
}

async function postgres(): Promise<TestEngine> {
  const database = await PGlite.create({ parsers: textParsers() });
  return { dialect: "postgres", query: async (sql) => (await database.exec(sql)).at(-1)?.rows ?? [] };
}

/** float8, int8 and numeric as the text that PostgreSQL sends. */
function textParsers(): Record<number, (text: string) => string> {
  return Object.fromEntries([20, 701, 1700].map((type) => [type, (text: string) => text]));
}

export const engines: readonly (readonly [DialectName, () => Promise<TestEngine>])[] = [
  ["duckdb", duckdb],
  ["postgres", postgres],
];

/** Makes a table of doubles; `null` is NULL. */
export async function createTable(
  { query }: TestEngine,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly (number | null)[])[],
): Promise<void> {
  const quoted = columns.map((column) => `"${column}"`);
  await query(`CREATE TABLE "${name}" (${quoted.map((column) => `${column} DOUBLE PRECISION`).join(", ")})`);
  const text = (x: number | null): string => (x === null ? "NULL" : `CAST('${x}' AS DOUBLE PRECISION)`);
  for (let from = 0; from < rows.length; from += 1000) {
    const values = rows.slice(from, from + 1000).map((row) => `(${row.map(text).join(", ")})`);
    await query(`INSERT INTO "${name}" VALUES ${values.join(", ")}`);
  }
}
