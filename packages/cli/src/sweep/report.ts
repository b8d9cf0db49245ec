/**
 * What `sweep` prints.
 */
import type { Scores } from "../calibration/reliability.ts";
import type { Criterion } from "../command-line/options.ts";
import { formatJson, formatJsonLine } from "../print/json.ts";
import type { ResultColumn } from "../print/parquet.ts";
import { printTable, type TableFormat } from "../print/table.ts";
import type { Cell, Grid } from "./grid.ts";

const SCORES: Readonly<Record<Criterion, { score: keyof Scores; title: string }>> = {
  "log-loss": { score: "logLoss", title: "log loss" },
  brier: { score: "brier", title: "Brier" },
  ece: { score: "ece", title: "ECE" },
};

export interface Sweep {
  readonly files: readonly string[];
  readonly grid: Grid;
  /** Of `--best`, and the cell that is. */
  readonly best: { readonly criterion: Criterion; readonly cell: Cell } | undefined;
}

export interface SweepFormat extends TableFormat {
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

/** The first cell whose score is the least; of equal ones the one with the least gamma, if gammas ascend. */
export function leastCell(cells: readonly Cell[], criterion: Criterion): Cell {
  const { score } = SCORES[criterion];
  // With alpha 0 or 1 a score can be NaN, which is never the least.
  const value = (cell: Cell): number => (Number.isNaN(cell.scores![score]) ? Infinity : cell.scores![score]);
  return cells.reduce((least, cell) => (value(cell) < value(least) ? cell : least));
}

export function toText(sweep: Sweep, format: SweepFormat, style: (header: string) => string): string {
  if (format.json === true) return toJson(sweep);
  if (format.jsonl === true) return toJsonl(sweep);
  if (format.csv === true || format.plain === true) return printTable(exactRows(sweep), format, style);
  const table = printTable(tableRows(sweep), format, style);
  const { grid, best } = sweep;
  const easy = `${grid.rows} rows, ${grid.positives} positive; easy are the ${grid.easyRows} that are predicted right\n`;
  if (best === undefined) return `${table}\n${easy}`;
  const { score, title } = SCORES[best.criterion];
  const { gamma, alpha, scores } = best.cell;
  return `${table}\n${easy}best by ${title} of the recovered probabilities: gamma ${gamma}, alpha ${alpha ?? "none"} (${scores![score]})\n`;
}

/** For people. */
function tableRows({ grid, best }: Sweep): readonly (readonly string[])[] {
  const scored = best === undefined ? [] : Object.values(SCORES);
  const header = ["gamma", "alpha", "mean loss", "total loss", "easy share"];
  const rows = grid.cells.map(({ gamma, alpha, loss, easyLoss, scores }) =>
    [
      gamma,
      alpha ?? "none",
      loss.mean(),
      loss.sum(),
      share(easyLoss.sum(), loss.sum()),
      ...scored.map(({ score }) => scores![score]),
    ].map(String),
  );
  return [[...header, ...scored.map(({ title }) => title)], ...rows];
}

function share(part: number, whole: number): string {
  return Number.isFinite(whole) && whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : "";
}

/** For machines: all digits, nothing rounded. */
export function exactColumns({ grid, best }: Sweep): readonly ResultColumn[] {
  const column = (
    name: string,
    type: ResultColumn["type"],
    value: (cell: Cell) => number | null,
  ): ResultColumn => ({ name, type, values: grid.cells.map(value) });
  return [
    column("gamma", "DOUBLE", ({ gamma }) => gamma),
    column("alpha", "DOUBLE", ({ alpha }) => alpha ?? null),
    column("mean_loss", "DOUBLE", ({ loss }) => loss.mean()),
    column("total_loss", "DOUBLE", ({ loss }) => loss.sum()),
    column("infinite", "BIGINT", ({ loss }) => loss.infinite),
    column("easy_loss", "DOUBLE", ({ easyLoss }) => easyLoss.sum()),
    ...(best === undefined
      ? []
      : Object.entries(SCORES).map(([name, { score }]) =>
          column(name.replace("-", "_"), "DOUBLE", ({ scores }) => scores![score]),
        )),
  ];
}

function exactRows(sweep: Sweep): readonly (readonly string[])[] {
  const columns = exactColumns(sweep);
  const body = sweep.grid.cells.map((_, row) =>
    columns.map(({ values }) => (values[row] === null ? "none" : String(values[row]))),
  );
  return [columns.map(({ name }) => name.replaceAll("_", " ")), ...body];
}

function toJson({ files, grid: { rows, positives, easyRows, cells }, best }: Sweep): string {
  return formatJson({
    files,
    rows,
    positives,
    easyRows,
    cells: cells.map(cellDocument),
    best: bestDocument(best),
  });
}

/** A line a cell, then of the best. */
function toJsonl({ grid: { cells }, best }: Sweep): string {
  const lines = cells.map((cell) => formatJsonLine(cellDocument(cell)));
  return [...lines, ...(best === undefined ? [] : [formatJsonLine({ best: bestDocument(best) })])].join("");
}

function named({ gamma, alpha, scores }: Cell): object {
  return { gamma, alpha: alpha ?? null, ...scores };
}

function cellDocument(cell: Cell): object {
  const { loss, easyLoss } = cell;
  return {
    ...named(cell),
    mean: loss.mean(),
    total: loss.sum(),
    infinite: loss.infinite,
    easyTotal: easyLoss.sum(),
  };
}

function bestDocument(best: Sweep["best"]): object | null {
  return best === undefined ? null : { criterion: best.criterion, ...named(best.cell) };
}
