/**
 * exp, ln and ln(1 + t) in two words, and ln and power correctly rounded, against exact values from mpmath.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { correctlyRoundedLog, correctlyRoundedPow } from "../src/correctly-rounded.ts";
import { low, twoProduct, twoSum } from "../src/double-double.ts";
import { expColumn, expPair } from "../src/exp-column.ts";
import { expOfMinus, scaledExp, scaleOf } from "../src/exp.ts";
import { largestMargin } from "../src/focal-term.ts";
import { log, log1p } from "../src/log.ts";
import { CENTER, fillLogisticTable, logisticTable, TABLE_LIMIT } from "../src/logistic-table.ts";
import { fromHex, toHex, ulp } from "./float64.ts";
import { expectNear } from "./near.ts";

type Table = "exp" | "log" | "log1p" | "correctlyRoundedLog" | "correctlyRoundedPow";

const golden = JSON.parse(
  readFileSync(new URL("fixtures/elementary.json", import.meta.url), "utf8"),
) as Readonly<Record<Table, readonly (readonly string[])[]>>;

describe.each([
  ["log", log],
  ["log1p", log1p],
] as const)("%s", (name, evaluate) => {
  const rows = golden[name].map((row) => {
    const [x, xLow, exact, exactRest] = row.map(fromHex) as [number, number, number, number];
    const high = evaluate(x, xLow);
    return { x, xLow, high, low: low[0]!, exact, exactRest };
  });

  it(`gives a high word within 0.51 ulp at ${rows.length} points`, () => {
    expect(rows.length).toBe(1000);
    // Both subtractions of neighbours are exact, so this is the error to many digits.
    const beyond = rows.filter((r) => !(Math.abs(r.high - r.exact - r.exactRest) <= 0.51 * ulp(r.exact)));
    expect(beyond).toEqual([]);
  });

  it("gives a pair within 2^-60 of the result", () => {
    const beyond = rows.filter((r) => {
      // Where the low word is subnormal, it cannot say more than 2^-1074.
      const bound = 2 ** -60 * Math.abs(r.exact) + 2 ** -1074;
      return !(Math.abs(r.high - r.exact + (r.low - r.exactRest)) <= bound);
    });
    expect(beyond).toEqual([]);
  });

  it("gives a pair that does not overlap: the high word is the rounded sum", () => {
    expect(rows.filter((r) => r.high + r.low !== r.high)).toEqual([]);
  });
});

it.each([
  [2 ** -1022, -708.3964185322641],
  [2 ** 1011, 700.7717995461047],
  [2 ** 1012, 701.4649467266646],
  [1.25 * 2 ** 1012, 701.6880902779789],
  [2 ** 1021, 707.7032713517042],
])("ln %d is %d, at the ends of the table of powers", (x, exact) => {
  expect(Math.abs(log(x, 0) - exact)).toBeLessThanOrEqual(ulp(exact));
});

describe("correctlyRoundedLog", () => {
  it("rounds ln x once at 2,000 points, the hardest known one among them", () => {
    const rows = golden.correctlyRoundedLog;
    expect(rows.length).toBe(2000);
    expect(rows[0]![0]).toBe(toHex(0x162a88613629b6 * 2 ** 626));
    for (const [x, exact] of rows) {
      expect(toHex(correctlyRoundedLog(fromHex(x!))), `ln ${fromHex(x!)}`).toBe(exact);
    }
  });

  it.each([
    [0, -Infinity],
    [-0, -Infinity],
    [1, 0],
    [-1, NaN],
    [-5e-324, NaN],
    [Infinity, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ])("takes ln %d to be %d", (x, expected) => {
    expect(correctlyRoundedLog(x)).toBe(expected);
  });
});

describe("correctlyRoundedPow", () => {
  it("rounds x^y once at 2,000 points, exact and half-way powers among them", () => {
    const rows = golden.correctlyRoundedPow;
    expect(rows.length).toBe(2000);
    for (const [x, y, exact] of rows) {
      const [base, exponent] = [fromHex(x!), fromHex(y!)];
      expect(toHex(correctlyRoundedPow(base, exponent)), `${base} ** ${exponent}`).toBe(exact);
    }
  });

  it("rounds a half-way power of a square to even", () => {
    // x^(3/2) = 208067^3 / 2^54, whose numerator has 54 bits.
    const power = 208067n ** 3n;
    expect(power.toString(2).length).toBe(54);
    expect(correctlyRoundedPow((208067 / 2 ** 18) ** 2, 1.5)).toBe(Number(power) / 2 ** 54);
  });

  it.each([
    [0, 0, 1],
    [0.3, 0, 1],
    [1, 0, 1],
    [5e-324, 0, 1],
    [0, 5e-324, 0],
    [0, 2, 0],
    [-0, 3, 0],
    [1, 1e308, 1],
    [1, 0.1, 1],
    [0.25, 0.5, 0.5],
    [5e-324, 0.5, 2 ** -537],
    [5e-324, 1, 5e-324],
    [0.5, 1074, 5e-324],
    // Exactly half of the smallest double: to even, which is 0.
    [0.5, 1075, 0],
    [0.75, 1e308, 0],
    [1 - 2 ** -53, 1e15, 0.8949187898136988],
    [1 - 2 ** -53, 5e-324, 1],
    [0.5, NaN, NaN],
    [NaN, 0, NaN],
    [0.5, -1, NaN],
    [0.5, Infinity, NaN],
    [1, Infinity, NaN],
    [-0.5, 2, NaN],
    [1 + 2 ** -52, 2, NaN],
    [Infinity, 2, NaN],
  ])("takes %d to the power %d to be %d", (x, y, expected) => {
    expect(correctlyRoundedPow(x, y)).toBe(expected);
  });
});

describe("largestMargin", () => {
  it("takes the power in one factor on the whole table up to gamma 10", () => {
    for (const gamma of [0, 0.5, 1, 2, 5, 10]) expect(largestMargin(gamma, 1)).toBe(TABLE_LIMIT);
  });

  it("leaves little of the table above, since there it is slower", () => {
    for (let gamma = 15; gamma <= 128; gamma += 0.5) {
      const s = largestMargin(gamma, 1) + 0.3;
      expect((gamma + 1) * Math.log1p(Math.exp(s)), `gamma ${gamma}`).toBeGreaterThan(600);
    }
  });

  it("takes it in two where the weighted loss could be subnormal", () => {
    for (let gamma = 0; gamma <= 200; gamma += 0.25) {
      const s = largestMargin(gamma, 1e-45);
      const lnLoss = -(gamma + 1) * Math.log1p(Math.exp(s)) + Math.log(1e-45);
      expect(lnLoss, `gamma ${gamma}`).toBeGreaterThan(-1022 * Math.LN2);
    }
    expect(largestMargin(2, 9e-46)).toBe(-Infinity);
  });
});

describe("tables", () => {
  it("expOfMinus is within 0.51 ulp, and its column has the same bits and a pair within 2^-59", () => {
    const rows = golden.exp
      .map((row) => row.map(fromHex) as [number, number, number, number])
      .filter(([x]) => x <= 0);
    expect(rows.length).toBeGreaterThan(400);
    const x = Float64Array.from(rows, ([high]) => -high);
    const xLow = Float64Array.from(rows, ([, rest]) => -rest);
    const single = x.map((high, i) => expOfMinus(high, xLow[i]!));
    expColumn(x, xLow, rows.length);
    expect(x).toEqual(single);
    const beyond = rows.filter(([, , exact, rest], i) => {
      const error = x[i]! - exact - rest;
      const pairError = x[i]! - exact + (xLow[i]! - rest);
      return !(Math.abs(error) <= 0.51 * ulp(exact) && Math.abs(pairError) <= 2 ** -59 * exact + 2 ** -1074);
    });
    expect(beyond).toEqual([]);
  });

  it("scaledExp is 2^1000 times the exponential from 700 to 1390, and 0 beyond", () => {
    for (const x of [700.5, 744, 1000, 1390]) {
      const root = expOfMinus(x / 2, 0) * 2 ** 500;
      expect(scaleOf(x)).toBe(2 ** -1000);
      expectNear(scaledExp(x, 0), root * root, 4);
    }
    expect(scaledExp(1390.5, 0)).toBe(0);
    expect(scaledExp(NaN, 0)).toBe(0);
    expect(scaleOf(700)).toBe(1);
    expectNear(expOfMinus(740, 0), 4.2e-322);
  });

  it("the rows of the logistic table are those of the pair kernels, within 2^-58", () => {
    fillLogisticTable();
    for (let j = 0; j <= 1280; j++) {
      const t = expPair(j / 32, 0);
      const tLow = low[0]!;
      // log1p rounds the low word of what is below 2^-49; there, ln(1 + t) = t - t^2/2.
      const far = t < 2 ** -40;
      const l = far ? t : log1p(t, tLow);
      const lLow = far ? tLow - 0.5 * t * t : low[0]!;
      const own = CENTER + 4 * j;
      const [qHigh, qLow, L, LLow] = [0, 1, 2, 3].map((k) => logisticTable[own + k]!);
      const [pHigh, pLow, M, MLow] = [0, 1, 2, 3].map((k) => logisticTable[2 * CENTER - own + k]!);
      expect(Math.abs(L! - l + (LLow! - lLow))).toBeLessThanOrEqual(2 ** -58 * l);
      // softplus(s0) = s0 + softplus(-s0).
      const sum = twoSum(j / 32, L!);
      expect(Math.abs(M! - sum + (MLow! - low[0]! - LLow!))).toBeLessThanOrEqual(2 ** -58 * M!);
      // p + q = 1 and q = t p.
      expect(Math.abs(pHigh! - 1 + qHigh! + (pLow! + qLow!))).toBeLessThanOrEqual(2 ** -58);
      const product = twoProduct(t, pHigh!);
      const rest = low[0]! + t * pLow! + tLow * pHigh!;
      expect(Math.abs(qHigh! - product + (qLow! - rest))).toBeLessThanOrEqual(2 ** -58 * qHigh!);
      // 17 bits, whose cube is exact.
      expect(Math.fround(qHigh!)).toBe(qHigh);
      expect(qHigh! ** 3 / qHigh! / qHigh!).toBe(qHigh);
    }
  });
});
