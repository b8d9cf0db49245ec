/**
 * Which engines are here, and what is missing.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { env } from "node:process";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import { findSparkSql } from "./spark-sql.ts";
import type { EngineOptions } from "./sql-engine.ts";

/** One line of the report. */
export interface EngineStatus {
  readonly engine: string;
  readonly ready: boolean;
  readonly version: string | null;
  /** What it is for, or what is missing and how to get it. */
  readonly note: string;
}

/** Looks at every engine without starting a process of Spark or connecting to a server. */
export async function surveyEngines(options: EngineOptions): Promise<readonly EngineStatus[]> {
  return [
    await status("duckdb", "reads files here", async () => (await import("@duckdb/node-api")).version()),
    await status("spark", "score --engine spark", () => sparkVersion(options)),
    await status("postgres", "score --engine postgres://USER@HOST/DATABASE", pgVersion),
    {
      engine: "clickhouse",
      ready: true,
      version: null,
      note: "score --engine clickhouse+http://USER@HOST:8123/DATABASE",
    },
    {
      engine: "trino",
      ready: true,
      version: null,
      note: "score --engine trino+http://USER@HOST:8080/CATALOG/SCHEMA",
    },
  ];
}

/** The status of something whose version can be asked for: ready, or the error as the note. */
export async function status(
  engine: string,
  use: string,
  version: () => string | Promise<string>,
): Promise<EngineStatus> {
  try {
    return { engine, ready: true, version: await version(), note: use };
  } catch (error) {
    const hint = error instanceof CliError && error.hint !== undefined ? ` (${error.hint})` : "";
    return { engine, ready: false, version: null, note: reason(error).split("\n", 1)[0]! + hint };
  }
}

/** The version that the name of a jar has; Java has to be there as well. */
function sparkVersion({ sparkHome }: EngineOptions): string {
  const jars = join(dirname(dirname(findSparkSql(sparkHome))), "jars");
  const [, version = "unknown"] =
    readdirSync(jars)
      .map((name) => /^spark-core_[\d.]+-(.+)\.jar$/.exec(name) ?? [])
      .find(([name]) => name !== undefined) ?? [];
  const java = env["JAVA_HOME"] === undefined ? "java" : join(env["JAVA_HOME"], "bin", "java");
  if (spawnSync(java, ["-version"], { stdio: "ignore" }).status !== 0) {
    throw new CliError("engine", `Spark ${version} is here, Java is not`, {
      hint: "install Java 17 or newer, or set JAVA_HOME",
    });
  }
  return version;
}

async function pgVersion(): Promise<string> {
  await (await import("./postgres.ts")).loadPg();
  const { version } = createRequire(import.meta.url)("pg/package.json") as { version: string };
  return `pg ${version}`;
}
