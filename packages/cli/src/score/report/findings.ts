/**
 * What is remarkable about results.
 */
import { CliError } from "../../cli-error.ts";
import { BAD_KINDS, type BadKind } from "../../input/complaint.ts";
import type { ScoreOptions } from "../options.ts";
import type { Scorer } from "../scorer.ts";
import { badRows, meanOf, type Totals } from "../totals.ts";
import type { Results } from "./results.ts";

const KIND_WORDS: Readonly<Record<BadKind, string>> = {
  malformed: "malformed",
  null: "null",
  nan: "NaN",
  notNumber: "no number",
  outside: "outside [0, 1]",
  label: "label out of range",
  weight: "weight out of range",
};

/** How many rows cannot be scored, and why. */
export function badRowsText(totals: Totals, what = "rows", kinds: readonly BadKind[] = BAD_KINDS): string {
  const count = kinds.reduce((sum, kind) => sum + totals.bad[kind], 0);
  const words =
    totals.classes.length > 0 ? { ...KIND_WORDS, outside: "with a logit of Infinity" } : KIND_WORDS;
  const reasons = kinds
    .filter((kind) => totals.bad[kind] > 0)
    .map((kind) => `${totals.bad[kind]} ${words[kind]}`);
  return `${count} of ${totals.rows + badRows(totals)} ${what}: ${reasons.join(", ")}`;
}

/** A malformed row has no cells to keep. */
function noteBadRows(total: Totals, { onBad, rows }: ScoreOptions, note: (text: string) => void): void {
  const left = onBad === "null" && rows !== undefined ? total.bad.malformed : badRows(total);
  const kept = badRows(total) - left;
  const cells = BAD_KINDS.filter((kind) => kind !== "malformed");
  if (kept > 0) note(`kept ${badRowsText(total, "rows without a loss", cells)}`);
  if (left > 0) note(`left out ${badRowsText(total, "rows", kept > 0 ? ["malformed"] : BAD_KINDS)}`);
}

export function noteFindings(
  total: Totals,
  { gammas }: Pick<Scorer, "gammas">,
  options: ScoreOptions,
  note: (text: string) => void,
): void {
  noteBadRows(total, options, note);
  const { softLabels } = total;
  if (softLabels > 0) note(`${softLabels} ${softLabels === 1 ? "label lies" : "labels lie"} between 0 and 1`);
  for (const [k, sum] of total.losses.entries()) {
    if (sum.infinite > 0)
      note(
        `gamma ${gammas[k]}: the loss of ${sum.infinite} ${sum.infinite === 1 ? "row" : "rows"} is infinite`,
      );
  }
  if (total.weight?.sum() === 0) note("the weights add up to 0, so there is no mean");
  if (options.positive !== undefined && total.positives === 0) {
    note(`no label is ${JSON.stringify(options.positive)}, which --positive names`);
  }
  if (options.clip !== undefined) note(`probabilities are clipped to [${options.clip}, ${1 - options.clip}]`);
}

/** @throws If a mean loss is above `--fail-above`. {@link CliError} */
export function failAbove({ total, gammas, options: { failAbove: limit } }: Results): void {
  if (limit === undefined) return;
  const above = gammas.flatMap((gamma, k) => {
    const mean = meanOf(total, k);
    return mean <= limit ? [] : [{ message: `gamma ${gamma}: the mean loss ${mean} is above ${limit}` }];
  });
  if (above.length > 0) throw new CliError("check", above);
}
