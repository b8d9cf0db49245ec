/**
 * `focal-loss plot`: charts, as SVG or PNG files or as text.
 */
import { CliError } from "../cli-error.ts";
import type { ChartName } from "../command-line/plot-options.ts";
import type { Output } from "../output.ts";
import {
  type ChartOptions,
  DATA_CHARTS,
  dataChart,
  functionChart,
  type PlottedData,
} from "../plot/charts.ts";
import { readLink } from "../plot/playground-link.ts";
import type { PredictionOptions } from "../read/prediction-file.ts";
import { withPredictions } from "../read/predictions.ts";
import { type FigureOptions, figureWriter } from "../plot/figure-writer.ts";
import { expandPatterns } from "../input/sources.ts";

export interface PlotOptions extends ChartOptions, PredictionOptions, FigureOptions {
  readonly fromUrl?: string;
}

export async function plotCommand(
  [name, ...patterns]: readonly string[],
  options: PlotOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const chart = name as ChartName;
  const ofData = DATA_CHARTS.includes(chart);
  const paths = ofData ? await expandPatterns(patterns) : patterns;
  const write = figureWriter(options, { inputs: paths, option: "--output" }, output);
  if (ofData && paths.length === 0) {
    throw new CliError("usage", `plot ${chart} expected files of predictions, got none`);
  }
  if (!ofData && paths.length > 0) {
    throw new CliError("usage", `plot ${chart} expected no files, got ${JSON.stringify(paths[0])}`);
  }
  checkOptions(chart, options);
  await write(
    ofData
      ? dataChart(chart, options, await readAll(paths, options, output, signal))
      : functionChart(chart, linked(chart, options)),
  );
}

/** Options that this chart does not have, or not so many of. */
function checkOptions(chart: ChartName, options: PlotOptions): void {
  for (const [option, charts] of Object.entries(CHARTS_OF_OPTIONS)) {
    if (options[option as keyof PlotOptions] === undefined || charts.includes(chart)) continue;
    throw new CliError(
      "usage",
      `plot ${chart} has no option --${option.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
    );
  }
  for (const option of ["gamma", "alpha"] as const) {
    const count = options[option]?.length ?? 1;
    if (chart === "reliability" && count > 1) {
      throw new CliError(
        "usage",
        `plot reliability expected one --${option}, that of the training, got ${count}`,
      );
    }
  }
}

/** The link says what no option does, of what the chart has. */
function linked(chart: ChartName, options: PlotOptions): ChartOptions {
  if (options.fromUrl === undefined) return options;
  const { gamma, alpha, label } = readLink(options.fromUrl);
  const weights = alpha === undefined || chart === "factor" ? {} : { alpha: [alpha] };
  return { gamma: [gamma], ...weights, target: label, ...options };
}

const FUNCTIONS: readonly ChartName[] = ["curves", "gradient", "hessian"];
const CHARTS_OF_OPTIONS: Readonly<Partial<Record<keyof PlotOptions, readonly ChartName[]>>> = {
  target: [...FUNCTIONS, "factor"],
  over: FUNCTIONS,
  fromUrl: [...FUNCTIONS, "factor"],
  gamma: [...FUNCTIONS, "factor", ...DATA_CHARTS],
  alpha: [...FUNCTIONS, ...DATA_CHARTS],
  bins: ["reliability"],
  label: DATA_CHARTS,
  positive: DATA_CHARTS,
  probability: DATA_CHARTS,
  logit: DATA_CHARTS,
  inputFormat: DATA_CHARTS,
};

/** All rows at once: 16 bytes each. */
async function readAll(
  paths: readonly string[],
  options: PlotOptions,
  output: Output,
  signal: AbortSignal | undefined,
): Promise<PlottedData> {
  return withPredictions(paths, options, { output, signal }, async ({ kind, eachChunk }) => {
    const chunks: { labels: Float64Array; predictions: Float64Array }[] = [];
    const rows = await eachChunk((labels, predictions) =>
      chunks.push({ labels: labels.slice(), predictions: predictions.slice() }),
    );
    const data = { kind, labels: new Float64Array(rows), predictions: new Float64Array(rows) };
    let at = 0;
    for (const { labels, predictions } of chunks) {
      data.labels.set(labels, at);
      data.predictions.set(predictions, at);
      at += labels.length;
    }
    return data;
  });
}
