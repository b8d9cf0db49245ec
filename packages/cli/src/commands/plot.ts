/**
 * `focal-loss plot`: charts, as SVG or PNG files or as text.
 */
import { extname } from "node:path";
import { type Chart, renderSvg, type SmallMultiples } from "@focal-loss/svg";
import { CliError } from "../cli-error.ts";
import type { ChartName, Theme } from "../command-line/plot-options.ts";
import type { Output } from "../output.ts";
import {
  type ChartOptions,
  DATA_CHARTS,
  dataChart,
  functionChart,
  type PlottedData,
} from "../plot/charts.ts";
import type { PredictionOptions } from "../read/prediction-file.ts";
import { withPredictions } from "../read/predictions.ts";
import { expandPatterns } from "../input/sources.ts";
import { checkTarget, writeWhole } from "../temporary-files.ts";

export interface PlotOptions extends ChartOptions, PredictionOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly ascii?: boolean;
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
  const write = writerOf(options, paths, output);
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
      : functionChart(chart, options),
  );
}

type Write = (figure: Chart | SmallMultiples) => Promise<void>;

/** Where the chart goes and as what; what cannot be is refused before a file is read. */
function writerOf(options: PlotOptions, inputs: readonly string[], output: Output): Write {
  const { output: path, force = false, theme = "light", width, height, ascii } = options;
  if (path === undefined) {
    checkSize(options, { width: [30, 1000], height: [8, 500] });
    return async (figure) => {
      const { renderTerminal } = await import("@focal-loss/svg/terminal");
      const columns = width ?? Math.min(Math.max(output.columns ?? 80, 30), 120);
      output.stdout(renderTerminal(figure, { width: columns, height, ascii, color: output.colors?.stdout }));
    };
  }
  if (ascii === true) throw new CliError("usage", "--ascii is for the terminal, not for a file");
  checkSize(options, { width: [120, 10_000], height: [90, 10_000] });
  const size = { width, height };
  if (path === "-") {
    return async (figure) => output.stdout(`${renderSvg(figure, { ...size, theme })}\n`);
  }
  const target = { path, force };
  checkTarget(target, "--output", inputs);
  const extension = extname(path).toLowerCase();
  if (extension === ".svg") {
    return async (figure) => writeWhole(target, `${renderSvg(figure, { ...size, theme })}\n`);
  }
  if (extension !== ".png") {
    throw new CliError(
      "usage",
      `--output expected a name that ends in .svg or .png, got ${JSON.stringify(path)}`,
    );
  }
  if (theme === "auto")
    throw new CliError("usage", "--theme auto is for .svg files; a .png is light or dark");
  return async (figure) => {
    const { renderPng } = await import("@focal-loss/svg/png");
    writeWhole(target, await renderPng(figure, { ...size, theme }));
  };
}

type Size = "width" | "height";

function checkSize(
  options: PlotOptions,
  ranges: Readonly<Record<Size, readonly [lowest: number, highest: number]>>,
): void {
  const units =
    options.output === undefined ? { width: "columns", height: "rows" } : { width: "px", height: "px" };
  for (const side of ["width", "height"] as const) {
    const value = options[side];
    const [lowest, highest] = ranges[side];
    if (value === undefined || (value >= lowest && value <= highest)) continue;
    throw new CliError("usage", `--${side} expected ${lowest} to ${highest} ${units[side]}, got ${value}`);
  }
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

const FUNCTIONS: readonly ChartName[] = ["curves", "gradient", "hessian"];
const CHARTS_OF_OPTIONS: Readonly<Partial<Record<keyof PlotOptions, readonly ChartName[]>>> = {
  target: [...FUNCTIONS, "factor"],
  over: FUNCTIONS,
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
