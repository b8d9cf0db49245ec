/**
 * An engine that scores data where it lies: it runs SQL, what comes back is a few rows of totals.
 */
import type { DialectName, TableName } from "@focal-loss/sql";
import type { RowsRequest } from "./rows-request.ts";

/** A table or path of the command line, as an engine reads it. */
export interface EngineSource {
  /** As it was given. */
  readonly name: string;
  readonly table: TableName;
  /** What it is in reports: a file format, or a table. */
  readonly format: string;
  /** Statements that have to run before `table` can be read. */
  readonly setup: readonly string[];
}

/** A column of a table; the type as the engine calls it, empty where nobody asks. */
export interface EngineColumn {
  readonly name: string;
  readonly type: string;
}

/** What a cell of a result holds. */
export type Cell = string | number | null;

/** A row of a result: text as the engine wrote it, numbers included. */
export type EngineRow = Readonly<Record<string, string | null>>;

/** A query over one source. */
export interface EngineQuery {
  readonly source: EngineSource;
  readonly sql: string;
  /** Names of the columns of the result, in order. */
  readonly columns: readonly string[];
}

/** Connects, or starts, when it is first asked for something that only the engine knows. */
export interface SqlEngine {
  readonly dialect: DialectName;
  /** Whether a source may be a path. */
  readonly source: (name: string) => EngineSource;
  readonly columns: (source: EngineSource) => Promise<readonly EngineColumn[]>;
  /** The rows of each query. */
  readonly query: (queries: readonly EngineQuery[]) => Promise<readonly (readonly EngineRow[])[]>;
  /** The cells of every row of a table, then its losses, as text; as many at a time as fit in memory. */
  readonly rows: (request: RowsRequest) => AsyncIterable<readonly (string | null)[]>;
  /** How it would run a query, in its own words. */
  readonly plan: (query: EngineQuery) => Promise<string>;
  readonly version: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Rows of cells as rows with names. */
export function toRows(columns: readonly string[], rows: readonly (readonly Cell[])[]): EngineRow[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((name, k) => [name, row[k] === null ? null : String(row[k])])),
  );
}

/** What EXPLAIN says: lines in one column. */
export function explainedBy(rows: readonly (readonly Cell[])[]): string {
  return rows.map(([line]) => `${line ?? ""}\n`).join("");
}

/** One query after the other. */
export function oneByOne(run: (sql: string) => Promise<readonly EngineRow[]>): SqlEngine["query"] {
  return async (queries) => {
    const results: (readonly EngineRow[])[] = [];
    for (const { sql } of queries) results.push(await run(sql));
    return results;
  };
}

/** Options of the command line about engines. */
export interface EngineOptions {
  readonly master?: string;
  readonly sparkHome?: string;
  readonly passwordFile?: string;
  readonly inputFormat?: string;
}
