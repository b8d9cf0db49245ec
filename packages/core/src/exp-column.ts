/**
 * The exponentials of a column in two words, step by step as `expOfMinus` of exp.ts: within 2^-60 relative.
 */
import { low } from "./double-double.ts";
import { fillExpTable, LN2_STEP, LN2_STEP_LOW, powers, ROUND, steps, STEPS_PER_UNIT } from "./exp.ts";
import { GROWTH } from "./series.ts";

/** Replaces the first `n` pairs x, xLow by exp(-(x + xLow)) in two words. */
export type ExpColumn = (x: Float64Array, xLow: Float64Array, n: number) => void;

export const expColumn: ExpColumn = /* @__PURE__ */ makeExpColumn(steps, powers, GROWTH);

function makeExpColumn(step: Float64Array, power: Float64Array, terms: Float64Array): ExpColumn {
  const constants = Float64Array.of(ROUND, STEPS_PER_UNIT, LN2_STEP, LN2_STEP_LOW);
  return (x, xLow, n) => {
    fillExpTable();
    const round = constants[0]!;
    const perUnit = constants[1]!;
    const ln2Step = constants[2]!;
    const ln2StepLow = constants[3]!;
    const a2 = terms[0]!;
    const a3 = terms[1]!;
    const a4 = terms[2]!;
    const a5 = terms[3]!;
    const a6 = terms[4]!;
    const a7 = terms[5]!;
    for (let i = 0; i < n; i++) {
      const high = -x[i]!;
      const k = high * perUnit + round - round;
      const r = high - k * ln2Step - (k * ln2StepLow + xLow[i]!);
      const whole = k | 0;
      const j = (whole & 127) << 1;
      const start = step[j]!;
      const square = r * r;
      const growth = square * (a2 + r * a3 + square * (a4 + r * a5 + square * (a6 + r * a7)));
      const rest = start * (r + growth) + step[j + 1]!;
      const scale = power[1012 + (whole >> 7)]!;
      const sum = start + rest;
      x[i] = sum * scale;
      xLow[i] = (rest - (sum - start)) * scale;
    }
  };
}

const one: Float64Array = /* @__PURE__ */ new Float64Array(1);
const oneLow: Float64Array = /* @__PURE__ */ new Float64Array(1);

/** exp(-(x + xLow)) in two words, for 0 <= x <= 700. `low[0]` holds the low word. */
export function expPair(x: number, xLow: number): number {
  one[0] = x;
  oneLow[0] = xLow;
  expColumn(one, oneLow, 1);
  low[0] = oneLow[0]!;
  return one[0];
}
