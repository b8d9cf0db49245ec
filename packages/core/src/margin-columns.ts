/**
 * The logistic functions of a block of margins, in columns: focal-term.ts step by step, for batches.
 *
 *     s = (2y - 1) (z + zLow) for a label y of 0 or 1;  q = sigmoid(-s), p = sigmoid(s), softplus(-s)
 *
 * Short loops over columns are what processors and engines run best: no call, no branch, no allocation for an element. The
 * columns live in a closure, since that is where every bundler leaves a `const` a constant, and engines then know where each
 * column is (measured: 1.6 times as fast as module variables).
 */
import { CENTER, fillLogisticTable, logisticTable, TABLE_LIMIT } from "./logistic-table.ts";

/** Margins a block: its columns stay in the fastest cache. */
export const BLOCK = 128;

export interface MarginColumns {
  /** In: labels 0 or 1, and logits. */
  readonly label: Float64Array;
  readonly logit: Float64Array;
  /** In: what a logit with the label 1 has beyond a double. Zeros, but while a softmax uses it. */
  readonly logitLow: Float64Array;
  /** Out: 2y - 1. */
  readonly sign: Float64Array;
  /** Out: where the row of s0 starts in the table. Its mirror starts at `2 * CENTER - row`. */
  readonly row: Int32Array;
  /** Out: r, y - r and ln(1 + v) - v of focal-term.ts. */
  readonly offset: Float64Array;
  readonly growth: Float64Array;
  readonly bend: Float64Array;
  /** Out: what q has beyond the first double of its row; p; softplus(-s). */
  readonly tail: Float64Array;
  readonly right: Float64Array;
  readonly softplus: Float64Array;
  /** Out: which elements are off the table, as many as {@link fill} returns. Their columns hold those of margin 0. */
  readonly off: Int32Array;
  /** Fills the columns for the first `n` elements. Margins above `limit` count as off the table. */
  readonly fill: (n: number, limit: number) => number;
}

export const marginColumns: MarginColumns = /* @__PURE__ */ makeMarginColumns(logisticTable);

function makeMarginColumns(table: Float64Array): MarginColumns {
  const label = new Float64Array(BLOCK);
  const logit = new Float64Array(BLOCK);
  const logitLow = new Float64Array(BLOCK);
  const sign = new Float64Array(BLOCK);
  const off = new Int32Array(BLOCK);
  const row = new Int32Array(BLOCK);
  const offset = new Float64Array(BLOCK);
  const growth = new Float64Array(BLOCK);
  const bend = new Float64Array(BLOCK);
  const tail = new Float64Array(BLOCK);
  const right = new Float64Array(BLOCK);
  const softplus = new Float64Array(BLOCK);
  const center = CENTER;
  // What is read from an array before a loop stays in a register; a literal is loaded at each use.
  // 1.5 * 2^52: adding and subtracting it rounds to the nearest whole number.
  const rounding = Float64Array.of(6755399441055744, 32, 1 / 32, -TABLE_LIMIT);
  const growthTerms = Float64Array.of(1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040);
  const bendTerms = Float64Array.of(1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6, 1 / 7, 1 / 8, 1 / 9);

  const reduce = (n: number, limit: number): number => {
    const round = rounding[0]!;
    const rows = rounding[1]!;
    const step = rounding[2]!;
    const lowest = rounding[3]!;
    const a2 = growthTerms[0]!;
    const a3 = growthTerms[1]!;
    const a4 = growthTerms[2]!;
    const a5 = growthTerms[3]!;
    const a6 = growthTerms[4]!;
    const a7 = growthTerms[5]!;
    let count = 0;
    for (let i = 0; i < n; i++) {
      const y = label[i]!;
      const c = y + y - 1;
      let s = c * logit[i]!;
      if (!(s >= lowest && s <= limit)) {
        off[count++] = i;
        s = 0;
      }
      const j = s * rows + round - round;
      const r = j * step - s - logitLow[i]!;
      const square = r * r;
      sign[i] = c;
      row[i] = center + 4 * (j | 0);
      offset[i] = r;
      growth[i] = square * (a2 + r * a3 + square * (a4 + r * a5 + square * (a6 + r * a7)));
    }
    return count;
  };

  const fill = (n: number, limit: number): number => {
    fillLogisticTable();
    const count = reduce(n, limit);
    const a2 = bendTerms[0]!;
    const a3 = bendTerms[1]!;
    const a4 = bendTerms[2]!;
    const a5 = bendTerms[3]!;
    const a6 = bendTerms[4]!;
    const a7 = bendTerms[5]!;
    const a8 = bendTerms[6]!;
    const a9 = bendTerms[7]!;
    for (let i = 0; i < n; i++) {
      const own = row[i]!;
      const mirror = 2 * center - own;
      const v = (table[own]! + table[own + 1]!) * (offset[i]! + growth[i]!);
      const square = v * v;
      const b =
        square * (v * a3 - a2 + square * (v * a5 - a4 + square * (v * a7 - a6 + square * (v * a9 - a8))));
      const p0 = table[mirror]!;
      const p0Low = table[mirror + 1]!;
      const d = (p0 + p0Low) * (v / (1 + v));
      bend[i] = b;
      tail[i] = table[own + 1]! + d;
      right[i] = p0 + (p0Low - d);
      softplus[i] = table[own + 2]! + (table[own + 3]! + (v + b));
    }
    return count;
  };

  return { label, logit, logitLow, sign, off, row, offset, growth, bend, tail, right, softplus, fill };
}
