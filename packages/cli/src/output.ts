/**
 * Standard output and standard error of a run.
 */
import { oneLine } from "./print/one-line.ts";

/** Where a run writes, and what may be done to it there. */
export interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Columns of text that standard output shows, where that is a terminal. */
  readonly columns?: number | undefined;
  /** Standard error where that is a terminal: progress is shown there. */
  readonly terminal?: NodeJS.WriteStream | undefined;
  /** Whether standard output and standard error take colour (default: neither). */
  readonly colors?: { readonly stdout: boolean; readonly stderr: boolean } | undefined;
}

/** Says something that is no result. With `--json` and `--jsonl` standard error is for one document, an error. */
export function note(
  text: string,
  { quiet, json, jsonl, verbose }: { quiet?: boolean; json?: boolean; jsonl?: boolean; verbose?: boolean },
  output: Output,
): void {
  const isForMachines = json === true || jsonl === true;
  if (quiet !== true && (!isForMachines || verbose === true)) output.stderr(`note: ${oneLine(text)}\n`);
}

export function bold(text: string): string {
  return `\u001B[1m${text}\u001B[22m`;
}

/** The first word of each message stands out: errors red, the rest bold. */
export function colorMessages(text: string): string {
  return text
    .replace(/^error:/gm, "\u001B[1;31merror:\u001B[39;22m")
    .replace(/^(hint|note):/gm, "\u001B[1m$1:\u001B[22m");
}

/**
 * Whether a stream takes colour: `--color` decides, then `NO_COLOR` and `FORCE_COLOR`, then what the stream is.
 *
 * Source: https://no-color.org and https://force-color.org.
 */
export function takesColor(
  choice: string | undefined,
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (choice === "always" || choice === "never") return choice === "always";
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
