/**
 * What `score` prints: a table for people, a document for machines.
 */
import type { ScoredFile } from "./columns.ts";
import type { ScoreOptions } from "./options.ts";
import type { Totals } from "./scan.ts";

export interface FileScore extends ScoredFile {
  readonly totals: Totals;
}

/** One line a file and gamma, then the totals if there are several files. Numbers in full: they read back bit for bit. */
export function toTable(files: readonly FileScore[], total: Totals, gammas: readonly number[]): string {
  const sets = files.map(({ file, totals }) => ({ name: file.path, totals }));
  if (files.length > 1) sets.push({ name: "total", totals: total });
  const header = ["file", "gamma", "rows", "positives", "mean loss", "total loss"];
  const body = sets.flatMap(({ name, totals }) =>
    gammas.map((gamma, k) => {
      const sum = totals.losses[k]!;
      return [name, gamma, totals.rows, totals.positives, sum.mean(), sum.sum()].map(String);
    }),
  );
  const rows = [header, ...body];
  const widths = header.map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, k) => cell.padEnd(widths[k]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

/** JSON has no Infinity: such a loss is the string "Infinity". */
export function toJson(
  files: readonly FileScore[],
  total: Totals,
  gammas: readonly number[],
  options: ScoreOptions,
): string {
  const document = {
    schemaVersion: 1,
    options: { gammas, alpha: options.alpha ?? null, posWeight: options.posWeight ?? null },
    files: files.map(({ file, columns, totals }) => ({
      file: file.path,
      format: file.format,
      label: file.columns[columns.label]!.name,
      [columns.kind]: file.columns[columns.prediction]!.name,
      ...summary(totals, gammas),
    })),
    total: summary(total, gammas),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function summary(totals: Totals, gammas: readonly number[]): object {
  return {
    rows: totals.rows,
    positives: totals.positives,
    losses: gammas.map((gamma, k) => {
      const sum = totals.losses[k]!;
      return { gamma, mean: jsonNumber(sum.mean()), total: jsonNumber(sum.sum()), infinite: sum.infinite };
    }),
  };
}

function jsonNumber(x: number): number | string {
  return Number.isFinite(x) ? x : String(x);
}
