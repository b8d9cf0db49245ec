/**
 * The command: `npm run bench`. Measures section by section, reports.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeMachine } from "./machine.ts";
import { HELP, type Options, parseOptions, UsageError } from "./options.ts";
import { problemsOf } from "./problems.ts";
import { toJson } from "./report-json.ts";
import { toMarkdown } from "./report-markdown.ts";
import type { Results } from "./results.ts";
import { measureSections, participants } from "./sections.ts";

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") process.stdout.write(HELP);
  else process.exitCode = report(await measure(options), options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 2;
}

async function measure({ settings, contestants, commands }: Options): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), "focal-loss-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      remove();
      process.exit(130);
    });
  }
  try {
    const versions = new Set<string>();
    const unavailable = new Map();
    const bench = { settings, contestants, folder, commands, versions, unavailable };
    const sections = await measureSections(bench);
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine([...versions]),
      settings,
      contestants: participants(settings, contestants),
      ...sections,
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
