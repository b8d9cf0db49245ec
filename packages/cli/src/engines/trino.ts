/**
 * Trino through its client protocol: a statement is posted, and each answer says where the next part of the result is.
 *
 * Source: https://trino.io/docs/current/develop/client-protocol.html
 */
import { CliError } from "../cli-error.ts";
import { type EngineTarget, httpOrigin, pathParts } from "./engine-url.ts";
import { basicAuthorization, httpClient } from "./http.ts";
import { readPassword, redact } from "./password.ts";
import { cellText, requestedCells, rowsQuery } from "./rows-request.ts";
import {
  type Cell,
  type EngineColumn,
  type EngineOptions,
  type EngineRow,
  explainedBy,
  oneByOne,
  type SqlEngine,
  toRows,
} from "./sql-engine.ts";
import { columnsQuery, tableSource } from "./table-name.ts";

interface Answer {
  readonly nextUri?: string;
  readonly columns?: readonly EngineColumn[];
  readonly data?: readonly (readonly Cell[])[];
  readonly error?: { readonly message: string };
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
  const { send, cancel } = httpClient(target.name, headers, password, signal);
  const fail = (message: string): never => {
    throw new CliError("engine", `${target.name}: ${redact(message, password)}`);
  };

  /** The answers to a statement, as they come. */
  const answers = async function* (sql: string): AsyncGenerator<Answer> {
    let answer = await ask(`${httpOrigin(target)}/v1/statement`, { method: "POST", body: sql });
    let unfinished = answer.nextUri;
    try {
      yield answer;
      while (unfinished !== undefined) {
        answer = await ask(unfinished, { method: "GET" });
        unfinished = answer.nextUri;
        yield answer;
      }
    } finally {
      if (unfinished !== undefined) await cancel(unfinished);
    }
  };
  const ask = async (url: string, init: RequestInit): Promise<Answer> => {
    const answer = JSON.parse(await send(url, init)) as Answer;
    const { error, nextUri } = answer;
    if (error !== undefined) return fail(error.message);
    // The user and the password go to no other address.
    if (nextUri !== undefined && new URL(nextUri).origin !== httpOrigin(target)) {
      return fail(`the server points to ${new URL(nextUri).origin}`);
    }
    return answer;
  };
  const run = async (sql: string): Promise<Required<Pick<Answer, "columns" | "data">>> => {
    let columns: NonNullable<Answer["columns"]> = [];
    const data: (readonly Cell[])[] = [];
    for await (const answer of answers(sql)) {
      columns = answer.columns ?? columns;
      data.push(...(answer.data ?? []));
    }
    return { columns, data };
  };
  const rows = async (sql: string): Promise<EngineRow[]> => {
    const { columns, data } = await run(sql);
    return toRows(
      columns.map(({ name }) => name),
      data,
    );
  };
  return {
    dialect: "trino",
    source: tableSource,
    columns: async (source) => (await run(columnsQuery(source, "trino"))).columns,
    rows: async function* (request) {
      const sql = rowsQuery(request, "trino", requestedCells(request, "trino", asText));
      for await (const { data = [] } of answers(sql)) for (const cells of data) yield cells.map(cellText);
    },
    query: oneByOne(rows),
    plan: async ({ sql }) => explainedBy((await run(`EXPLAIN ${sql}`)).data),
    version: async () => (await rows("SELECT version() AS version"))[0]!["version"]!,
    close: () => Promise.resolve(),
  };
}

/** JSON keeps a double, no other number for sure. */
function asText(reference: string, type: string): string {
  if (type === "double" || type === "real") return reference;
  if (type === "varbinary") return `to_hex(${reference})`;
  if (type === "json") return `json_format(${reference})`;
  return /^(array|map|row)\b/.test(type)
    ? `json_format(CAST(${reference} AS JSON))`
    : `CAST(${reference} AS VARCHAR)`;
}
