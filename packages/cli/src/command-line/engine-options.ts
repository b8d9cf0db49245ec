/**
 * The options about engines, and those of `sql` alone.
 */
import type { DialectName } from "@focal-loss/sql";
import { Option } from "commander";
import { ENGINE_FORMS } from "../engines/engine-url.ts";
import { GROUPS } from "./option-groups.ts";

export const engine: Option = new Option(
  "--engine <engine>",
  `score tables (Spark: or paths) where they lie, instead of files here: ${ENGINE_FORMS}; of files here duckdb (default) or js, which loads nothing native`,
).helpGroup(GROUPS.engine);

/** What reads files here: both read most of them without DuckDB, `duckdb` all. */
export const LOCAL_ENGINES = ["duckdb", "js"] as const;
export type LocalEngine = (typeof LOCAL_ENGINES)[number];

export const master: Option = new Option(
  "--master <url>",
  "Spark: the cluster, such as spark://HOST:7077 (default: as Spark is configured)",
).helpGroup(GROUPS.engine);

export const sparkHome: Option = new Option(
  "--spark-home <folder>",
  "Spark: where it is (default: SPARK_HOME, or spark-sql on the PATH)",
).helpGroup(GROUPS.engine);

export const passwordFile: Option = new Option(
  "--password-file <file>",
  "the password for the engine is the first line of this file",
).helpGroup(GROUPS.engine);

const RESULT_OPTIONS = ["rows", "json", "jsonl", "csv", "md", "output", "failAbove"];

export const explain: Option = new Option(
  "--explain",
  "print how the engine would run the query, run nothing",
)
  .conflicts(RESULT_OPTIONS)
  .helpGroup(GROUPS.engine);

export const dryRun: Option = new Option("--dry-run", "print the SQL, connect to nothing")
  .conflicts([...RESULT_OPTIONS, "explain"])
  .helpGroup(GROUPS.engine);

/** What `sql --query` computes. */
const QUERIES = ["totals", "rows", "expression"] as const;
export type Query = (typeof QUERIES)[number];

const DIALECT_NAMES = [
  "duckdb",
  "postgres",
  "spark",
  "clickhouse",
  "trino",
  "bigquery",
  "snowflake",
] as const satisfies readonly DialectName[];

export const dialect: Option = new Option("--dialect <dialect>", "the engine it is for")
  .choices(DIALECT_NAMES)
  .default("duckdb");

export const query: Option = new Option("--query <query>", "what it computes")
  .choices(QUERIES)
  .default("totals");

export const table: Option = new Option("--table <name>", "the table, such as schema.name").default(
  "predictions",
);

export const labelOfSql: Option = new Option("--label <column>", "column of the labels").default("label");

export const probabilityOfSql: Option = new Option(
  "--probability <column>",
  "column of the probabilities (default: probability)",
).conflicts("logit");

export const by: Option = new Option(
  "--by <column>",
  "column whose values make groups, repeatable",
).argParser((name: string, previous: readonly string[] | undefined) => [...(previous ?? []), name]);
