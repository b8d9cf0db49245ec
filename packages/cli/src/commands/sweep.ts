/**
 * `focal-loss sweep`: a grid of gammas and alphas over files.
 */
import type { Scores } from "../calibration/reliability.ts";
import type { Criterion } from "../command-line/options.ts";
import type { Output } from "../output.ts";
import { formatJson } from "../print/json.ts";
import { formatTable } from "../print/table.ts";
import type { PredictionOptions } from "../read/prediction-file.ts";
import { withPredictions } from "../read/predictions.ts";
import { expandPatterns } from "../input/sources.ts";
import { type Cell, type Grid, sweepGrid } from "../sweep/grid.ts";

export interface SweepOptions extends PredictionOptions {
  readonly gamma?: readonly number[];
  readonly alpha?: readonly (number | undefined)[];
  readonly best?: Criterion;
}

const DEFAULT_GAMMAS = [0, 0.5, 1, 2, 5];
/** No weights, the alpha of Lin et al. (2017), and its mirror. */
const DEFAULT_ALPHAS = [undefined, 0.25, 0.75];

const SCORES: Readonly<Record<Criterion, { score: keyof Scores; title: string }>> = {
  "log-loss": { score: "logLoss", title: "log loss" },
  brier: { score: "brier", title: "Brier" },
  ece: { score: "ece", title: "ECE" },
};

export async function sweepCommand(
  patterns: readonly string[],
  options: SweepOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const { gamma: gammas = DEFAULT_GAMMAS, alpha: alphas = DEFAULT_ALPHAS, best: criterion } = options;
  const paths = await expandPatterns(patterns);
  const { files, grid } = await withPredictions(paths, options, { output, signal }, async (predictions) => ({
    files: predictions.files.map(({ path }) => path),
    grid: await sweepGrid(predictions, { gammas, alphas, scored: criterion !== undefined }),
  }));
  const best = criterion === undefined ? undefined : leastCell(grid.cells, SCORES[criterion].score);
  output.stdout(options.json === true ? toJson(files, grid, criterion, best) : toText(grid, criterion, best));
}

/** The first cell whose score is the least; of equal ones the one with the least gamma, if gammas ascend. */
function leastCell(cells: readonly Cell[], score: keyof Scores): Cell {
  // With alpha 0 or 1 a score can be NaN, which is never the least.
  const value = (cell: Cell): number => (Number.isNaN(cell.scores![score]) ? Infinity : cell.scores![score]);
  return cells.reduce((least, cell) => (value(cell) < value(least) ? cell : least));
}

function toText(grid: Grid, criterion: Criterion | undefined, best: Cell | undefined): string {
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
  const table = formatTable([[...header, ...scored.map(({ title }) => title)], ...rows]);
  const easy = `${grid.rows} rows, ${grid.positives} positive; easy are the ${grid.easyRows} that are predicted right\n`;
  if (criterion === undefined || best === undefined) return `${table}\n${easy}`;
  const { score, title } = SCORES[criterion];
  return `${table}\n${easy}best by ${title} of the recovered probabilities: gamma ${best.gamma}, alpha ${best.alpha ?? "none"} (${best.scores![score]})\n`;
}

function share(part: number, whole: number): string {
  return Number.isFinite(whole) && whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : "";
}

function toJson(
  files: readonly string[],
  { rows, positives, easyRows, cells }: Grid,
  criterion: Criterion | undefined,
  best: Cell | undefined,
): string {
  const named = ({ gamma, alpha, scores }: Cell): object => ({ gamma, alpha: alpha ?? null, ...scores });
  return formatJson({
    files,
    rows,
    positives,
    easyRows,
    cells: cells.map((cell) => ({
      ...named(cell),
      mean: cell.loss.mean(),
      total: cell.loss.sum(),
      infinite: cell.loss.infinite,
      easyTotal: cell.easyLoss.sum(),
    })),
    best: criterion === undefined || best === undefined ? null : { criterion, ...named(best) },
  });
}
