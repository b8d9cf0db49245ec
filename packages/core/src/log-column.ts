/**
 * The logarithms of a column in two words, for numbers 1 <= x < 2^53: within 2^-60 absolute.
 *
 *     x = 2^n m, 1 <= m < 2;  c = 1 + j/128 nearest to m;  v = (m - c)/c, |v| <= 2^-8
 *     ln x = n ln 2 + ln c + ln(1 + v)
 *
 * m - c is exact, and what is added to n ln 2 + ln c is below 2^-8, so that a double keeps it.
 */
import { low } from "./double-double.ts";
import { LN2_HIGH, LN2_LOW } from "./exp.ts";
import { fillExpTable, powers, ROUND } from "./exp-table.ts";
import { HIGH } from "./float64-bits.ts";
import { log } from "./log.ts";
import { bend } from "./logistic-table.ts";

/** Replaces the first `n` pairs x, xLow by ln(x + xLow) in two words. */
export type LogPairColumn = (x: Float64Array, xLow: Float64Array, n: number) => void;

export const logPairColumn: LogPairColumn = /* @__PURE__ */ makeLogPairColumn(powers);

function makeLogPairColumn(power: Float64Array): LogPairColumn {
  /** ln(1 + j/128) in two words, for 0 <= j <= 128. Zeros until the first call. */
  const logs = new Float64Array(258);
  const high = HIGH;

  const fillLogs = (): void => {
    fillExpTable();
    for (let j = 1; j <= 128; j++) {
      logs[2 * j] = log(1 + j / 128, 0);
      logs[2 * j + 1] = low[0]!;
    }
  };

  return (x, xLow, n) => {
    if (logs[256] === 0) fillLogs();
    const words = new Int32Array(x.buffer, x.byteOffset);
    for (let i = 0; i < n; i++) {
      const exponent = (words[2 * i + high]! >> 20) - 1023;
      const scale = power[1012 - exponent]!;
      const m = x[i]! * scale;
      const j = (m - 1) * 128 + ROUND - ROUND;
      const c = 1 + j / 128;
      const v = (m - c + xLow[i]! * scale) / c;
      const k = 2 * (j | 0);
      const whole = exponent * LN2_HIGH;
      const head = whole + logs[k]!;
      const rest = whole - head + logs[k]! + (exponent * LN2_LOW + logs[k + 1]! + (v + bend(v)));
      const sum = head + rest;
      x[i] = sum;
      xLow[i] = rest - (sum - head);
    }
  };
}
