/**
 * Rows that cannot be scored: listed, counted, kept in a file.
 */
import { CliError, type Problem } from "../cli-error.ts";
import type { ScoredFile } from "../input/columns.ts";
import type { BadKind, BadRow } from "../input/complaint.ts";
import type { InputFile } from "../input/input-file.ts";
import type { BadRowPolicy } from "./options.ts";
import { placeOf } from "../input/row-block.ts";
import { oneLine } from "../print/one-line.ts";

/** Rows that an error lists; the rest are counted. */
export const LISTED_ROWS = 10;
const EXCERPT_WIDTH = 100;

interface BadRowOptions {
  readonly policy?: BadRowPolicy | undefined;
  readonly limit?: number | undefined;
  readonly hint?: string | undefined;
}

export class BadRows {
  readonly #policy: BadRowPolicy;
  readonly #limit: number;
  readonly #hint: string | undefined;
  readonly #problems: Problem[] = [];
  /** Whether all are numbers outside [0, 1], as logits are. */
  #likeLogits = true;
  /** Whether all are labels in words, as far as they were seen. */
  #likeWords = true;
  #count = 0;

  /**
   * @param limit - Rows beyond which there are too many of them.
   * @param hint - What to do where any is too many.
   */
  constructor({ policy = "fail", limit = Infinity, hint }: BadRowOptions) {
    this.#policy = policy;
    this.#limit = limit;
    this.#hint = hint;
  }

  add(row: BadRow, input: ScoredFile): void {
    this.#count += 1;
    this.#look(row, input);
  }

  /** @param rows - The first ones at least of those that are counted. */
  addAll(rows: readonly BadRow[], counts: Readonly<Record<BadKind, number>>, input: ScoredFile): void {
    const count = Object.values(counts).reduce((sum, some) => sum + some, 0);
    this.#count += count;
    this.#likeLogits &&= counts.outside === count;
    this.#likeWords &&= counts.notNumber === count;
    for (const row of rows) this.#look(row, input);
  }

  #look(row: BadRow, { file, columns }: ScoredFile): void {
    this.#likeLogits &&= row.complaint.kind === "outside" && columns.kind === "probability";
    this.#likeWords &&=
      row.complaint.kind === "notNumber" &&
      row.complaint.column === columns.label &&
      columns.kind !== "logits";
    if (this.#problems.length < LISTED_ROWS) this.#problems.push(problemOf(file, row));
  }

  get count(): number {
    return this.#count;
  }

  /** @throws If there are more than the policy allows. {@link CliError} */
  check(): void {
    if (this.#count === 0 || (this.#policy !== "fail" && this.#count <= this.#limit)) return;
    const more = this.#count - this.#problems.length;
    const limit = `--max-bad ${this.#limit} allows no more; there are ${this.#count}`;
    const forAny = this.#likeLogits
      ? "--logit COLUMN reads a column as logits"
      : this.#likeWords
        ? "--positive VALUE says which label counts as 1"
        : this.#hint;
    const hint = this.#policy === "fail" ? forAny : limit;
    throw new CliError("data", this.#problems, { more, hint });
  }
}

/** What is wrong with a row, and where it stands. */
export function problemOf({ path, columns }: InputFile, row: BadRow): Problem {
  const { complaint, at, text, isExcerpt, start } = row;
  const place = placeOf(path, at);
  const message = [
    start === undefined ? place : `${place}:${start}`,
    ...(complaint.column === undefined ? [] : [columns[complaint.column]!.name]),
    complaint.reason,
  ].join(": ");
  return isExcerpt ? { message, excerpt: excerpt(text, start) } : { message };
}

/** The record on one line, cut around the place, with a caret under it. */
function excerpt(text: string, start: number | undefined): string {
  const line = oneLine(text);
  const at = (start ?? 1) - 1;
  const from = at < EXCERPT_WIDTH - 20 ? 0 : at - 20;
  const cut = line.slice(from, from + EXCERPT_WIDTH);
  return start === undefined ? cut : `${cut}\n${" ".repeat(at - from)}^`;
}
