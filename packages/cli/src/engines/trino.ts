/**
 * Trino through its client protocol: a statement is posted, and each answer says where the next part of the result is.
 *
 * Source: https://trino.io/docs/current/develop/client-protocol.html
 */
import { CliError } from "../cli-error.ts";
import { type EngineTarget, httpOrigin, pathParts } from "./engine-url.ts";
import { basicAuthorization, httpClient } from "./http.ts";
import { readPassword, redact } from "./password.ts";
import {
  type Cell,
  type EngineOptions,
  explainedBy,
  oneByOne,
  type SqlEngine,
  toRows,
} from "./sql-engine.ts";
import { columnsQuery, tableSource } from "./table-name.ts";

interface Answer {
  readonly nextUri?: string;
  readonly columns?: readonly { readonly name: string }[];
  readonly data?: readonly (readonly Cell[])[];
  readonly error?: { readonly message: string };
}

interface Result {
  readonly columns: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
}

export function trinoEngine(
  target: EngineTarget,
  options: EngineOptions,
  signal: AbortSignal | undefined,
): SqlEngine {
  const password = readPassword(options.passwordFile);
  const user = decodeURIComponent(target.url!.username) || "focal-loss";
  const [catalog, schema] = pathParts(target);
  const headers = {
    "x-trino-user": user,
    "x-trino-source": "focal-loss",
    ...(catalog === undefined ? {} : { "x-trino-catalog": catalog }),
    ...(schema === undefined ? {} : { "x-trino-schema": schema }),
    ...(password === undefined ? {} : basicAuthorization(user, password)),
  };
  const { send } = httpClient(target.name, headers, password, signal);
  const fail = (message: string): never => {
    throw new CliError("engine", `${target.name}: ${redact(message, password)}`);
  };

  const run = async (sql: string): Promise<Result> => {
    let columns: readonly string[] = [];
    const cells: (readonly Cell[])[] = [];
    let next: string | undefined = `${httpOrigin(target)}/v1/statement`;
    let init: RequestInit = { method: "POST", body: sql };
    try {
      while (next !== undefined) {
        const answer = JSON.parse(await send(next, init)) as Answer;
        if (answer.error !== undefined) return fail(answer.error.message);
        columns = answer.columns?.map(({ name }) => name) ?? columns;
        cells.push(...(answer.data ?? []));
        next = answer.nextUri;
        init = { method: "GET" };
        // The user and the password go to no other address.
        if (next !== undefined && new URL(next).origin !== httpOrigin(target)) {
          return fail(`the server points to ${new URL(next).origin}`);
        }
      }
    } catch (error) {
      if (signal?.aborted === true && next !== undefined) await fetch(next, { method: "DELETE", headers });
      throw error;
    }
    return { columns, cells };
  };
  const rows = async (sql: string): Promise<ReturnType<typeof toRows>> => {
    const { columns, cells } = await run(sql);
    return toRows(columns, cells);
  };
  return {
    dialect: "trino",
    source: tableSource,
    columns: async (source) => (await run(columnsQuery(source, "trino"))).columns,
    query: oneByOne(rows),
    plan: async ({ sql }) => explainedBy((await run(`EXPLAIN ${sql}`)).cells),
    version: async () => (await rows("SELECT version() AS version"))[0]!["version"]!,
    close: () => Promise.resolve(),
  };
}
