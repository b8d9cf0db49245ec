/**
 * What the command says and returns when it cannot do what it was asked.
 */
import { formatJsonLine } from "./print/json.ts";
import { oneLine } from "./print/one-line.ts";

/** Exit codes, part of the public interface. */
export const ExitCode = {
  ok: 0,
  /** A bug of ours. */
  internal: 1,
  /** Options or arguments that make no sense. */
  usage: 2,
  /** Data refused: bad rows, a missing column, no row at all. */
  data: 3,
  /** A file cannot be read or written. */
  file: 4,
  /** The query engine is not there or failed. */
  engine: 5,
  /** A check failed. */
  check: 6,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

export type ErrorKind = "usage" | "data" | "file" | "engine" | "check";

/** One thing that is wrong, and where. */
export interface Problem {
  /** What is wrong, in one line: place, what was expected, what came. */
  readonly message: string;
  /** The input, with the place marked by a caret on a line of its own. */
  readonly excerpt?: string;
}

/** An error that a person can act on. */
export class CliError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  /** How many more problems there are than are listed. */
  readonly more: number;
  readonly hint: string | undefined;

  constructor(
    kind: ErrorKind,
    problems: string | readonly Problem[],
    { hint, more = 0 }: { hint?: string | undefined; more?: number } = {},
  ) {
    const list = typeof problems === "string" ? [{ message: problems }] : problems;
    super(list.map(({ message }) => message).join("\n"));
    this.name = "CliError";
    this.kind = kind;
    this.problems = list;
    this.more = more;
    this.hint = hint;
  }

  get exitCode(): number {
    return ExitCode[this.kind];
  }

  /** For people. */
  toText(): string {
    const lines = this.problems.flatMap(({ message, excerpt }) => [
      `error: ${oneLine(message)}`,
      ...(excerpt === undefined ? [] : excerpt.split("\n").map((line) => `  ${line}`)),
    ]);
    if (this.more > 0) lines.push(`and ${this.more} more`);
    if (this.hint !== undefined) lines.push(`hint: ${oneLine(this.hint)}`);
    return `${lines.join("\n")}\n`;
  }

  /** For machines: one JSON document. */
  toJson(): string {
    const { kind, exitCode, problems, more, hint } = this;
    return formatJsonLine({ error: { kind, exitCode, problems, more, hint } });
  }
}
