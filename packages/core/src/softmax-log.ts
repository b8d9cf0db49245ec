/**
 * ln(x + xLow) for 1 <= x < 2^53, in two words: within 2^-60 absolute. For the sum of exponentials of a softmax, the largest
 * of which is 1.
 *
 *     x = 2^n m, 1 <= m < 2;  c = 1 + j/128 nearest to m;  v = (m - c)/c, |v| <= 2^-8
 *     ln x = n ln 2 + ln c + ln(1 + v)
 *
 * m - c is exact, and what is added to n ln 2 + ln c is below 2^-8, so that a double keeps it.
 */
import { fastTwoSum, low, twoSum } from "./double-double.ts";
import { LN2_HIGH, LN2_LOW } from "./exp.ts";
import { highWord, powerOfTwo } from "./float64-bits.ts";
import { log } from "./log.ts";
import { bend } from "./logistic-table.ts";

/** ln(1 + j/128) in two words, for 0 <= j <= 128. Zeros until {@link logOfSum} is called. */
const logs: Float64Array = /* @__PURE__ */ new Float64Array(258);

function fillLogs(): void {
  for (let j = 1; j <= 128; j++) {
    logs[2 * j] = log(1 + j / 128, 0);
    logs[2 * j + 1] = low[0]!;
  }
}

/** Leaves the low word in `low[0]`. */
export function logOfSum(x: number, xLow: number): number {
  if (!(x < 9007199254740992)) return log(x, xLow);
  if (logs[256] === 0) fillLogs();
  const n = (highWord(x) >> 20) - 1023;
  const scale = powerOfTwo(-n);
  const m = x * scale;
  // 1.5 * 2^52: adding and subtracting it rounds to the nearest whole number.
  const j = (m - 1) * 128 + 6755399441055744 - 6755399441055744;
  const c = 1 + j / 128;
  const v = (m - c + xLow * scale) / c;
  const high = twoSum(n * LN2_HIGH, logs[2 * j]!);
  return fastTwoSum(high, low[0]! + (n * LN2_LOW + logs[2 * j + 1]! + (v + bend(v))));
}
