/**
 * The exponentials of rows of logits, each with one target class c, and their sums.
 *
 *     e_j = exp(z_j - M),  S = sum of e_j       over j != c
 *
 * M is the first logit of another class or, where one is larger by more than 24, the largest: so S >= 1, and not so large
 * that a slope over it is subnormal. Finding the largest of each row would take as long as its exponentials. Those below
 * exp(-700) do not count in S; they have their roots, so that a product with them only vanishes where it underflows.
 *
 * The steps are those of exp-column.ts, summed as they come: a column of low words would be written and read again.
 */
import type { Numbers } from "./batch-options.ts";
import { stage } from "./columns-io.ts";
import {
  expOfMinus,
  fillExpTable,
  LN2_STEP,
  LN2_STEP_LOW,
  powers,
  ROUND,
  steps,
  STEPS_PER_UNIT,
} from "./exp.ts";
import { BLOCK } from "./focal-columns.ts";
import { GROWTH } from "./series.ts";
import { type SoftmaxTerms, softmaxTerms } from "./softmax-terms.ts";

/** How much larger than M a logit may be. */
const HIGHEST = 24;

export interface Exponentials {
  /** In: the target class of each row. */
  readonly target: Int32Array;
  /** Out: e_j, 0 for the target and for what does not count in S. */
  readonly exponential: Float64Array;
  /** Out: which do not count, as many as {@link fill} returns, and their roots. */
  readonly off: Int32Array;
  readonly offRoot: Float64Array;
  /** Computes `rows` rows of logits, which start at `at`, and the z_c, M and S of softmax-terms.ts. */
  readonly fill: (logits: Numbers, at: number, rows: number, classes: number) => number;
}

export function makeExponentials(capacity: number): Exponentials {
  return make(capacity, steps, powers, GROWTH, softmaxTerms);
}

function make(
  capacity: number,
  step: Float64Array,
  power: Float64Array,
  terms: Float64Array,
  { own, largest, sum, sumLow }: SoftmaxTerms,
): Exponentials {
  const constants = Float64Array.of(STEPS_PER_UNIT, ROUND, LN2_STEP, LN2_STEP_LOW);
  const logit = new Float64Array(capacity);
  const target = new Int32Array(BLOCK);
  const off = new Int32Array(capacity);
  const offRoot = new Float64Array(capacity);

  const fill: Exponentials["fill"] = (logits, at, rows, classes) => {
    fillExpTable();
    let offs = 0;
    const perUnit = constants[0]!;
    const round = constants[1]!;
    const ln2Step = constants[2]!;
    const ln2StepLow = constants[3]!;
    const a2 = terms[0]!;
    const a3 = terms[1]!;
    const a4 = terms[2]!;
    const a5 = terms[3]!;
    const a6 = terms[4]!;
    const a7 = terms[5]!;
    stage(logit, logits, at, rows * classes);
    for (let row = 0; row < rows; row++) {
      const start = row * classes;
      const end = start + classes;
      const c = start + target[row]!;
      own[row] = logit[c]!;
      logit[c] = -Infinity;
      let other = start;
      while (other < end - 1 && logit[other] === -Infinity) other += 1;
      let top = logit[other]!;
      let highest = HIGHEST;
      const offsBefore = offs;
      // The target counts as the exponential 1, so S starts at -1.
      logit[c] = top;
      let s = -1;
      let sLow = 0;
      for (let i = start; i < end; i++) {
        const z = logit[i]!;
        const x = z - top;
        const difference = x - z;
        const xLow = z - (x - difference) - (top + difference);
        if (!(x >= -700 && x <= highest)) {
          if (x < -700) {
            off[offs] = i;
            offRoot[offs++] = expOfMinus(-0.5 * x, -0.5 * xLow);
            logit[i] = 0;
            continue;
          }
          if (top - top !== 0 && highest === 0) {
            if (takeInfinite(start, end, c) > 1) top = NaN;
            s = 1;
            break;
          }
          // Again, with the largest of the others as M.
          for (let j = start; j < end; j++) logit[j] = logits[at + j]!;
          logit[c] = top = -Infinity;
          for (let j = start; j < end; j++) top = Math.max(top, logit[j]!);
          logit[c] = top;
          highest = 0;
          offs = offsBefore;
          s = -1;
          sLow = 0;
          i = start - 1;
          continue;
        }
        const k = x * perUnit + round - round;
        const r = x - k * ln2Step - (k * ln2StepLow - xLow);
        const whole = k | 0;
        const j = (whole & 127) << 1;
        const first = step[j]!;
        const square = r * r;
        const growth = square * (a2 + r * a3 + square * (a4 + r * a5 + square * (a6 + r * a7)));
        const rest = first * (r + growth) + step[j + 1]!;
        const scale = power[1012 + (whole >> 7)]!;
        const head = first + rest;
        const e = head * scale;
        logit[i] = e;
        const next = s + e;
        const rounded = next - s;
        sLow += s - (next - rounded) + (e - rounded) + (rest - (head - first)) * scale;
        s = next;
      }
      logit[c] = 0;
      largest[row] = top;
      sum[row] = s + sLow;
      sumLow[row] = sLow - (sum[row]! - s);
    }
    return offs;
  };

  /** M is NaN or infinite: the others are masked, or some are Infinity. Returns how many: several define nothing. */
  const takeInfinite = (start: number, end: number, c: number): number => {
    let infinite = 0;
    for (let i = start; i < end; i++) {
      logit[i] = i !== c && logit[i] === Infinity ? 1 : 0;
      infinite += logit[i]!;
    }
    return infinite;
  };

  return { target, exponential: logit, off, offRoot, fill };
}
