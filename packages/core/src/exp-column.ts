/**
 * The exponentials of a column, step by step as `expOfMinus` of exp-table.ts.
 */
import { fillExpTable, LN2_STEP, LN2_STEP_LOW, powers, ROUND, steps, STEPS_PER_UNIT } from "./exp-table.ts";

/** Replaces the first `n` elements of `x` by exp(-(x + xLow)), for 0 <= x <= 700 and |xLow| < 2^-8. */
export type ExpColumn = (x: Float64Array, xLow: Float64Array, n: number) => void;

export const expColumn: ExpColumn = /* @__PURE__ */ makeExpColumn(steps, powers);

function makeExpColumn(step: Float64Array, power: Float64Array): ExpColumn {
  const constants = Float64Array.of(ROUND, STEPS_PER_UNIT, LN2_STEP, LN2_STEP_LOW);
  return (x, xLow, n) => {
    fillExpTable();
    const round = constants[0]!;
    const perUnit = constants[1]!;
    const ln2Step = constants[2]!;
    const ln2StepLow = constants[3]!;
    for (let i = 0; i < n; i++) {
      const high = -x[i]!;
      const k = high * perUnit + round - round;
      const r = high - k * ln2Step - (k * ln2StepLow + xLow[i]!);
      const whole = k | 0;
      const j = (whole & 127) << 1;
      const start = step[j]!;
      const square = r * r;
      const growth =
        square *
        (1 / 2 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120) + square * (1 / 720 + r * (1 / 5040))));
      x[i] = (start + (start * (r + growth) + step[j + 1]!)) * power[1012 + (whole >> 7)]!;
    }
  };
}
