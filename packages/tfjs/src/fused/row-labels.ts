import type { CategoricalTerm } from "../term.ts";

/** The smoothed label of a class in a row. */
export function labelOf(
  { indices, labelSmoothing }: CategoricalTerm,
  labels: ArrayLike<number>,
  classes: number,
  row: number,
  k: number,
): number {
  const t = indices ? (labels[row] === k ? 1 : 0) : labels[row * classes + k]!;
  return t * (1 - labelSmoothing) + labelSmoothing / classes;
}
