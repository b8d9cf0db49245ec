/**
 * What rows add up to. Sums are exact, so that neither order nor files matter; the plain sum beside them is what a loop gives.
 */
import { ExactSum, type ExactSumJson } from "@focal-loss/core";
import type { ScoredColumns } from "../input/columns.ts";
import { BAD_KINDS, type BadKind } from "../input/complaint.ts";
import { QuantisedSum } from "./quantised-sum.ts";
import { quotient } from "./quotient.ts";

export interface Totals {
  /** Rows that were scored. */
  rows: number;
  /** Rows with a label of at least 1/2. */
  positives: number;
  /** Rows with a label between 0 and 1. */
  softLabels: number;
  /** Rows a class of a multi-class file. */
  readonly classes: number[];
  /** The sum of the weights, where there are any. */
  readonly weight: ExactSum | undefined;
  /** One sum of losses a gamma. */
  readonly losses: readonly ExactSum[];
  /** The same of rounded losses, for comparing engines. */
  readonly quantised: readonly QuantisedSum[];
  /** The same sums, one double after the other; none of an engine. */
  readonly plainSums: number[];
  /** Rows that were not. */
  readonly bad: Record<BadKind, number>;
}

/** A {@link Totals} that threads can send. */
export type PlainTotals = Pick<Totals, "rows" | "positives" | "softLabels" | "classes" | "bad"> & {
  readonly weight: ExactSumJson | undefined;
  readonly losses: readonly ExactSumJson[];
  /** In units. */
  readonly quantised: readonly bigint[];
};

export function emptyTotals(gammas: readonly number[], weighted: boolean, classes: number): Totals {
  return {
    rows: 0,
    positives: 0,
    softLabels: 0,
    classes: Array.from({ length: classes }, () => 0),
    weight: weighted ? new ExactSum() : undefined,
    losses: gammas.map(() => new ExactSum()),
    quantised: gammas.map(() => new QuantisedSum()),
    plainSums: gammas.map(() => 0),
    bad: Object.fromEntries(BAD_KINDS.map((kind) => [kind, 0])) as Record<BadKind, number>,
  };
}

/** The totals of no rows of a file. */
export function noTotals(gammas: readonly number[], { kind, predictions, weight }: ScoredColumns): Totals {
  return emptyTotals(gammas, weight !== undefined, kind === "logits" ? predictions.length : 0);
}

/** All but the plain sums. */
export function toPlain({ rows, positives, softLabels, classes, bad, ...sums }: Totals): PlainTotals {
  const weight = sums.weight?.toJSON();
  const losses = sums.losses.map((sum) => sum.toJSON());
  const quantised = sums.quantised.map((sum) => sum.units());
  return { rows, positives, softLabels, classes, bad, weight, losses, quantised };
}

export function addPlain(to: Totals, from: PlainTotals): void {
  addTotals(to, {
    ...from,
    weight: from.weight && ExactSum.fromJSON(from.weight),
    losses: from.losses.map((sum) => ExactSum.fromJSON(sum)),
    quantised: from.quantised.map((units) => new QuantisedSum().addUnits(units)),
    plainSums: [],
  });
}

export function addTotals(to: Totals, from: Totals): void {
  to.rows += from.rows;
  to.positives += from.positives;
  to.softLabels += from.softLabels;
  for (const [k, count] of from.classes.entries()) to.classes[k]! += count;
  if (from.weight !== undefined) to.weight!.merge(from.weight);
  for (const [k, sum] of from.losses.entries()) to.losses[k]!.merge(sum);
  for (const [k, sum] of from.quantised.entries()) to.quantised[k]!.addUnits(sum.units());
  for (const [k, sum] of from.plainSums.entries()) to.plainSums[k]! += sum;
  for (const kind of BAD_KINDS) to.bad[kind] += from.bad[kind];
}

/** Sum of losses by sum of weights, or by rows. */
export function meanOf({ losses, weight }: Totals, gammaIndex: number): number {
  const sum = losses[gammaIndex]!;
  return weight === undefined ? sum.mean() : quotient(sum, weight);
}

export function badRows({ bad }: Totals): number {
  return BAD_KINDS.reduce((sum, kind) => sum + bad[kind], 0);
}
