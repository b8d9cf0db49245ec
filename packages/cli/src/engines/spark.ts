/**
 * Spark: SQL through its own `spark-sql`, on the cluster that `--master` or Spark's configuration names.
 */
import { existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { quoteTableName } from "@focal-loss/sql";
import { CliError } from "../cli-error.ts";
import { inputFormat } from "../input/formats.ts";
import {
  type EngineOptions,
  type EngineQuery,
  type EngineRow,
  type EngineSource,
  type SqlEngine,
  toRows,
} from "./sql-engine.ts";
import { withoutSecrets } from "./engine-url.ts";
import { cellText, requestedCells, rowsQuery } from "./rows-request.ts";
import { findSparkSql, runScript } from "./spark-sql.ts";
import { tableSource } from "./table-name.ts";

/** How Spark reads a format: the name of its reader, and its options. */
const CSV = "header 'true', mode 'FAILFAST', escape '\"'";
const READERS: Readonly<Record<string, string>> = {
  csv: `csv OPTIONS (${CSV}, path PATH)`,
  tsv: `csv OPTIONS (${CSV}, sep '\\t', path PATH)`,
  jsonl: "json OPTIONS (mode 'FAILFAST', path PATH)",
  parquet: "parquet OPTIONS (path PATH)",
};

export function sparkEngine(options: EngineOptions, signal: AbortSignal | undefined): SqlEngine {
  const stream = (statements: readonly string[], onlyPaths: boolean): AsyncGenerator<string> =>
    runScript(findSparkSql(options.sparkHome), statements, { master: options.master, onlyPaths, signal });
  const run = async (statements: readonly string[], onlyPaths: boolean): Promise<string[]> => {
    const lines: string[] = [];
    for await (const line of stream(statements, onlyPaths)) lines.push(line);
    return lines;
  };
  return {
    dialect: "spark",
    source: (name) => sparkSource(name, options.inputFormat),
    columns: async (source) => {
      const lines = await run(
        [...source.setup, `DESCRIBE ${quoteTableName(source.table, "spark")}`],
        source.setup.length > 0,
      );
      // Cells are filled up with spaces.
      const columns = lines.map((line) => line.split("\t").map((cell) => cell.trimEnd()));
      // What follows an empty line or a comment are the columns of partitions, once more.
      const end = columns.findIndex(([name = ""]) => name === "" || name.startsWith("#"));
      return columns.slice(0, end < 0 ? undefined : end).map(([name = "", type = ""]) => ({ name, type }));
    },
    // One start of Spark for all of them.
    query: async (queries) => {
      const statements = queries.flatMap(({ source, sql }) => [...source.setup, sql]);
      const lines = await run(
        statements,
        queries.every(({ source }) => source.setup.length > 0),
      );
      return splitRows(lines, queries);
    },
    // As JSON, so that no text is taken for the end of a cell or line.
    rows: async function* (request) {
      const { setup } = request.source;
      const cells = requestedCells(request, "spark", asText).map((cell, k) => `${cell} AS c${k}`);
      const sql = rowsQuery(request, "spark", [`to_json(struct(${cells.join(", ")}))`]);
      for await (const line of stream([...setup, sql], setup.length > 0)) {
        const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
        yield cells.map((_, k) => cellText(row[`c${k}`]));
      }
    },
    plan: async ({ source: { setup }, sql }) => {
      const lines = await run([...setup, `EXPLAIN ${sql}`], setup.length > 0);
      return lines.map((line) => `${line}\n`).join("");
    },
    version: async () => (await run(["SELECT version()"], true))[0]?.split(" ")[0] ?? "",
    close: () => Promise.resolve(),
  };
}

/** JSON keeps a double, no other number for sure. */
function asText(reference: string, type: string): string {
  return type === "double" || type === "float" ? reference : `CAST(${reference} AS STRING)`;
}

/** A path if it looks like one, else a table. */
function sparkSource(name: string, format: string | undefined): EngineSource {
  const exists = existsSync(name);
  if (!exists && !/[/\\*?]/.test(name)) return tableSource(name);
  if (/:\/\/[^/]*:[^/]*@/.test(name)) {
    throw new CliError("usage", `${withoutSecrets(name)}: a password may not stand in a path`, {
      hint: "Spark's configuration holds the keys of storage",
    });
  }
  const isFolder = exists && statSync(name).isDirectory();
  const isNamed = /^\.(csv|tsv|tab|jsonl|ndjson|parquet|pq|gz)$/i.test(extname(name));
  const found = format ?? (isFolder || !isNamed ? "parquet" : inputFormat(name));
  const path = exists ? pathToFileURL(resolve(name)).href : name;
  const view = `focal_loss_${Buffer.from(name).toString("hex").slice(0, 100)}`;
  const reader = READERS[found]!.replace("PATH", () => literal(path));
  const setup = `CREATE OR REPLACE TEMPORARY VIEW ${quoteTableName(view, "spark")} USING ${reader}`;
  return { name, table: view, format: found, setup: [setup] };
}

/** A Spark string: backslashes are escapes in it. */
function literal(text: string): string {
  return `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
}

/** Lines of numbers with tabs between them, in the order of the queries: a line a gamma. */
function splitRows(lines: readonly string[], queries: readonly EngineQuery[]): EngineRow[][] {
  const each = lines.length / queries.length;
  const rows = lines.map((line) => line.split("\t"));
  return queries.map(({ columns }, k) =>
    toRows(
      columns,
      rows.slice(k * each, (k + 1) * each).map((cells) => {
        if (cells.length === columns.length) return cells.map((cell) => (cell === "NULL" ? null : cell));
        throw new CliError("engine", `spark: expected ${columns.length} columns, got ${cells.join(" ")}`);
      }),
    ),
  );
}
