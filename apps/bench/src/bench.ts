/**
 * The command: `npm run bench`. Writes the data, measures cell by cell, reports.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeData } from "./data.ts";
import { describeMachine } from "./machine.ts";
import { type Bench, measureCell } from "./measure.ts";
import { HELP, type Options, parseOptions, UsageError } from "./options.ts";
import { problemsOf } from "./problems.ts";
import { toJson } from "./report-json.ts";
import { toMarkdown } from "./report-markdown.ts";
import type { CellResult, Results } from "./results.ts";
import { cellsOf } from "./settings.ts";
import { cellName } from "./task.ts";

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") process.stdout.write(HELP);
  else process.exitCode = report(await measure(options), options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
}

async function measure({ settings, contestants, python }: Options): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      remove();
      process.exit(130);
    });
  }
  try {
    writeData(folder, Math.max(...settings.sizes));
    const bench: Bench = {
      settings,
      contestants,
      folder,
      python,
      versions: new Set(),
      unavailable: new Map(),
    };
    const cells: CellResult[] = [];
    for (const cell of cellsOf(settings)) {
      const start = performance.now();
      const result = await measureCell(cell, bench);
      cells.push(result);
      const measured = result.entries.filter(({ result }) => result.status === "measured").length;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stderr.write(`${cellName(cell)}: ${measured} measured in ${seconds} s\n`);
    }
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine([...bench.versions]),
      settings,
      contestants: contestants.map(({ name, description }) => ({ name, description })),
      cells,
    };
  } finally {
    remove();
  }
}

/** Returns the exit code. */
function report(results: Results, { json, markdown, check }: Options): number {
  const text = toMarkdown(results);
  process.stdout.write(text);
  if (markdown !== undefined) writeFileSync(markdown, text);
  if (json !== undefined) writeFileSync(json, toJson(results));
  const problems = problemsOf(results, check);
  for (const problem of problems) process.stderr.write(`bench: ${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}
