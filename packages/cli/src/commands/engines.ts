/**
 * `focal-loss engines`: which engines can be used, and what is missing where one cannot.
 */
import { CliError } from "../cli-error.ts";
import { parseEngine } from "../engines/engine-url.ts";
import { openEngine } from "../engines/open-engine.ts";
import type { EngineOptions } from "../engines/sql-engine.ts";
import { type EngineStatus, status, surveyEngines } from "../engines/survey.ts";
import type { Output } from "../output.ts";
import { formatJson } from "../print/json.ts";
import { formatTable } from "../print/table.ts";

/**
 * Without names, looks at all of them. Each name, `spark` or a URL, is started or connected to and asked for its version.
 *
 * @throws If an engine that is named does not answer, or DuckDB, which local files need, is not there. {@link CliError}
 */
export async function enginesCommand(
  names: readonly string[],
  options: EngineOptions & { readonly json?: boolean },
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const statuses: EngineStatus[] = [];
  for (const name of names) {
    const { name: shown } = parseEngine(name);
    statuses.push(
      await status(shown, "answers", async () => {
        const engine = await openEngine(name, options, signal);
        try {
          return await engine.version();
        } finally {
          await engine.close();
        }
      }),
    );
  }
  const found = names.length === 0 ? await surveyEngines(options) : statuses;
  output.stdout(options.json === true ? toJson(found) : toTable(found));
  const needed = names.length === 0 ? found.filter(({ engine }) => engine === "duckdb") : found;
  const missing = needed.filter(({ ready }) => !ready).map(({ engine }) => engine);
  if (missing.length > 0) throw new CliError("engine", `not ready: ${missing.join(", ")}`);
}

function toJson(engines: readonly EngineStatus[]): string {
  return formatJson({ engines });
}

function toTable(engines: readonly EngineStatus[]): string {
  return formatTable([
    ["engine", "status", "version", ""],
    ...engines.map(({ engine, ready, version, note }) => [
      engine,
      ready ? "ready" : "missing",
      version ?? "",
      note,
    ]),
  ]);
}
