/**
 * One pass over a file: every row is checked and scored; the totals are exact.
 */
import { type BatchOptions, ExactSum, type FocalLossOptions } from "@focal-loss/core";
import { createKernels } from "@focal-loss/wasm";
import { badRowsError, LISTED_ROWS } from "./bad-rows.ts";
import type { ScoredColumns } from "./columns.ts";
import type { Engine } from "./engine.ts";
import type { InputFile } from "./input-file.ts";
import { columnReference, readFile } from "./sql.ts";

/** What a set of rows adds up to. */
export interface Totals {
  rows: number;
  /** Rows with a label of at least 1/2. */
  positives: number;
  /** One sum of losses a gamma. */
  readonly losses: readonly ExactSum[];
}

/** How rows are scored: one function a gamma. */
export interface Scorer {
  readonly gammas: readonly number[];
  readonly losses: (labels: Float64Array, predictions: Float64Array, gammaIndex: number) => Float64Array;
}

export function createScorer(
  kind: ScoredColumns["kind"],
  gammas: readonly number[],
  weights: Omit<FocalLossOptions, "gamma">,
): Scorer {
  const { focalLossBatch, focalLossWithLogitsBatch } = createKernels();
  const batch = kind === "logit" ? focalLossWithLogitsBatch : focalLossBatch;
  const options = gammas.map((gamma) => ({ ...weights, gamma }) as BatchOptions);
  const losses: Scorer["losses"] = (labels, predictions, k) => {
    const values = new Float64Array(labels.length);
    batch(labels, predictions, options[k], { values });
    return values;
  };
  return { gammas, losses };
}

export function emptyTotals(gammas: readonly number[]): Totals {
  return { rows: 0, positives: 0, losses: gammas.map(() => new ExactSum()) };
}

export function addTotals(to: Totals, from: Totals): void {
  to.rows += from.rows;
  to.positives += from.positives;
  for (const [k, sum] of from.losses.entries()) to.losses[k]!.merge(sum);
}

/**
 * Scores a file.
 *
 * @throws If a row is not a label and a prediction. {@link CliError}
 */
export async function scanFile(
  file: InputFile,
  columns: ScoredColumns,
  scorer: Scorer,
  engine: Engine,
): Promise<Totals> {
  const totals = emptyTotals(scorer.gammas);
  const lowest = columns.kind === "logit" ? -Infinity : 0;
  const highest = columns.kind === "logit" ? Infinity : 1;
  const bad: number[] = [];
  let badCount = 0;
  await engine.scan(scoredQuery(file, columns), file.path, (labels, predictions) => {
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      const prediction = predictions[i]!;
      if (label >= 0 && label <= 1 && prediction >= lowest && prediction <= highest) {
        if (label >= 0.5) totals.positives += 1;
      } else {
        badCount += 1;
        if (bad.length < LISTED_ROWS) bad.push(totals.rows + i);
      }
    }
    totals.rows += labels.length;
    if (badCount > 0) return;
    for (const [k, sum] of totals.losses.entries()) sum.addAll(scorer.losses(labels, predictions, k));
  });
  if (badCount > 0) throw await badRowsError(file, columns, bad, badCount, engine);
  return totals;
}

/** Label and prediction as numbers, NULL where they are none; and columns as text, if any. */
export function scoredQuery(
  file: InputFile,
  columns: Pick<ScoredColumns, "label" | "prediction">,
  texts: readonly number[] = [],
): string {
  const label = numberExpression(file, columns.label);
  const prediction = numberExpression(file, columns.prediction);
  const text = texts.map((column, k) => `, CAST(${columnReference(file, column)} AS VARCHAR) AS t${k}`);
  return `SELECT ${label} AS label, ${prediction} AS prediction${text.join("")} FROM ${readFile(file)}`;
}

/** A column as a DOUBLE; `true` and `false` are 1 and 0. */
export function numberExpression(file: InputFile, column: number): string {
  const reference = columnReference(file, column);
  if (file.columns[column]!.type !== "VARCHAR") return `TRY_CAST(${reference} AS DOUBLE)`;
  // DuckDB reads 1_0 as 10.
  const number = `CASE WHEN contains(${reference}, '_') THEN NULL ELSE TRY_CAST(${reference} AS DOUBLE) END`;
  return `CASE lower(${reference}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE ${number} END`;
}
