/**
 * `focal-loss explain`: one prediction by the conventions of several libraries, and why they differ.
 */
import { existsSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { CONVENTIONS } from "../conventions/conventions.ts";
import type { LossAndGradient } from "../conventions/forms.ts";
import type { Output } from "../output.ts";
import { type Point, readPoint } from "../point/point.ts";
import { formatJson } from "../print/json.ts";
import { formatTable } from "../print/table.ts";
import type { PredictionOptions } from "../read/prediction-file.ts";

export interface ExplainOptions extends PredictionOptions {
  readonly gamma?: number;
  readonly alpha?: number;
  readonly row?: number;
}

interface Explanation extends LossAndGradient {
  readonly name: string;
  readonly source: string;
  readonly formula: string;
  readonly gamma: number;
  readonly alpha: number | null;
  /** Whether loss and gradient are ours but for rounding. */
  readonly agrees: boolean;
  readonly reasons: readonly string[];
}

const DEFAULT_GAMMA = 2;
const ROUNDING = 1e-9;
const NOTE =
  "The formulas are evaluated in double. The libraries mostly compute in float32: their digits differ from these from about the seventh on, and more where p is close to 0 or 1.";

export async function explainCommand(
  args: readonly string[],
  options: ExplainOptions,
  output: Output,
  signal?: AbortSignal,
): Promise<void> {
  const point = await findPoint(args, options, output, signal);
  const explanations = explain(point, options);
  const { label, probability, logit } = point;
  if (options.json === true) {
    output.stdout(formatJson({ label, probability, logit, conventions: explanations, note: NOTE }));
    return;
  }
  const rows = explanations.map(({ name, gamma, alpha, loss, gradient, agrees }) =>
    [name, gamma, alpha ?? "none", loss, gradient, agrees ? "yes" : "no"].map(String),
  );
  const header = ["convention", "gamma", "alpha", "loss", "gradient by logit", "as ours"];
  const namesOf = new Map<string, string[]>();
  for (const { name, reasons } of explanations) {
    for (const reason of reasons) namesOf.set(reason, [...(namesOf.get(reason) ?? []), name]);
  }
  const reasons = [...namesOf].map(([reason, names]) => `  ${names.join(", ")}: ${reason}\n`);
  const why = reasons.length === 0 ? "All agree for this row.\n" : `Why they differ:\n${reasons.join("")}`;
  output.stdout(
    `label ${label}, probability ${probability}, logit ${logit}\n\n${formatTable([header, ...rows])}\n${why}\n${NOTE}\n`,
  );
}

async function findPoint(
  args: readonly string[],
  options: ExplainOptions,
  output: Output,
  signal: AbortSignal | undefined,
): Promise<Point> {
  if (options.row === undefined) {
    const names = options.label ?? options.probability ?? options.inputFormat;
    const isFile = options.logit === undefined && args.length === 1 && existsSync(args[0]!);
    if (names !== undefined || isFile) {
      throw new CliError("usage", "expected --row with the number of a row, to explain a row of a file");
    }
    return readPoint(args, options.logit, "explain");
  }
  if (args.length !== 1) {
    throw new CliError("usage", `--row: expected one file, got ${args.map((arg) => `'${arg}'`).join(" ")}`);
  }
  const { readRow } = await import("../read/row.ts");
  return readRow(args[0]!, options.row, options, { output, signal });
}

function explain(point: Point, options: ExplainOptions): Explanation[] {
  const gamma = options.gamma ?? DEFAULT_GAMMA;
  let ours: LossAndGradient | undefined;
  return CONVENTIONS.map(({ name, source, formula, form, defaultAlpha, alphaSwitch, reasons }) => {
    const alpha = options.alpha ?? defaultAlpha;
    const result = form(point, { gamma, alpha });
    ours ??= result;
    const why = [...reasons(point, gamma)];
    if (options.alpha === undefined && defaultAlpha !== undefined) {
      why.unshift(
        `labels 1 weigh ${defaultAlpha} and labels 0 weigh ${1 - defaultAlpha} unless told otherwise: ${alphaSwitch}`,
      );
    }
    if (options.alpha !== undefined && defaultAlpha === undefined && alphaSwitch !== undefined) {
      why.unshift(`alpha counts only where ${alphaSwitch}`);
    }
    return {
      name,
      source,
      formula,
      gamma,
      alpha: alpha ?? null,
      ...result,
      agrees: isClose(result.loss, ours.loss) && isClose(result.gradient, ours.gradient),
      reasons: why,
    };
  });
}

function isClose(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
