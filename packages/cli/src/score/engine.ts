/**
 * Embedded DuckDB: it reads the files, core scores them.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBDoubleVector, DuckDBValue } from "@duckdb/node-api";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";

type DuckDB = typeof import("@duckdb/node-api");

/** The text of a row in the text column `k`, `null` where it is empty. */
export type TextOfRow = (row: number, k: number) => string | null;

/** Bounds DuckDB's buffers; what does not fit goes to a temporary folder. */
const MEMORY_LIMIT = "1GB";

export class Engine {
  readonly #duckdb: DuckDB;
  readonly #connection: DuckDBConnection;
  readonly #signal: AbortSignal | undefined;

  private constructor(duckdb: DuckDB, connection: DuckDBConnection, signal: AbortSignal | undefined) {
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#signal = signal;
  }

  /**
   * Starts DuckDB. When `signal` is aborted, what runs fails and nothing more starts.
   *
   * @throws If DuckDB is not there for this platform. {@link CliError}
   */
  static async start(signal?: AbortSignal): Promise<Engine> {
    const duckdb = await import("@duckdb/node-api").catch((error: unknown) => {
      throw new CliError("engine", `DuckDB cannot be loaded: ${firstLine(reason(error))}`);
    });
    const instance = await duckdb.DuckDBInstance.create(":memory:", {
      memory_limit: MEMORY_LIMIT,
      temp_directory: join(tmpdir(), `focal-loss-${process.pid}`),
      preserve_insertion_order: "true",
      // Never from the network.
      autoinstall_known_extensions: "false",
    });
    const connection = await instance.connect();
    signal?.addEventListener("abort", () => connection.interrupt());
    return new Engine(duckdb, connection, signal);
  }

  close(): void {
    this.#connection.closeSync();
  }

  /** All rows of a small result. `path` is the file that an error is about. */
  async rows(sql: string, path: string): Promise<DuckDBValue[][]> {
    try {
      this.#signal?.throwIfAborted();
      return (await this.#connection.runAndReadAll(sql)).getRows();
    } catch (error) {
      throw readError(path, error);
    }
  }

  /** Runs a statement. */
  async run(sql: string, path: string): Promise<void> {
    try {
      this.#signal?.throwIfAborted();
      await this.#connection.run(sql);
    } catch (error) {
      throw readError(path, error);
    }
  }

  /**
   * Hands the rows of a query with two DOUBLE columns, `label` and `prediction`, to `take`, in order, in chunks; a NULL comes
   * as NaN. Further columns are text, which `text` gives by row and column.
   *
   * DuckDB ends a stream that failed like one that is finished. So a row is added that says "this was the last one"; where
   * it does not come, the query runs again without a stream, which does tell what failed.
   */
  async scan(
    query: string,
    path: string,
    take: (labels: Float64Array, predictions: Float64Array, text: TextOfRow) => void,
  ): Promise<void> {
    let finished = false;
    try {
      const result = await this.#connection.stream(
        `SELECT false AS last, * FROM (${query}) UNION ALL BY NAME SELECT true AS last`,
      );
      for (;;) {
        this.#signal?.throwIfAborted();
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        finished = chunk.getColumnVector(0).getItem(chunk.rowCount - 1) === true;
        const count = finished ? chunk.rowCount - 1 : chunk.rowCount;
        const [labels, predictions] = [1, 2].map((k) =>
          numbers(chunk.getColumnVector(k) as DuckDBDoubleVector, count),
        );
        take(labels!, predictions!, (row, k) => chunk.getColumnVector(3 + k).getItem(row) as string | null);
      }
    } catch (error) {
      throw readError(path, error);
    }
    if (finished) return;
    await this.rows(`SELECT count(label), count(prediction) FROM (${query})`, path);
    throw new CliError("engine", `${path}: reading stopped before the end`);
  }

  /** Makes a JavaScript function of two columns of numbers callable from SQL. */
  define(name: string, f: (first: Float64Array, second: Float64Array) => Float64Array): void {
    const { DOUBLE, DuckDBScalarFunction } = this.#duckdb;
    this.#connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: [DOUBLE, DOUBLE],
        returnType: DOUBLE,
        mainFunction: (_, chunk, out) => {
          const count = chunk.rowCount;
          const [first, second] = [0, 1].map((k) =>
            numbers(chunk.getColumnVector(k) as DuckDBDoubleVector, count),
          );
          const results = out as DuckDBDoubleVector;
          for (const [i, result] of f(first!, second!).entries()) results.setItem(i, result);
          results.flush();
        },
      }),
    );
  }
}

/** The numbers of a vector, NULL as NaN. */
function numbers(vector: DuckDBDoubleVector, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = vector.getItem(i) ?? NaN;
  return values;
}

/** DuckDB's own words about a file, without the page of advice that follows them. */
function readError(path: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const csv =
    /CSV Error on Line: (\d+)\nOriginal Line: ?([^]*?)\n(Expected Number of Columns: (\d+) Found: (\d+)|[^]*)/.exec(
      text,
    );
  if (csv !== null) {
    const [, line, original = "", rest = "", expected, found] = csv;
    const what =
      expected !== undefined && found !== undefined
        ? `expected ${expected} columns, found ${found}`
        : /unterminated quote/i.test(rest)
          ? "a quote is not closed"
          : /unicode|utf-8/i.test(rest)
            ? "not UTF-8"
            : firstLine(rest);
    return new CliError("data", [{ message: `${path}:${line}: ${what}`, excerpt: firstLine(original) }]);
  }
  if (text.includes("state machine reached an invalid state")) {
    return new CliError("data", `${path}: the lines do not all end alike, expected all \\n or all \\r\\n`);
  }
  const json = /^.*Malformed JSON .* in line (\d+)/.exec(text);
  if (json !== null) {
    return new CliError(
      "data",
      `${path}: not valid JSON near line ${json[1]}, expected an object on each line`,
    );
  }
  const [, kind = "", detail = text] = /^([A-Z][A-Za-z ]+ Error): ([^]*)$/.exec(text) ?? [];
  const message = `${path}: ${firstLine(detail)}`;
  if (/^Invalid (Input )?Error/.test(kind) || kind === "Conversion Error")
    return new CliError("data", message);
  return new CliError(kind === "IO Error" ? "file" : "engine", message);
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
