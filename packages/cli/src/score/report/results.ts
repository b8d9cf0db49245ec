/**
 * What `score` has found out, and the rows of its tables.
 */
import type { ResultColumn } from "../../print/parquet.ts";
import type { ScoredColumns } from "../../input/columns.ts";
import type { PredictionTable } from "../../input/named-column.ts";
import { badRows, meanOf, type Totals } from "../totals.ts";
import type { HardRow } from "../hardest.ts";
import type { ScoreOptions } from "../options.ts";

export interface FileScore {
  /** What was scored, and what it is: a file format, or a table of an engine. */
  readonly file: PredictionTable & { readonly format: string };
  readonly columns: ScoredColumns;
  readonly totals: Totals;
}

export interface Results {
  readonly files: readonly FileScore[];
  readonly total: Totals;
  readonly gammas: readonly number[];
  readonly options: ScoreOptions;
  readonly hardest: readonly HardRow[] | undefined;
  /** With `--meta`. */
  readonly meta: object | undefined;
}

/** One line a file and gamma, then the totals if there are several files. Numbers in full: they read back bit for bit. */
export function totalRows({ files, total, gammas }: Results): readonly (readonly string[])[] {
  const sets = files.map(({ file, totals }) => ({ name: file.path, totals }));
  if (files.length > 1) sets.push({ name: "total", totals: total });
  const multi = total.classes.length > 0;
  const weighted = total.weight !== undefined;
  const bad = badRows(total) > 0;
  const header = [
    "file",
    "gamma",
    "rows",
    ...(bad ? ["bad rows"] : []),
    multi ? "classes" : "positives",
    ...(weighted ? ["weight"] : []),
    "mean loss",
    "total loss",
  ];
  const body = sets.flatMap(({ name, totals }) =>
    gammas.map((gamma, k) =>
      [
        name,
        gamma,
        totals.rows,
        ...(bad ? [badRows(totals)] : []),
        multi ? totals.classes.length : totals.positives,
        ...(weighted ? [totals.weight!.sum()] : []),
        meanOf(totals, k),
        totals.losses[k]!.sum(),
      ].map(String),
    ),
  );
  return [header, ...body];
}

/** The rows of `--hardest`. */
export function hardestRows({ hardest = [] }: Results): readonly (readonly string[])[] {
  const names = [...new Set(hardest.flatMap(({ columns }) => Object.keys(columns)))];
  const body = hardest.map(({ file, at, loss, columns }) => [
    "line" in at ? `${file}:${at.line}` : `${file}: row ${at.row}`,
    String(loss),
    ...names.map((name) => (Object.hasOwn(columns, name) ? columns[name] : undefined) ?? ""),
  ]);
  return [["place", "loss", ...names], ...body];
}

/** One row a file and gamma, then the totals, as {@link totalRows} has them; the file of the totals is NULL. */
export function resultColumns({ files, total, gammas }: Results): readonly ResultColumn[] {
  const sets = [
    ...files.map(({ file, totals }) => ({ name: file.path, totals })),
    { name: null, totals: total },
  ].flatMap(({ name, totals }) => gammas.map((gamma, k) => ({ name, totals, gamma, k })));
  const column = (
    name: string,
    type: ResultColumn["type"],
    value: (set: (typeof sets)[number]) => string | number | null,
  ): ResultColumn => ({ name, type, values: sets.map(value) });
  return [
    column("file", "VARCHAR", ({ name }) => name),
    column("gamma", "DOUBLE", ({ gamma }) => gamma),
    column("rows", "BIGINT", ({ totals }) => totals.rows),
    column("bad_rows", "BIGINT", ({ totals }) => badRows(totals)),
    total.classes.length > 0
      ? column("classes", "BIGINT", ({ totals }) => totals.classes.length)
      : column("positives", "BIGINT", ({ totals }) => totals.positives),
    ...(total.weight === undefined ? [] : [column("weight", "DOUBLE", ({ totals }) => totals.weight!.sum())]),
    column("mean_loss", "DOUBLE", ({ totals, k }) => meanOf(totals, k)),
    column("total_loss", "DOUBLE", ({ totals, k }) => totals.losses[k]!.sum()),
    column("infinite", "BIGINT", ({ totals, k }) => totals.losses[k]!.infinite),
  ];
}
