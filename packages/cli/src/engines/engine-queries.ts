/**
 * The queries that score tables: which of their columns, and the SQL.
 */
import { lossExpression, lossTotalsQuery } from "@focal-loss/sql";
import { CliError } from "../cli-error.ts";
import { chooseColumns } from "../input/columns.ts";
import type { FileScore } from "../score/report/results.ts";
import type { EngineScoreOptions } from "./engine-score-options.ts";
import { totalsColumns } from "./engine-totals.ts";
import type { EngineColumn, EngineQuery, EngineSource, SqlEngine } from "./sql-engine.ts";

/** A table with the columns that are scored, the query for its totals, and the loss of a row for each gamma. */
export interface EngineInput extends Pick<FileScore, "columns"> {
  readonly file: FileScore["file"] & { readonly columns: readonly EngineColumn[] };
  readonly query: EngineQuery;
  readonly losses: readonly string[];
}

/** @throws If a column is not there, or SQL cannot take a name or number. {@link CliError} */
export async function prepareInputs(
  names: readonly string[],
  gammas: readonly number[],
  options: EngineScoreOptions,
  { engine, say }: { readonly engine: SqlEngine; readonly say: (text: string) => void },
): Promise<readonly EngineInput[]> {
  const inputs: EngineInput[] = [];
  for (const name of names) {
    const source = engine.source(name);
    const file = { path: name, columns: await describe(source, options, engine), format: source.format };
    const columns = chooseColumns(file, options);
    for (const text of columns.notes) say(`${name}: ${text}`);
    const column = (index: number): string => file.columns[index]!.name;
    const weight = columns.weight === undefined ? undefined : column(columns.weight);
    const scoring = {
      dialect: engine.dialect,
      label: column(columns.label),
      [columns.kind]: column(columns.predictions[0]!),
      alpha: options.alpha?.[0],
      posWeight: options.posWeight,
    };
    const sql = asUsageErrors(() => lossTotalsQuery({ ...scoring, table: source.table, weight, gammas }));
    const query = { source, sql, columns: totalsColumns(weight !== undefined) };
    const losses = gammas.map((gamma) => lossExpression({ ...scoring, gamma }));
    inputs.push({ file, columns, query, losses });
  }
  return inputs;
}

/** The columns of a source: those that are named, if that is enough, else all of them, as for `--rows`. */
async function describe(
  source: EngineSource,
  { label, probability, score, logit, weight, rows, dryRun }: EngineScoreOptions,
  engine: SqlEngine,
): Promise<readonly EngineColumn[]> {
  const prediction = logit ?? probability ?? score;
  if (label !== undefined && prediction !== undefined && rows === undefined) {
    const names = [label, prediction, ...(weight === undefined ? [] : [weight])];
    return names.map((name) => ({ name, type: "" }));
  }
  if (dryRun === true) {
    throw new CliError("usage", "--dry-run asks the engine nothing, not even for the names of columns", {
      hint: "--label and one of --probability and --logit name them",
    });
  }
  return engine.columns(source);
}

/** Arguments of the SQL package whose options are not called like them. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ["gammas", "gamma"],
  ["posWeight", "pos-weight"],
]);

/** What the SQL package says about an argument, as an error about the option that gives it. */
export function asUsageErrors<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    const message = error.message.replace(
      /^"(\w+)(?:\[\d+\])?"/,
      (_, name: string) => `--${OPTIONS.get(name) ?? name}`,
    );
    throw new CliError("usage", message);
  }
}
