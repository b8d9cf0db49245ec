/**
 * `focal-loss sweep`: a grid of gammas and alphas over files.
 */
import { CliError } from "../cli-error.ts";
import type { Criterion } from "../command-line/options.ts";
import type { Output } from "../output.ts";
import { deliver, type DeliveryOptions, outputTarget } from "../print/deliver.ts";
import type { PredictionOptions } from "../read/prediction-file.ts";
import { withPredictions } from "../read/predictions.ts";
import { expandPatterns } from "../input/sources.ts";
import { sweepGrid } from "../sweep/grid.ts";
import { exactColumns, leastCell, type Sweep, type SweepFormat, toText } from "../sweep/report.ts";
import { checkDistinct, OutputFile } from "../temporary-files.ts";

export interface SweepOptions extends PredictionOptions, SweepFormat, DeliveryOptions {
  readonly gamma?: readonly number[];
  readonly alpha?: readonly (number | undefined)[];
  readonly best?: Criterion;
  readonly chart?: string;
}

const DEFAULT_GAMMAS = [0, 0.5, 1, 2, 5];
/** No weights, the alpha of Lin et al. (2017), and its mirror. */
const DEFAULT_ALPHAS = [undefined, 0.25, 0.75];

export async function sweepCommand(
  patterns: readonly string[],
  options: SweepOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const { gamma: gammas = DEFAULT_GAMMAS, alpha: alphas = DEFAULT_ALPHAS, best: criterion } = options;
  const paths = await expandPatterns(patterns);
  const target = outputTarget(options, paths);
  const draw = await chartWriter(options, { inputs: paths, results: target?.path }, output);
  const report = target && new OutputFile(target);
  try {
    const sweep = await withPredictions(
      paths,
      options,
      { output, signal },
      async (predictions): Promise<Sweep> => {
        const grid = await sweepGrid(predictions, { gammas, alphas, scored: criterion !== undefined });
        return {
          files: predictions.files.map(({ path }) => path),
          grid,
          best: criterion && { criterion, cell: leastCell(grid.cells, criterion) },
        };
      },
    );
    const deliverable = {
      text: (style: (header: string) => string) => toText(sweep, options, style),
      columns: () => exactColumns(sweep),
    };
    await deliver(deliverable, options, report, output);
    await draw?.(sweep);
  } finally {
    report?.discard();
  }
}

/** What draws the chart that `--chart` asks for. */
async function chartWriter(
  { chart, force = false, ...format }: SweepOptions,
  { inputs, results }: { readonly inputs: readonly string[]; readonly results: string | undefined },
  output: Output,
): Promise<((sweep: Sweep) => Promise<void>) | undefined> {
  if (chart === undefined) return undefined;
  const isText = chart === "-";
  if (isText && results === undefined && MACHINE_FORMATS.some((name) => format[name] === true)) {
    throw new CliError("usage", "--chart - goes below the table, not below results in another format");
  }
  if (!isText && results !== undefined) checkDistinct([results, chart]);
  const [{ figureWriter }, { gridChart }] = await Promise.all([
    import("../plot/figure-writer.ts"),
    import("../sweep/chart.ts"),
  ]);
  const options = isText ? {} : { output: chart, force };
  const write = figureWriter(options, { inputs, option: "--chart" }, output);
  return ({ grid }) => write(gridChart(grid));
}

const MACHINE_FORMATS = ["json", "jsonl", "csv", "md", "plain"] as const;
