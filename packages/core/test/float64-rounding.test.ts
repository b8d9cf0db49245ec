/**
 * Quotients rounded once, against bisection.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { bitLength, nearestDouble, nearestWhole } from "../src/float64-rounding.ts";
import { nearestDouble as bisected } from "./float64.ts";

describe("nearestWhole", () => {
  it.each([
    [0n, 0n],
    [1n, 0n],
    [5n, 0n],
    [6n, 1n],
    [14n, 1n],
    [15n, 2n],
    [16n, 2n],
    [24n, 2n],
    [25n, 2n],
    [26n, 3n],
    [35n, 4n],
  ])("%d tenths are %d", (n, nearest) => {
    expect(nearestWhole(n, 10n)).toBe(nearest);
    expect(nearestWhole(-n, 10n)).toBe(-nearest);
  });

  it("is at most one half away, and even where it is one half away", () => {
    fc.assert(
      fc.property(fc.bigInt(-1000n, 1000n), fc.bigInt(1n, 30n), (n, d) => {
        const nearest = nearestWhole(n, d);
        const twice = 2n * (n - nearest * d);
        expect(twice <= d && -twice <= d).toBe(true);
        if (twice === d || -twice === d) expect(nearest % 2n).toBe(0n);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nearestDouble", () => {
  it.each<[string, bigint, bigint, number]>([
    ["nothing", 0n, 3n, 0],
    ["a half of the smallest double, to even", 1n, 2n, 0],
    ["minus that", -1n, 2n, -0],
    ["more than a half", 2n, 3n, 5e-324],
    ["what rounds up to the smallest normal double", 2n ** 53n - 1n, 2n, 2 ** -1022],
    ["what rounds up to a power of two", 2n ** 54n - 1n, 1n, 2 ** -1020],
    ["a tie, to even below", 2n ** 54n + 2n, 1n, 2 ** -1020],
    ["a tie, to even above", 2n ** 54n + 6n, 1n, 2 ** -1020 + 2 ** -1071],
    ["the largest double", (2n ** 53n - 1n) << 2045n, 1n, Number.MAX_VALUE],
    ["the last that rounds to it", ((2n ** 54n - 1n) << 2044n) - 1n, 1n, Number.MAX_VALUE],
    ["the first that overflows", (2n ** 54n - 1n) << 2044n, 1n, Infinity],
    ["2^1024", 1n << 2098n, 1n, Infinity],
    ["2^1025", 1n << 2099n, 1n, Infinity],
    ["far beyond", -1n << 9000n, 1n, -Infinity],
  ])("of %s", (_, n, d, nearest) => {
    expect(nearestDouble(n, d)).toBe(nearest);
  });

  it("is what bisection finds", () => {
    const size = fc.integer({ min: 0, max: 2300 });
    const whole = fc
      .tuple(fc.bigInt(-(2n ** 70n), 2n ** 70n), size, fc.integer({ min: -2, max: 2 }))
      .map(([n, shift, step]) => (n << BigInt(shift)) + BigInt(step));
    const divisor = fc.oneof(
      fc.constant(1n),
      fc.bigInt(1n, 2n ** 60n),
      size.map((k) => 1n << BigInt(k)),
    );
    fc.assert(
      fc.property(whole, divisor, (n, d) => {
        fc.pre(n !== 0n);
        expect(nearestDouble(n, d)).toBe(bisected(n, d));
      }),
      { numRuns: 2000 },
    );
  });
});

it("bitLength counts bits", () => {
  for (const k of [1, 4, 31, 32, 53, 64, 2000]) {
    expect(bitLength(1n << BigInt(k))).toBe(k + 1);
    expect(bitLength((1n << BigInt(k)) - 1n)).toBe(k);
  }
});
