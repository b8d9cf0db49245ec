/**
 * The engine that `--engine` names.
 */
import { parseEngine } from "./engine-url.ts";
import type { EngineOptions, SqlEngine } from "./sql-engine.ts";

export async function openEngine(
  text: string,
  options: EngineOptions,
  signal: AbortSignal | undefined,
): Promise<SqlEngine> {
  const target = parseEngine(text);
  switch (target.kind) {
    case "spark":
      return (await import("./spark.ts")).sparkEngine(options, signal);
    case "postgres":
      return (await import("./postgres.ts")).postgresEngine(target, options, signal);
    case "clickhouse":
      return (await import("./clickhouse.ts")).clickhouseEngine(target, options, signal);
    case "trino":
      return (await import("./trino.ts")).trinoEngine(target, options, signal);
  }
}
