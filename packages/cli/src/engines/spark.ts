/**
 * Spark: SQL through its own `spark-sql`, on the cluster that `--master` or Spark's configuration names.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, extname, join, resolve } from "node:path";
import { env } from "node:process";
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
import { splitLines } from "./lines.ts";
import { cellText, requestedCells, rowsQuery } from "./rows-request.ts";
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

/** `spark-sql` of `--spark-home`, of SPARK_HOME, or on the PATH. */
export function findSparkSql(sparkHome: string | undefined): string {
  const home = sparkHome ?? env["SPARK_HOME"];
  const folders = home === undefined ? (env["PATH"] ?? "").split(delimiter) : [join(home, "bin")];
  const found = folders.map((folder) => join(folder, "spark-sql")).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const where = home === undefined ? "on the PATH" : `in ${join(home, "bin")}`;
  throw new CliError("engine", `spark-sql is not ${where}`, {
    hint: "--spark-home DIR or the variable SPARK_HOME names the folder of Spark",
  });
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

interface Run {
  readonly master: string | undefined;
  /** No table is read, so neither is the catalog, which would leave files in the current folder. */
  readonly onlyPaths: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Runs statements and gives the lines that they print. */
async function* runScript(
  program: string,
  statements: readonly string[],
  { master, onlyPaths, signal }: Run,
): AsyncGenerator<string> {
  signal?.throwIfAborted();
  // spark-sql cuts its script at semicolons, also at those in names.
  if (statements.some((statement) => statement.includes(";"))) {
    throw new CliError("usage", "spark-sql cannot take a semicolon in the name of a table, path or column");
  }
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-spark-"));
  try {
    const script = join(folder, "script.sql");
    writeFileSync(script, statements.map((statement) => `${statement};\n`).join(""), { mode: 0o600 });
    const args = [
      ...(master === undefined ? [] : ["--master", master]),
      "--name",
      "focal-loss",
      "--conf",
      "spark.ui.showConsoleProgress=false",
      ...(onlyPaths ? ["--conf", "spark.sql.catalogImplementation=in-memory"] : []),
      "-S",
      "-f",
      script,
    ];
    const child = spawn(program, args, {
      cwd: onlyPaths ? folder : undefined,
      stdio: ["ignore", "pipe", "pipe"],
      signal,
      killSignal: "SIGTERM",
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-100_000)));
    const ended = new Promise<number | null>((done, fail) => {
      child.on("error", fail);
      child.on("close", done);
    });
    // Whoever waits for it is told.
    ended.catch(() => undefined);
    try {
      for await (const line of splitLines(child.stdout.setEncoding("utf8"))) if (line !== "") yield line;
    } finally {
      // Where nobody wants the rest.
      if (!child.stdout.readableEnded) child.kill("SIGTERM");
    }
    const code = await ended;
    if (code !== 0)
      throw new CliError("engine", `spark: ${complaint(stderr) ?? `spark-sql ended with code ${code}`}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of all that Spark logs, the line that says what is wrong. */
function complaint(stderr: string): string | undefined {
  const lines = stderr.split("\n").map((line) => line.trim());
  return (
    lines.find((line) => /^\[[A-Z_.]+\] /.test(line)) ??
    lines.find((line) => /^(Caused by: |Exception in |Error)/.test(line)) ??
    lines.findLast((line) => line !== "" && !/\b(INFO|WARN)\b/.test(line) && !line.startsWith("at "))
  );
}
