/**
 * PostgreSQL through `pg`, which is there if the user installed it.
 */
import type { Client } from "pg";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import type { EngineTarget } from "./engine-url.ts";
import { readPassword, redact } from "./password.ts";
import { requestedCells, rowsQuery } from "./rows-request.ts";
import { type EngineOptions, explainedBy, oneByOne, type SqlEngine, toRows } from "./sql-engine.ts";
import { columnsQuery, tableSource } from "./table-name.ts";

interface Result {
  readonly columns: readonly string[];
  readonly cells: readonly (readonly (string | null)[])[];
}

/** How long a second connection may take that asks the server to cancel a query. */
const CANCEL_MILLISECONDS = 5000;
const ROWS_AT_ONCE = 8192;

/** Cells as the server writes them, which loses nothing; true and false in full. */
const AS_TEXT = {
  getTypeParser: (type: number) => (text: string) =>
    type === BOOLEAN ? (text === "t" ? "true" : "false") : text,
};
const BOOLEAN = 16;

export function postgresEngine(
  target: EngineTarget,
  options: EngineOptions,
  signal: AbortSignal | undefined,
): SqlEngine {
  const password = readPassword(options.passwordFile);
  const fail = (error: unknown): never => {
    throw new CliError("engine", `${target.name}: ${redact(reason(error) || String(error), password)}`);
  };
  const open = async (more: object = {}): Promise<Client> => {
    const client = new (await loadPg()).Client({
      connectionString: withPassword(target.url!, password),
      fallback_application_name: "focal-loss",
      ...more,
    });
    // What fails while nothing runs has nobody to tell.
    client.on("error", () => undefined);
    await client.connect().catch(fail);
    return client;
  };

  let opening: Promise<Client> | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (): void =>
    void (stopping = opening?.then((client) => cancel(client, open)).catch(() => undefined));
  signal?.addEventListener("abort", stop);
  const run = async (text: string): Promise<Result> => {
    signal?.throwIfAborted();
    const client = await (opening ??= open());
    signal?.throwIfAborted();
    const { rows, fields } = await client
      .query<(string | null)[]>({ text, rowMode: "array", types: AS_TEXT })
      .catch(fail);
    return { columns: fields.map(({ name }) => name), cells: rows };
  };
  const rows = async (sql: string): Promise<ReturnType<typeof toRows>> => {
    const { columns, cells } = await run(sql);
    return toRows(columns, cells);
  };
  return {
    dialect: "postgres",
    source: tableSource,
    columns: async (source) => {
      const { columns } = await run(columnsQuery(source, "postgres"));
      return columns.map((name) => ({ name, type: "" }));
    },
    query: oneByOne(rows),
    rows: async function* (request) {
      const query = rowsQuery(request, "postgres", requestedCells(request, "postgres"));
      await run("BEGIN READ ONLY");
      await run(`DECLARE focal_loss NO SCROLL CURSOR FOR ${query}`);
      for (;;) {
        const { cells } = await run(`FETCH ${ROWS_AT_ONCE} FROM focal_loss`);
        if (cells.length === 0) break;
        yield* cells;
      }
      await run("COMMIT");
    },
    plan: async ({ sql }) => explainedBy((await run(`EXPLAIN ${sql}`)).cells),
    version: async () => (await rows("SHOW server_version"))[0]!["server_version"]!,
    close: async () => {
      signal?.removeEventListener("abort", stop);
      await stopping;
      await opening?.then((client) => client.end()).catch(() => undefined);
    },
  };
}

/** What pg takes from a URL wins over all other settings, so the password has to stand in it. */
function withPassword(url: URL, password: string | undefined): string {
  const full = new URL(url);
  if (password !== undefined) full.password = encodeURIComponent(password);
  return full.href;
}

/** Stops what a connection runs, through another one: closing it would leave the query running. */
async function cancel(client: Client, open: (more: object) => Promise<Client>): Promise<void> {
  // The types of pg do not know it.
  const { processID } = client as Client & { readonly processID: number };
  const other = await open({ connectionTimeoutMillis: CANCEL_MILLISECONDS });
  await other.query("SELECT pg_cancel_backend($1)", [processID]).catch(() => undefined);
  await other.end();
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
