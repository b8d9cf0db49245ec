/**
 * `spark-sql`: scripts in, lines out.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { CliError } from "../cli-error.ts";
import { splitLines } from "./lines.ts";

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

interface Run {
  readonly master: string | undefined;
  /** No table is read, so neither is the catalog, which would leave files in the current folder. */
  readonly onlyPaths: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Runs statements and gives the lines that they print. */
export async function* runScript(
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
