/**
 * Embedded DuckDB, for what only it reads or writes. It takes longer to load than a small file takes to score.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBDoubleVector, DuckDBValue } from "@duckdb/node-api";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";

type DuckDB = typeof import("@duckdb/node-api");

/** Bounds DuckDB's buffers; what does not fit goes to a temporary folder. */
const MEMORY_LIMIT = "1GB";

/** Some rows of a query. */
interface Chunk {
  readonly columns: readonly Float64Array[];
  /** The text of a row in the text column `k`, `null` where it is empty. */
  readonly text: (row: number, k: number) => string | null;
}

/**
 * Starts DuckDB when it is first called.
 *
 * @param who - Who needs it, in words (default: the input files).
 */
export type StartEngine = (who?: string) => Promise<Engine>;

/**
 * Hands over what starts DuckDB, and closes it when `use` is done.
 *
 * @param native - Whether DuckDB may be loaded (default: it may).
 */
export async function withEngine<T>(
  signal: AbortSignal | undefined,
  use: (engine: StartEngine) => Promise<T>,
  native = true,
): Promise<T> {
  let started: Promise<Engine> | undefined;
  const start = async (who: string): Promise<Engine> => {
    if (native) return Engine.start(signal);
    throw new CliError("engine", `${who} DuckDB, which --engine js goes without`);
  };
  try {
    return await use((who = "these files need") => (started ??= start(who)));
  } finally {
    if (started !== undefined) (await started.catch(() => undefined))?.close();
  }
}

export class Engine {
  readonly #duckdb: DuckDB;
  readonly #connection: DuckDBConnection;
  /** A query would end a stream of its connection. */
  readonly #streams: DuckDBConnection;
  readonly #signal: AbortSignal | undefined;

  private constructor(
    duckdb: DuckDB,
    connection: DuckDBConnection,
    streams: DuckDBConnection,
    signal: AbortSignal | undefined,
  ) {
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#streams = streams;
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
    const [connection, streams] = [await instance.connect(), await instance.connect()];
    signal?.addEventListener("abort", () => {
      connection.interrupt();
      streams.interrupt();
    });
    return new Engine(duckdb, connection, streams, signal);
  }

  close(): void {
    this.#connection.closeSync();
    this.#streams.closeSync();
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
   * The rows of a query, in order, in chunks: first `count` DOUBLE columns, whose NULL comes as NaN, then columns of text.
   *
   * DuckDB ends a stream that failed like one that is finished. So a row is added that says "this was the last one"; where
   * it does not come, the query runs again without a stream, which does tell what failed.
   */
  async *scan(query: string, count: number, path: string): AsyncGenerator<Chunk> {
    let finished = false;
    try {
      const result = await this.#streams.stream(
        `SELECT false AS last, * FROM (${query}) UNION ALL BY NAME SELECT true AS last`,
      );
      for (;;) {
        this.#signal?.throwIfAborted();
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) break;
        finished = chunk.getColumnVector(0).getItem(chunk.rowCount - 1) === true;
        const rows = finished ? chunk.rowCount - 1 : chunk.rowCount;
        yield {
          columns: Array.from({ length: count }, (_, k) =>
            numbers(chunk.getColumnVector(1 + k) as DuckDBDoubleVector, rows),
          ),
          text: (row, k) => chunk.getColumnVector(1 + count + k).getItem(row) as string | null,
        };
      }
    } catch (error) {
      throw readError(path, error);
    }
    if (finished) return;
    await this.rows(`SELECT count(*) FROM (${query}) WHERE hash(COLUMNS(*)) = 0`, path);
    throw new CliError("engine", `${path}: reading stopped before the end`);
  }

  /** Makes a JavaScript function of columns of numbers callable from SQL; NaN comes as NULL and goes as NULL. */
  define(name: string, count: number, f: (columns: readonly Float64Array[]) => Float64Array): void {
    const { DOUBLE, DuckDBScalarFunction } = this.#duckdb;
    const scalar = DuckDBScalarFunction.create({
      name,
      parameterTypes: Array.from({ length: count }, () => DOUBLE),
      returnType: DOUBLE,
      mainFunction: (_, chunk, out) => {
        const columns = Array.from({ length: count }, (__, k) =>
          numbers(chunk.getColumnVector(k) as DuckDBDoubleVector, chunk.rowCount),
        );
        const results = out as DuckDBDoubleVector;
        for (const [i, result] of f(columns).entries())
          results.setItem(i, Number.isNaN(result) ? null : result);
        results.flush();
      },
    });
    // Otherwise a NULL among the arguments is a NULL without a call.
    scalar.setSpecialHandling();
    this.#connection.registerScalarFunction(scalar);
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
  const [, kind = "", detail = text] = /^([A-Z][A-Za-z ]+ Error): ([^]*)$/.exec(text) ?? [];
  const message = `${path}: ${firstLine(detail)}`;
  if (/^Invalid (Input )?Error/.test(kind) || kind === "Conversion Error")
    return new CliError("data", message);
  return new CliError(kind === "IO Error" ? "file" : "engine", message);
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
