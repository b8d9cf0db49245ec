/**
 * Small real HTTP servers that speak the protocols of ClickHouse and Trino, with DuckDB behind them.
 *
 * What that proves: requests, headers, paging, errors, numbers and secrets of our client; and that the SQL of both dialects
 * computes what it should where DuckDB has the functions, which it gets as macros here. It does not prove that ClickHouse and
 * Trino take the SQL: `tests/spark/clickhouse.test.ts` runs it in ClickHouse, a parser reads it for Trino.
 */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { DuckDBInstance } from "@duckdb/node-api";

/** The functions that the SQL for ClickHouse and Trino uses and DuckDB calls otherwise. */
const MACROS = [
  "CREATE MACRO toFloat64(x) AS CAST(x AS DOUBLE)",
  "CREATE MACRO toInt64(x) AS CAST(x AS BIGINT)",
  "CREATE MACRO toInt128(x) AS CAST(x AS HUGEINT)",
  "CREATE MACRO nan() AS CAST('NaN' AS DOUBLE)",
  "CREATE MACRO infinity() AS CAST('Infinity' AS DOUBLE)",
  "CREATE MACRO to_hex(x) AS hex(x)",
  "CREATE MACRO json_format(x) AS CAST(x AS VARCHAR)",
  // 1 is the bit pattern of the smallest double.
  "CREATE MACRO toUInt64(x) AS x",
  "CREATE MACRO reinterpretAsFloat64(x) AS CASE WHEN x = 1 THEN 5e-324 END",
];

interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SqlServer {
  /** host:port */
  readonly host: string;
  readonly requests: readonly ReceivedRequest[];
  readonly close: () => Promise<void>;
}

interface Result {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

type Answer = (
  request: ReceivedRequest,
  run: (sql: string) => Promise<Result>,
  origin: string,
) => Promise<{ status?: number; body: unknown }>;

/** Serves tables that `setup` makes. */
async function serve(setup: readonly string[], answer: Answer): Promise<SqlServer> {
  const connection = await (await DuckDBInstance.create()).connect();
  for (const sql of [...MACROS, ...setup]) await connection.run(sql);
  const run = async (sql: string): Promise<Result> => {
    const reader = await connection.runAndReadAll(sql);
    const rows = reader.getRows().map((row) =>
      // As JSON: doubles that are no number, and integers that JavaScript would round, are text.
      row.map((value) =>
        value === null ? null : typeof value === "number" && Number.isFinite(value) ? value : String(value),
      ),
    );
    // DuckDB's plan has a heading beside it.
    const first = sql.startsWith("EXPLAIN ") ? 1 : 0;
    return {
      names: reader.columnNames().slice(first),
      types: reader.columnTypes().slice(first).map(String),
      rows: rows.map((row) => row.slice(first)),
    };
  };
  const requests: ReceivedRequest[] = [];
  const handle = async (
    incoming: IncomingMessage,
    response: ServerResponse,
    origin: string,
  ): Promise<void> => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: await text(incoming) };
    requests.push(request);
    const { status = 200, body } = await answer(request, run, origin);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  };
  const server = createServer((incoming, response) => {
    void handle(incoming, response, `http://${incoming.headers.host}`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    host: `127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** ClickHouse's HTTP interface: a query is posted, the answer is the result in JSONCompact, an error is its text. */
export function serveClickhouse(setup: readonly string[], password?: string): Promise<SqlServer> {
  return serve(setup, async ({ url, headers, body }, run) => {
    if (headers["x-clickhouse-key"] !== password) {
      return {
        status: 403,
        body: `Code: 516. DB::Exception: ${String(headers["x-clickhouse-user"])}: Authentication failed: password ${String(headers["x-clickhouse-key"])} is incorrect. (AUTHENTICATION_FAILED)\n`,
      };
    }
    if (body.startsWith("SELECT version()")) {
      return { body: { meta: [{ name: "version", type: "String" }], data: [["26.7.2"]] } };
    }
    try {
      const { names, types, rows } = await run(body);
      if (new URLSearchParams(url).get("default_format") === "JSONCompactEachRow") {
        return { body: rows.map((row) => `${JSON.stringify(row)}\n`).join("") };
      }
      return {
        body: { meta: names.map((name, k) => ({ name, type: types[k] })), data: rows, rows: rows.length },
      };
    } catch (error) {
      return { status: 404, body: `Code: 60. DB::Exception: ${(error as Error).message}\nmore lines\n` };
    }
  });
}

/**
 * Trino's protocol: a statement is posted, and its result comes in pages: first none, then a row each. The server is busy when it is
 * asked for the first page for the first time.
 */
export function serveTrino(
  setup: readonly string[],
  { elsewhere }: { elsewhere?: string } = {},
): Promise<SqlServer> {
  const statements: Promise<Result>[] = [];
  const asked = new Set<string>();
  return serve(setup, async ({ method, url, body }, run, origin) => {
    if (method === "DELETE") return { status: 204, body: "" };
    const page = /^\/v1\/statement\/executing\/(\d+)\/(\d+)$/.exec(url);
    if (page === null) {
      const sql = body.replace("SELECT version()", "SELECT '478'");
      const result = run(sql);
      // Who asks for it is told.
      result.catch(() => undefined);
      statements.push(result);
      return {
        body: {
          id: "q",
          nextUri: `${elsewhere ?? origin}/v1/statement/executing/${statements.length - 1}/0`,
          stats: {},
        },
      };
    }
    if (!asked.has(url) && url.endsWith("/0")) {
      asked.add(url);
      return { status: 503, body: "" };
    }
    const [, id, number] = page.map(Number);
    try {
      const { names, types, rows } = await statements[id!]!;
      const columns = names.map((name, k) => ({ name, type: types[k] }));
      const next =
        number! < rows.length ? { nextUri: `${origin}/v1/statement/executing/${id}/${number! + 1}` } : {};
      return {
        body: { id: "q", columns, ...(number! > 0 ? { data: [rows[number! - 1]] } : {}), ...next, stats: {} },
      };
    } catch (error) {
      return { body: { id: "q", error: { message: (error as Error).message, errorCode: 1 }, stats: {} } };
    }
  });
}
