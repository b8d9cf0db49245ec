/**
 * PostgreSQL through `pg`, which is there if the user installed it.
 */
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import type { EngineTarget } from "./engine-url.ts";
import { readPassword, redact } from "./password.ts";
import { type EngineOptions, type EngineRow, oneByOne, type SqlEngine, toRows } from "./sql-engine.ts";
import { columnsQuery, tableSource } from "./table-name.ts";

type Cells = (string | number | null)[];

export async function postgresEngine(
  target: EngineTarget,
  options: EngineOptions,
  signal: AbortSignal | undefined,
): Promise<SqlEngine> {
  const { Client } = await loadPg();
  const password = readPassword(options.passwordFile);
  const client = new Client({
    connectionString: target.url!.href,
    fallback_application_name: "focal-loss",
    ...(password === undefined ? {} : { password }),
  });
  const fail = (error: unknown): never => {
    throw new CliError("engine", `${target.name}: ${redact(reason(error) || String(error), password)}`);
  };
  // What fails while nothing runs has nobody to tell.
  client.on("error", () => undefined);
  const stop = (): void => void client.end().catch(() => undefined);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", stop);
  await client.connect().catch(fail);
  const run = async (text: string): Promise<{ columns: string[]; rows: EngineRow[] }> => {
    const { rows, fields } = await client.query<Cells>({ text, rowMode: "array" }).catch(fail);
    const columns = fields.map(({ name }) => name);
    return { columns, rows: toRows(columns, rows) };
  };
  const rows = async (sql: string): Promise<EngineRow[]> => (await run(sql)).rows;
  return {
    dialect: "postgres",
    source: tableSource,
    columns: async (source) => (await run(columnsQuery(source, "postgres"))).columns,
    query: oneByOne(rows),
    version: async () => (await rows("SHOW server_version"))[0]!["server_version"]!,
    close: async () => {
      signal?.removeEventListener("abort", stop);
      await client.end().catch(() => undefined);
    },
  };
}

/** The package `pg`. */
export async function loadPg(): Promise<Pick<typeof import("pg"), "Client">> {
  try {
    return (await import("pg")).default;
  } catch (error) {
    throw new CliError("engine", `the package pg cannot be loaded: ${reason(error).split("\n", 1)[0]}`, {
      hint: "npm install pg, where @focal-loss/cli is installed",
    });
  }
}
