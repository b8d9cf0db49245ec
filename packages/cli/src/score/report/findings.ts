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
export function badRowsText(totals: Totals, what = "rows"): string {
  const count = badRows(totals);
  const kinds = BAD_KINDS.filter((kind) => totals.bad[kind] > 0).map(
    (kind) => `${totals.bad[kind]} ${KIND_WORDS[kind]}`,
  );
  return `${count} of ${totals.rows + count} ${what}: ${kinds.join(", ")}`;
}

export function noteFindings(
  total: Totals,
  { gammas }: Pick<Scorer, "gammas">,
  options: ScoreOptions,
  note: (text: string) => void,
): void {
  if (badRows(total) > 0) note(`left out ${badRowsText(total)}`);
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
