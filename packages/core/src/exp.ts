/**
 * exp(-(x + xLow)) for x >= 0 and |xLow| < 2^-8: within 0.51 ulp.
 *
 *     -(x + xLow) = n ln(2)/128 + r,  |r| <= ln(2)/256
 *     exp = 2^(n div 128) 2^((n mod 128)/128) (1 + r + growth(r))
 *
 * The steps 2^(j/128) are kept in two words. `+ - *` alone. exp-column.ts takes the same steps for a column, and keeps two
 * words of the result.
 */
import { low, twoProduct, twoSum } from "./double-double.ts";
import { GROWTH, series } from "./series.ts";

/** 2^(j/128) in two words, for 0 <= j < 128. Zeros until {@link fillExpTable} is called. */
export const steps: Float64Array = /* @__PURE__ */ new Float64Array(256);
/** 2^(k - 1012) for 0 <= k <= 1052: exp(-700) > 2^-1011. Zeros until {@link fillExpTable} is called. */
export const powers: Float64Array = /* @__PURE__ */ new Float64Array(1053);

/** ln(2)/128, cut so that its product with a whole number below 2^21 is exact, and the rest; and its inverse. */
export const LN2_STEP = 0.00541521234663378;
export const LN2_STEP_LOW = 1.49079291349e-12;
export const STEPS_PER_UNIT: number = 1 / LN2_STEP;
/** 1.5 * 2^52: adding and subtracting it rounds to the nearest whole number. */
export const ROUND = 6755399441055744;

/** Fills the tables at the first call. */
export function fillExpTable(): void {
  if (steps[0] === 1) return;
  let step = 1099511627776; // 2^40
  for (let k = 1052; k >= 0; k--) {
    powers[k] = step;
    step /= 2;
  }
  step = 1;
  let stepLow = 0;
  for (let j = 0; j < 256; j += 2) {
    steps[j] = step;
    steps[j + 1] = stepLow;
    // 2^(1/128)
    const next = twoProduct(step, 1.0054299011128027);
    step = twoSum(next, low[0]! + (step * 9.4991865e-17 + stepLow * 1.0054299011128027));
    stepLow = low[0]!;
  }
}

/** exp(-(x + xLow)). */
export function expOfMinus(x: number, xLow: number): number {
  return scaledExp(x, xLow) * scaleOf(x);
}

/**
 * exp(-(x + xLow)) / {@link scaleOf}(x): never subnormal, so that a product which is scaled in the end is rounded once. 0 for
 * x > 1390, where a double times any weight is 0.
 */
export function scaledExp(x: number, xLow: number): number {
  // NaN is an exponent that overflowed.
  if (!(x <= 1390)) return 0;
  fillExpTable();
  const k = ROUND - x * STEPS_PER_UNIT - ROUND;
  const r = -x - k * LN2_STEP - (k * LN2_STEP_LOW + xLow);
  const j = 2 * (k & 127);
  return (
    (steps[j]! + (steps[j]! * (r + series(GROWTH, r)) + steps[j + 1]!)) *
    powers[(k >> 7) + (x > 700 ? 2012 : 1012)]!
  );
}

/** 1 or, for x > 700, 2^-1000. */
export function scaleOf(x: number): number {
  return x > 700 ? powers[12]! : 1;
}
