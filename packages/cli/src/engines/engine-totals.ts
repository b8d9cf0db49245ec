/**
 * What an engine counted and summed, as the totals of a local run.
 */
import { ExactSum } from "@focal-loss/core";
import { CliError } from "../cli-error.ts";
import type { BadKind } from "../input/complaint.ts";
import { QuantisedSum } from "../score/quantised-sum.ts";
import { emptyTotals, type Totals } from "../score/totals.ts";
import type { EngineRow } from "./sql-engine.ts";

/** The columns that count rows without a loss, by kind. */
const BAD: Readonly<Partial<Record<BadKind, string>>> = {
  null: "bad_null",
  nan: "bad_nan",
  outside: "bad_prediction",
  label: "bad_label",
  weight: "bad_weight",
};

/** Names of the columns of a totals query, in its order. */
export function totalsColumns(isWeighted: boolean): readonly string[] {
  return [
    "gamma",
    "row_count",
    ...Object.values(BAD),
    "positive_count",
    "soft_count",
    ...(isWeighted ? ["weight_units", "weight_rest", "weight_sum"] : []),
    "infinite_count",
    "loss_units",
    "loss_rest",
    "loss_sum",
    "loss_mean",
  ];
}

/** The rows of a totals query, one a gamma. An engine has no sum of one double after the other. */
export function toTotals(rows: readonly EngineRow[], gammas: readonly number[], source: string): Totals {
  const byGamma = gammas.map((gamma) => rows.find((row) => Number(row["gamma"]) === gamma));
  const [first] = byGamma;
  if (first === undefined || byGamma.includes(undefined)) {
    throw new CliError(
      "engine",
      `${source}: expected a result for each of ${gammas.length} gammas, got ${rows.length}`,
    );
  }
  const count = (column: string): number => Number(wholeNumber(first, column));
  const { bad, ...empty } = emptyTotals(gammas, false, 0);
  const isWeighted = "weight_units" in first;
  const badCounts = Object.entries(BAD).map(([kind, column]) => [kind, count(column)] as const);
  return {
    ...empty,
    rows: count("row_count"),
    positives: count("positive_count"),
    softLabels: count("soft_count"),
    weight: isWeighted ? exactSum(first, "weight", 0) : undefined,
    losses: byGamma.map((row) => exactSum(row!, "loss", Number(wholeNumber(row!, "infinite_count")))),
    quantised: byGamma.map((row) => {
      const sum = new QuantisedSum();
      sum.addUnits(wholeNumber(row!, "loss_units"));
      return sum;
    }),
    plainSums: [],
    bad: { ...bad, ...Object.fromEntries(badCounts) },
  };
}

/** The sum of 2^60 units and rests, in 2^-90: core counts in 2^-1074. */
function exactSum(row: EngineRow, of: "loss" | "weight", positiveInfinity: number): ExactSum {
  const whole = (wholeNumber(row, `${of}_units`) << 60n) + wholeNumber(row, `${of}_rest`);
  return ExactSum.fromJSON({
    units: (whole << 984n).toString(),
    count: Number(wholeNumber(row, "row_count")),
    nan: 0,
    positiveInfinity,
    negativeInfinity: 0,
  });
}

function wholeNumber(row: EngineRow, column: string): bigint {
  const text = row[column];
  if (typeof text === "string" && /^-?\d+$/.test(text)) return BigInt(text);
  throw new CliError("engine", `expected a whole number in ${column}, got ${JSON.stringify(text)}`);
}
