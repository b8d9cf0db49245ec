/**
 * One prediction and its label, from the command line or from a file.
 */
import { initialLogit, recoverProbabilityWithLogits } from "@focal-loss/core";
import { CliError } from "../cli-error.ts";
import { parseNumber } from "../command-line/numbers.ts";

export interface Point {
  readonly label: number;
  readonly probability: number;
  readonly logit: number;
  /** Which of the two was given; the other one is computed from it and rounded. */
  readonly kind: "probability" | "logit";
}

export function pointOfProbability(probability: number, label: number): Point {
  return { label, probability, logit: initialLogit(probability, { gamma: 0 }), kind: "probability" };
}

export function pointOfLogit(logit: number, label: number): Point {
  return { label, probability: recoverProbabilityWithLogits(logit, { gamma: 0 }), logit, kind: "logit" };
}

/**
 * The point that `P Y`, or `--logit Z Y`, stands for.
 *
 * @param command - For an example, where there is something else.
 * @throws If it stands for none. {@link CliError}
 */
export function readPoint(args: readonly string[], logit: string | undefined, command: string): Point {
  const expected = logit === undefined ? "a probability P and a label Y" : "with --logit the label Y alone";
  if (args.length !== (logit === undefined ? 2 : 1)) {
    throw new CliError("usage", `expected ${expected}, got ${args.map((arg) => `'${arg}'`).join(" ")}`, {
      hint: `for example: focal-loss ${command} 0.9 1, or focal-loss ${command} --logit 2.2 1`,
    });
  }
  const label = readLabel(args.at(-1)!);
  if (logit !== undefined) {
    const value = parseNumber(logit);
    if (Number.isNaN(value)) throw new CliError("usage", `--logit: '${logit}' is not a number`);
    return pointOfLogit(value, label);
  }
  const text = args[0]!;
  const value = parseNumber(text);
  if (Number.isNaN(value)) throw new CliError("usage", `argument P: '${text}' is not a number`);
  if (!(value >= 0 && value <= 1)) {
    throw new CliError("usage", `argument P: ${text} is not a probability in [0, 1]`, {
      hint: `--logit ${text} reads it as a logit`,
    });
  }
  return pointOfProbability(value, label);
}

function readLabel(text: string): number {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true" ? 1 : 0;
  const value = parseNumber(text);
  if (value >= 0 && value <= 1) return value;
  const what = Number.isNaN(value) ? `'${text}' is not a number` : `${text} is not a label in [0, 1]`;
  throw new CliError("usage", `argument Y: ${what}`);
}
