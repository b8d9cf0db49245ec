/**
 * The formula as it stands, beside core, at the places where it breaks.
 */
import { focalLoss, focalLossWithLogits, focalLossWithLogitsGrad } from "@focal-loss/core";
import { naiveFocalLoss, naiveFocalLossWithLogits } from "./naive.ts";

export interface NumericsRow {
  readonly where: string;
  readonly quantity: string;
  readonly naive: number;
  readonly exact: number;
}

/** Where it breaks. */
export const NUMERICS_ROWS: readonly NumericsRow[] = [
  ofProbability(0, 1e-17, 0),
  ofProbability(1, 1, 0.5),
  ofProbability(0, 0, 2),
  ...rowsOfLogit(-800, 0.5),
  ...rowsOfLogit(800, 0.5),
  ...rowsOfLogit(40, 0.5),
];

/** Loss and gradient at a logit, for the label 1. */
export function rowsOfLogit(logit: number, gamma: number): NumericsRow[] {
  const where = `y = 1, z = ${logit}, γ = ${gamma}`;
  const naive = naiveFocalLossWithLogits(1, logit, gamma);
  return [
    { where, quantity: "loss", naive: naive.loss, exact: focalLossWithLogits(1, logit, { gamma }) },
    {
      where,
      quantity: "gradient",
      naive: naive.gradient,
      exact: focalLossWithLogitsGrad(1, logit, { gamma }),
    },
  ];
}

function ofProbability(label: number, probability: number, gamma: number): NumericsRow {
  return {
    where: `y = ${label}, p = ${probability}, γ = ${gamma}`,
    quantity: "loss",
    naive: naiveFocalLoss(label, probability, gamma),
    exact: focalLoss(label, probability, { gamma }),
  };
}

/** Whether the formula is off by more than one part in a thousand. */
export function isWrong({ naive, exact }: NumericsRow): boolean {
  return !(Math.abs(naive - exact) <= 1e-3 * Math.abs(exact));
}
