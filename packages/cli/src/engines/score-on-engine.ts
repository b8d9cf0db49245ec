/**
 * `focal-loss score --engine`: the loss of predictions that stay where they are.
 */
import { lossTotalsQuery } from "@focal-loss/sql";
import { CliError } from "../cli-error.ts";
import { note, type Output } from "../output.ts";
import { chooseColumns, type PredictionTable } from "../input/columns.ts";
import type { ScoreOptions } from "../score/options.ts";
import { deliver } from "../score/report/deliver.ts";
import { badRowsText, failAbove, noteFindings } from "../score/report/findings.ts";
import { metaOf } from "../score/report/meta.ts";
import type { FileScore, Results } from "../score/report/results.ts";
import { checkTargets } from "../score/targets.ts";
import { addTotals, badRows, emptyTotals, type Totals } from "../score/totals.ts";
import { OutputFile } from "../temporary-files.ts";
import { toTotals } from "./engine-totals.ts";
import { openEngine } from "./open-engine.ts";
import type { EngineOptions, EngineSource, SqlEngine } from "./sql-engine.ts";

export interface EngineScoreOptions extends Omit<ScoreOptions, "inputFormat">, EngineOptions {
  readonly engine: string;
}

/** Options that need every row here. */
const LOCAL_ONLY = {
  rows: "rows",
  rejects: "rejects",
  hardest: "hardest",
  maxBad: "max-bad",
  clip: "clip",
  weight: "weight",
  positive: "positive",
  logits: "logits",
} as const;
/** Names of the columns of a totals query, in its order. */
const RESULT_COLUMNS = [
  "gamma",
  "row_count",
  "bad_null",
  "bad_nan",
  "bad_prediction",
  "bad_label",
  "bad_weight",
  "positive_count",
  "soft_count",
  "infinite_count",
  "loss_units",
  "loss_rest",
  "loss_sum",
  "loss_mean",
];

export async function scoreOnEngine(
  names: readonly string[],
  options: EngineScoreOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  checkOptions(options);
  const say = (text: string): void => note(text, options, output);
  const gammas = options.gamma ?? [2];
  const local = options as ScoreOptions;
  const target = checkTargets(local, []).output;
  const engine = await openEngine(options.engine, options, signal);
  let report: OutputFile | undefined;
  try {
    report = target && new OutputFile(target);
    const files = await scoreSources(names, gammas, options, { engine, say });
    const total: Totals = { ...emptyTotals(gammas, false, 0), plainSums: [] };
    for (const { file, totals } of files) {
      if (totals.rows + badRows(totals) === 0) say(`${file.path}: no rows`);
      refuseBadRows(file.path, totals, options);
      addTotals(total, totals);
    }
    if (total.rows === 0) throw new CliError("data", `${names.join(", ")}: no rows to score`);
    noteFindings(total, { gammas }, local, say);
    const meta = options.meta === true ? metaOf() : undefined;
    const results: Results = { files, total, gammas, options: local, hardest: undefined, meta };
    deliver(results, report, output);
    if (target !== undefined) say(`wrote the results to ${target.path}`);
    failAbove(results);
  } finally {
    report?.discard();
    await engine.close();
  }
}

function checkOptions(options: EngineScoreOptions): void {
  for (const [name, flag] of Object.entries(LOCAL_ONLY)) {
    if (options[name as keyof typeof LOCAL_ONLY] === undefined) continue;
    throw new CliError("usage", `--${flag} needs the rows here, so it does not go with --engine`, {
      hint: "focal-loss sql --query rows prints the SQL that makes a table of them",
    });
  }
  if (options.onBad === "null") {
    throw new CliError("usage", "--on-bad null needs the rows here, so it does not go with --engine", {
      hint: "--on-bad skip leaves such rows out",
    });
  }
  if ((options.alpha?.length ?? 0) > 1) {
    throw new CliError("usage", "--alpha: a list of weights is for the classes of --logits");
  }
}

interface Surroundings {
  readonly engine: SqlEngine;
  readonly say: (text: string) => void;
}

async function scoreSources(
  names: readonly string[],
  gammas: readonly number[],
  options: EngineScoreOptions,
  { engine, say }: Surroundings,
): Promise<FileScore[]> {
  const inputs: (Pick<FileScore, "file" | "columns"> & { source: EngineSource })[] = [];
  for (const name of names) {
    const source = engine.source(name);
    const file = { ...(await describe(source, options, engine)), format: source.format };
    const columns = chooseColumns(file, options);
    for (const text of columns.notes) say(`${name}: ${text}`);
    inputs.push({ source, file, columns });
  }
  const results = await engine.query(
    inputs.map(({ source, file, columns }) => ({
      source,
      columns: RESULT_COLUMNS,
      sql: lossTotalsQuery({
        dialect: engine.dialect,
        table: source.table,
        label: file.columns[columns.label]!.name,
        [columns.kind]: file.columns[columns.predictions[0]!]!.name,
        gammas,
        alpha: options.alpha?.[0],
        posWeight: options.posWeight,
      }),
    })),
  );
  return inputs.map(({ source, file, columns }, k) => ({
    file,
    columns,
    totals: toTotals(results[k]!, gammas, source.name),
  }));
}

/** The columns of a source: those that are named, if that is enough, else all of them. */
async function describe(
  { name: path, ...source }: EngineSource,
  { label, probability, score, logit }: EngineScoreOptions,
  engine: SqlEngine,
): Promise<PredictionTable> {
  const prediction = logit ?? probability ?? score;
  const isNamed = label !== undefined && prediction !== undefined;
  const names = isNamed ? [label, prediction] : await engine.columns({ name: path, ...source });
  return { path, columns: names.map((name) => ({ name })) };
}

function refuseBadRows(name: string, totals: Totals, { onBad = "fail" }: EngineScoreOptions): void {
  if (badRows(totals) === 0 || onBad !== "fail") return;
  throw new CliError("data", `${name}: ${badRowsText(totals, "rows cannot be scored")}`, {
    hint: "--on-bad skip leaves such rows out",
  });
}
