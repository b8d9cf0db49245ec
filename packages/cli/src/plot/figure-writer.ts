/**
 * Where a figure goes and as what: an SVG or PNG file, SVG on standard output, or text.
 */
import { extname } from "node:path";
import { type Chart, renderSvg, type SmallMultiples } from "@focal-loss/svg";
import { CliError } from "../cli-error.ts";
import type { Theme } from "../command-line/plot-options.ts";
import type { Output } from "../output.ts";
import { checkTarget, writeWhole } from "../temporary-files.ts";

export interface FigureOptions {
  /** The file; text where there is none. */
  readonly output?: string;
  readonly force?: boolean;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly ascii?: boolean;
}

type Write = (figure: Chart | SmallMultiples) => Promise<void>;

/**
 * What cannot be written is refused here, before a file is read.
 *
 * @param option - The option that names the file.
 * @throws If options do not fit the file, or it may not be written. {@link CliError}
 */
export function figureWriter(
  options: FigureOptions,
  { inputs, option }: { inputs: readonly string[]; option: string },
  output: Output,
): Write {
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
  checkTarget(target, option, inputs);
  const extension = extname(path).toLowerCase();
  if (extension === ".svg") {
    return async (figure) => writeWhole(target, `${renderSvg(figure, { ...size, theme })}\n`);
  }
  if (extension !== ".png") {
    throw new CliError(
      "usage",
      `${option} expected a name that ends in .svg or .png, got ${JSON.stringify(path)}`,
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
  options: FigureOptions,
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
