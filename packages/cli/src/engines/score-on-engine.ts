/**
 * `focal-loss score --engine`: the loss of predictions that stay where they are.
 */
import { CliError } from "../cli-error.ts";
import { note, type Output } from "../output.ts";
import type { ScoreOptions } from "../score/options.ts";
import { deliver } from "../score/report/deliver.ts";
import { badRowsText, failAbove, noteFindings } from "../score/report/findings.ts";
import { metaOf } from "../score/report/meta.ts";
import type { Results } from "../score/report/results.ts";
import { checkTargets, type Targets } from "../score/targets.ts";
import { addTotals, badRows, emptyTotals, type Totals } from "../score/totals.ts";
import { OutputFile } from "../temporary-files.ts";
import { type EngineInput, prepareInputs } from "./engine-queries.ts";
import { checkEngineOptions, type EngineScoreOptions } from "./engine-score-options.ts";
import { toTotals } from "./engine-totals.ts";
import { openEngine } from "./open-engine.ts";
import type { EngineQuery, SqlEngine } from "./sql-engine.ts";
import { type EngineRows, openRows } from "./write-rows.ts";

const DEFAULT_GAMMAS: readonly number[] = [2];

export async function scoreOnEngine(
  names: readonly string[],
  options: EngineScoreOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  checkEngineOptions(options);
  const say = (text: string): void => note(text, options, output);
  const gammas = options.gamma ?? DEFAULT_GAMMAS;
  const targets = checkTargets(options as ScoreOptions, []);
  const engine = await openEngine(options.engine, options, signal);
  try {
    const inputs = await prepareInputs(names, gammas, options, { engine, say });
    if (options.dryRun === true) output.stdout(inputs.map(({ query }) => statements(query)).join("\n"));
    else if (options.explain === true) await explain(inputs, engine, output);
    else await scoreInputs(inputs, gammas, options, { engine, say, targets, output, signal });
  } finally {
    await engine.close();
  }
}

/** All that is run for a query. */
function statements({ source: { setup }, sql }: EngineQuery): string {
  return [...setup, sql].map((statement) => `${statement};\n`).join("");
}

async function explain(inputs: readonly EngineInput[], engine: SqlEngine, output: Output): Promise<void> {
  const plans: string[] = [];
  for (const { query } of inputs) plans.push(await engine.plan(query));
  output.stdout(plans.join("\n"));
}

interface Surroundings {
  readonly engine: SqlEngine;
  readonly say: (text: string) => void;
  readonly targets: Targets;
  readonly output: Output;
  readonly signal: AbortSignal | undefined;
}

async function scoreInputs(
  inputs: readonly EngineInput[],
  gammas: readonly number[],
  engineOptions: EngineScoreOptions,
  { engine, say, targets, output, signal }: Surroundings,
): Promise<void> {
  const options = engineOptions as ScoreOptions;
  let report: OutputFile | undefined;
  let rows: EngineRows | undefined;
  try {
    report = targets.output && new OutputFile(targets.output);
    rows = targets.rows && openRows(inputs, gammas, targets.rows, { engine, signal });
    const results = await engine.query(inputs.map(({ query }) => query));
    const files = inputs.map(({ file, columns }, k) => ({
      file,
      columns,
      totals: toTotals(results[k]!, gammas, file.path),
    }));
    const isWeighted = options.weight !== undefined;
    const total: Totals = { ...emptyTotals(gammas, isWeighted, 0), plainSums: [] };
    for (const { file, totals } of files) {
      if (totals.rows + badRows(totals) === 0) say(`${file.path}: no rows`);
      refuseBadRows(file.path, totals, options);
      addTotals(total, totals);
    }
    if (total.rows === 0) {
      throw new CliError("data", `${files.map(({ file }) => file.path).join(", ")}: no rows to score`);
    }
    noteFindings(total, { gammas }, options, say);
    const meta = options.meta === true ? metaOf() : undefined;
    const scores: Results = { files, total, gammas, options, hardest: undefined, meta };
    const written = await rows?.write(
      files.map(({ totals }) => totals),
      total,
    );
    if (written !== undefined) say(`wrote ${written} rows to ${targets.rows!.path}`);
    await deliver(scores, report, output);
    if (targets.output !== undefined) say(`wrote the results to ${targets.output.path}`);
    failAbove(scores);
  } finally {
    report?.discard();
    rows?.discard();
  }
}

function refuseBadRows(name: string, totals: Totals, { onBad = "fail" }: ScoreOptions): void {
  if (badRows(totals) === 0 || onBad !== "fail") return;
  throw new CliError("data", `${name}: ${badRowsText(totals, "rows cannot be scored")}`, {
    hint: "--on-bad skip leaves such rows out",
  });
}
