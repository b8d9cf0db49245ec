/**
 * ClickHouse through its HTTP interface.
 *
 * Source: https://clickhouse.com/docs/interfaces/http
 */
import { type EngineTarget, httpOrigin, pathParts } from "./engine-url.ts";
import { httpClient } from "./http.ts";
import { readPassword } from "./password.ts";
import { cellText, requestedCells, rowsQuery } from "./rows-request.ts";
import {
  type Cell,
  type EngineOptions,
  type EngineRow,
  explainedBy,
  oneByOne,
  type SqlEngine,
  toRows,
} from "./sql-engine.ts";
import { columnsQuery, tableSource } from "./table-name.ts";

interface Answer {
  readonly meta: readonly { readonly name: string }[];
  readonly data: readonly (readonly Cell[])[];
}

/**
 * 64 bits and more as text, and an error before the first byte of the answer. The server stops a query that nobody waits for any
 * more, but only one that is read-only (2: settings beside it are allowed).
 */
const SETTINGS = [
  "output_format_json_quote_64bit_integers=1",
  "output_format_json_quote_decimals=1",
  "output_format_json_quote_denormals=1",
  "wait_end_of_query=1",
  "readonly=2",
  "cancel_http_readonly_queries_on_client_close=1",
].join("&");

export function clickhouseEngine(
  target: EngineTarget,
  options: EngineOptions,
  signal: AbortSignal | undefined,
): SqlEngine {
  const password = readPassword(options.passwordFile);
  const user = decodeURIComponent(target.url!.username);
  const [database] = pathParts(target);
  const headers = {
    ...(user === "" ? {} : { "x-clickhouse-user": user }),
    ...(password === undefined ? {} : { "x-clickhouse-key": password }),
    ...(database === undefined ? {} : { "x-clickhouse-database": database }),
  };
  const { send, lines } = httpClient(target.name, headers, password, signal);
  const url = (format: string): string => `${httpOrigin(target)}/?${SETTINGS}&default_format=${format}`;
  const run = async (sql: string): Promise<Answer> =>
    JSON.parse(await send(url("JSONCompact"), { method: "POST", body: sql })) as Answer;
  const rows = async (sql: string): Promise<EngineRow[]> => {
    const { meta, data } = await run(sql);
    return toRows(
      meta.map(({ name }) => name),
      data,
    );
  };
  return {
    dialect: "clickhouse",
    source: tableSource,
    columns: async (source) => {
      const { meta } = await run(columnsQuery(source, "clickhouse"));
      return meta.map(({ name }) => ({ name, type: "" }));
    },
    query: oneByOne(rows),
    rows: async function* (request) {
      const body = rowsQuery(request, "clickhouse", requestedCells(request, "clickhouse"));
      for await (const line of lines(url("JSONCompactEachRow"), { method: "POST", body })) {
        yield (JSON.parse(line) as unknown[]).map(cellText);
      }
    },
    plan: async ({ sql }) => explainedBy((await run(`EXPLAIN ${sql}`)).data),
    version: async () => (await rows("SELECT version() AS version"))[0]!["version"]!,
    close: () => Promise.resolve(),
  };
}
