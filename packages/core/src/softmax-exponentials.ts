/**
 * The exponentials of rows of logits, each with one target class c, and their sums.
 *
 *     e_j = exp(z_j - M),  S = sum of e_j       over j != c
 *
 * M is the first logit of another class or, where one is larger by more than 24, the largest: so S >= 1, and not so large
 * that a slope over it is subnormal. Finding the largest of each row would take as long as its exponentials. Where the target
 * has the largest logit, that can be M instead. Exponentials below exp(-700) do not count in S; they have their roots, so that a
 * product with them only vanishes where it underflows.
 *
 * A block of rows takes three passes: M - z_j in two words, their exponentials, and sums.
 */
import type { Numbers } from "./batch-options.ts";
import { readable, stage } from "./columns-io.ts";
import { expColumn } from "./exp-column.ts";
import { expOfMinus } from "./exp.ts";
import { BLOCK } from "./focal-columns.ts";
import { softmaxTerms } from "./softmax-terms.ts";

/** How much larger than M a logit may be. */
const HIGHEST = 24;

export interface Exponentials {
  /** In: the target class of each row. */
  readonly target: Int32Array;
  /** Out: e_j in two words, 0 for the target and for what does not count in S. */
  readonly exponential: Float64Array;
  readonly exponentialLow: Float64Array;
  /** Out: which do not count, as many as {@link fill} returns, and their roots. */
  readonly off: Int32Array;
  readonly offRoot: Float64Array;
  /**
   * Computes `rows` rows of logits, which start at `at`, and the z_c, M and S of softmax-terms.ts. `fromTarget`: M is z_c, which
   * no other logit exceeds.
   */
  readonly fill: (logits: Numbers, at: number, rows: number, classes: number, fromTarget: boolean) => number;
}

export function makeExponentials(capacity: number): Exponentials {
  const { own, largest, sum, sumLow } = softmaxTerms;
  // Logits of a kind that the loops do not know; M less the logits, and then the exponentials, in two words.
  const staged = new Float64Array(capacity);
  const column = new Float64Array(capacity);
  const columnLow = new Float64Array(capacity);
  const target = new Int32Array(BLOCK);
  const off = new Int32Array(capacity);
  const offRoot = new Float64Array(capacity);

  const fill: Exponentials["fill"] = (logits, at, rows, classes, fromTarget) => {
    const n = rows * classes;
    const direct = readable(logits, logits, undefined);
    const source = direct ? logits : staged;
    const from = direct ? at : 0;
    if (!direct) stage(staged, logits, at, n);
    let offs = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const c = start + target[row]!;
      own[row] = source[from + c]!;
      let other = start;
      while (other < end - 1 && (other === c || source[from + other] === -Infinity)) other += 1;
      let top = fromTarget ? own[row]! : other === c ? -Infinity : source[from + other]!;
      let lowest = -HIGHEST;
      const offsBefore = offs;
      for (let i = start; i < end; i++) {
        const z = source[from + i]!;
        const x = top - z;
        const rounded = x - top;
        const xLow = top - (x - rounded) - (z + rounded);
        if (x >= lowest && x <= 700) {
          column[i] = x;
          columnLow[i] = xLow;
        } else if (i === c) {
          continue;
        } else if (x > 700) {
          off[offs] = i;
          offRoot[offs++] = expOfMinus(0.5 * x, 0.5 * xLow);
          column[i] = columnLow[i] = 0;
        } else if (top - top !== 0 && lowest === 0) {
          column.fill(0, start, end);
          columnLow.fill(0, start, end);
          break;
        } else {
          // Again, with the largest of the others as M.
          top = -Infinity;
          for (let j = start; j < end; j++) if (j !== c) top = Math.max(top, source[from + j]!);
          lowest = 0;
          offs = offsBefore;
          i = start - 1;
        }
      }
      column[c] = columnLow[c] = 0;
      largest[row] = top;
    }
    expColumn(column, columnLow, n);
    for (let k = 0; k < offs; k++) column[off[k]!] = columnLow[off[k]!] = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const c = start + target[row]!;
      // The target counts as the exponential 1, so S starts at -1; but where S may be tiny beside that.
      if (fromTarget) column[c] = 0;
      let s = fromTarget ? 0 : -1;
      let sLow = 0;
      for (let i = start; i < end; i++) {
        const e = column[i]!;
        const next = s + e;
        const rounded = next - s;
        sLow += s - (next - rounded) + (e - rounded) + columnLow[i]!;
        s = next;
      }
      column[c] = 0;
      if (largest[row]! - largest[row]! !== 0) {
        // M is NaN or infinite: the others are masked, or some are Infinity. Several define nothing.
        let infinite = 0;
        for (let i = start; i < end; i++) {
          column[i] = i !== c && source[from + i] === Infinity ? 1 : 0;
          infinite += column[i]!;
        }
        if (infinite > 1) largest[row] = NaN;
        s = 1;
        sLow = 0;
      }
      sum[row] = s + sLow;
      sumLow[row] = sLow - (sum[row]! - s);
    }
    return offs;
  };

  return { target, exponential: column, exponentialLow: columnLow, off, offRoot, fill };
}
