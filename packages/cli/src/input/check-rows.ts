/**
 * Which rows of a block can be scored.
 */
import type { ScoredColumns } from "./columns.ts";
import { BLOCK_ROWS, type RowBlock } from "./row-block.ts";

/** The rows of a block that can be scored, side by side. */
interface Checked {
  readonly good: number;
  /** Which rows of the block they are. */
  readonly rows: Int32Array;
  readonly labels: Float64Array;
  readonly predictions: Float64Array;
  readonly weights: Float64Array | undefined;
  /** Labels of at least 1/2. */
  readonly positives: number;
  /** Labels between 0 and 1. */
  readonly softLabels: number;
}

/** The other rows of a block of `count`, in order. */
export function* badRowsOf({ good, rows }: Pick<Checked, "good" | "rows">, count: number): Generator<number> {
  if (good === count) return;
  for (let next = 0, row = 0; row < count; row++) {
    if (next < good && rows[next] === row) next += 1;
    else yield row;
  }
}

const ALL_ROWS = Int32Array.from({ length: BLOCK_ROWS }, (_, k) => k);

/**
 * How many labels are 1, where all are 0 or 1 and predictions are in range; else -1. Labels are without order: a branch on one
 * would cost more than all the rest.
 */
function countOnes(labels: Float64Array, predictions: Float64Array, lowest: number, highest: number): number {
  let ones = 0;
  let others = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    const prediction = predictions[i]!;
    others += Math.abs(label * (1 - label));
    ones += label;
    if (!(prediction >= lowest && prediction <= highest)) return -1;
  }
  return others === 0 ? ones : -1;
}

/** Makes a function that sorts good rows from bad ones. Its arrays are used again by the next call. */
export function createCheck({
  kind,
  predictions,
  weight,
}: ScoredColumns): (block: Pick<RowBlock, "count" | "columns">) => Checked {
  const classes = predictions.length;
  const multi = kind === "logits";
  const rows = new Int32Array(BLOCK_ROWS);
  const matrix = new Float64Array(multi ? BLOCK_ROWS * classes : 0);
  const lowest = kind === "probability" ? 0 : -Infinity;
  const highest = kind === "probability" ? 1 : kind === "logit" ? Infinity : Number.MAX_VALUE;
  const isGood = (columns: readonly Float64Array[], row: number): boolean => {
    const label = columns[0]![row]!;
    if (!(label >= 0 && label <= (multi ? classes - 1 : 1)) || (multi && label % 1 !== 0)) return false;
    for (let k = 1; k <= classes; k++) {
      const prediction = columns[k]![row]!;
      if (!(prediction >= lowest && prediction <= highest)) return false;
    }
    return (
      weight === undefined || (columns[classes + 1]![row]! >= 0 && columns[classes + 1]![row]! < Infinity)
    );
  };
  /** All that is asked of a binary file in one pass. */
  const survey = (
    labels: Float64Array,
    values: Float64Array,
  ): Pick<Checked, "good" | "positives" | "softLabels"> => {
    let good = 0;
    let positives = 0;
    let hard = 0;
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      const value = values[i]!;
      if (label >= 0 && label <= 1 && value >= lowest && value <= highest) good += 1;
      if (label >= 0.5) positives += 1;
      if (label === 0 || label === 1) hard += 1;
    }
    return { good, positives, softLabels: good - hard };
  };
  return ({ count: total, columns }) => {
    // The usual case needs no copies.
    const [first, second] = [columns[0]!, columns[1]!];
    if (!multi && weight === undefined) {
      const usual = { rows: ALL_ROWS, labels: first, predictions: second, weights: undefined };
      const positives = countOnes(first, second, lowest, highest);
      if (positives >= 0) return { ...usual, good: total, positives, softLabels: 0 };
      const found = survey(first, second);
      if (found.good === total) return { ...usual, ...found };
    }
    let good = 0;
    for (let row = 0; row < total; row++) if (isGood(columns, row)) rows[good++] = row;
    const compact = columns.map((column) => {
      const packed = new Float64Array(good);
      for (let i = 0; i < good; i++) packed[i] = column[rows[i]!]!;
      return packed;
    });
    if (multi) {
      for (let k = 0; k < classes; k++) {
        const column = compact[k + 1]!;
        for (let i = 0; i < good; i++) matrix[i * classes + k] = column[i]!;
      }
    }
    const { positives, softLabels } = multi
      ? { positives: 0, softLabels: 0 }
      : survey(compact[0]!, compact[1]!);
    return {
      good,
      positives,
      softLabels,
      rows,
      labels: compact[0]!,
      predictions: multi ? matrix.subarray(0, good * classes) : compact[1]!,
      weights: weight === undefined ? undefined : compact[classes + 1]!,
    };
  };
}
