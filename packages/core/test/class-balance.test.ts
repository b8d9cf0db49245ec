/**
 * Class weights from counts.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { balancedAlpha, balancedWeights, effectiveNumberWeights } from "../src/class-balance.ts";
import { focalLoss } from "../src/focal-loss.ts";

const U = 2 ** -53;
const count = fc.oneof(
  fc.integer({ min: 1, max: 1000 }),
  fc.maxSafeNat().map((n) => Math.max(1, n)),
);
const counts = fc.array(count, { minLength: 1, maxLength: 20 });
const beta = fc.oneof(
  fc.constantFrom(0, 0.9, 0.99, 0.999, 0.9999, 1 - 2 ** -53, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 1, max: 53 }).map((k) => 1 - 2 ** -k),
);

function expectNear(got: readonly number[], exact: readonly number[], units: number): void {
  expect(got.length).toBe(exact.length);
  got.forEach((weight, c) => {
    expect(Math.abs(weight - exact[c]!), `${weight} against ${exact[c]}`).toBeLessThanOrEqual(
      units * U * exact[c]!,
    );
  });
}

describe("balancedAlpha", () => {
  it.each<[number[], number]>([
    [[990, 10], 0.99],
    [[1, 1], 0.5],
    [[10, 30], 0.25],
    [[1, 2 ** 53 - 1], 2 ** -53],
    [[2 ** 53 - 1, 1], 1 - 2 ** -53],
  ])("of %j is %d", (counts, alpha) => {
    expect(balancedAlpha(counts)).toBe(alpha);
  });

  it("takes typed arrays", () => {
    expect(balancedAlpha(Uint32Array.of(990, 10))).toBe(0.99);
  });

  it("makes both classes weigh the same in total", () => {
    const alpha = balancedAlpha([750, 250]);
    expectNear([250 * focalLoss(1, 0.5, { alpha })], [750 * focalLoss(0, 0.5, { alpha })], 32);
    fc.assert(
      fc.property(count, count, (negatives, positives) => {
        const alpha = balancedAlpha([negatives, positives]);
        expect(alpha).toBeGreaterThan(0);
        expect(alpha).toBeLessThan(1);
        const mirrored = balancedAlpha([positives, negatives]);
        expect(Math.abs(alpha + mirrored - 1)).toBeLessThanOrEqual(4 * U);
        // The weights of the general form, up to a factor.
        const [w0, w1] = balancedWeights([negatives, positives]);
        expect(Math.abs(w1! / (w0! + w1!) / alpha - 1)).toBeLessThanOrEqual(16 * U);
      }),
    );
  });
});

describe("balancedWeights", () => {
  it("is n / (k n_c)", () => {
    expect(balancedWeights([60, 30, 10])).toEqual([100 / 180, 100 / 90, 100 / 30]);
    expect(balancedWeights([7])).toEqual([1]);
    expect(balancedWeights(Uint16Array.of(5, 5, 5, 5))).toEqual([1, 1, 1, 1]);
  });

  it("leaves the total weight of the samples as it was, the same for each class", () => {
    fc.assert(
      fc.property(counts, (counts) => {
        const total = counts.reduce((sum, n) => sum + BigInt(n), 0n);
        const exact = counts.map((n) => Number(total) / counts.length / n);
        expectNear(balancedWeights(counts), exact, 8);
      }),
    );
  });
});

describe("effectiveNumberWeights", () => {
  // mpmath, 400 digits.
  it.each<[number[], number, number[]]>([
    [[60, 30, 10], 0.9, [0.839167395372713, 0.8747406732493587, 1.2860919313779282]],
    [[60, 30, 10], 1 - 2 ** -53, [0.3333333333333341, 0.6666666666666671, 1.999999999999999]],
    [[5000, 500, 50], 0.9999, [0.034107361800993934, 0.27516722543688077, 2.6907254127621254]],
  ])("of %j with beta %d is %j", (counts, beta, exact) => {
    expectNear(effectiveNumberWeights(counts, beta), exact, 8);
  });

  it("has a beta of 0.9999 by default", () => {
    expect(effectiveNumberWeights([50, 7])).toEqual(effectiveNumberWeights([50, 7], 0.9999));
  });

  it("with beta 0 is 1 for every class", () => {
    expect(effectiveNumberWeights([1, 1000, 2 ** 53 - 1], 0)).toEqual([1, 1, 1]);
  });

  it("with beta 1 is inverse to the counts, and beta near 1 tends there", () => {
    expectNear(effectiveNumberWeights([60, 30, 10], 1), [1 / 3, 2 / 3, 2], 4);
    const limit = effectiveNumberWeights([3, 1, 2], 1);
    expectNear(effectiveNumberWeights([3, 1, 2], 1 - 2 ** -53), limit, 8);
  });

  it("is 1 for every class that is as large as samples can be told apart", () => {
    expect(effectiveNumberWeights([2 ** 53 - 1, 2 ** 40], 0.9999)).toEqual([1, 1]);
    expect(effectiveNumberWeights([7, 7, 7], 5e-324)).toEqual([1, 1, 1]);
  });

  it("agrees with the exact fraction, for a beta of m / 2^k", () => {
    const small = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(small, fc.integer({ min: 1, max: 53 }), fc.boolean(), (counts, k, near) => {
        const one = 1n << BigInt(k);
        const m = near ? one - 1n : one / 2n + 1n;
        fc.pre(m < one);
        // (1 - beta^n) 2^200, cut.
        const effective = counts.map((n) => {
          const whole = one ** BigInt(n);
          return ((whole - m ** BigInt(n)) << 200n) / whole;
        });
        const inverses = effective.map((e) => (1n << 400n) / e);
        const sum = inverses.reduce((a, b) => a + b);
        const exact = inverses.map((i) => Number((BigInt(counts.length) * i * (1n << 80n)) / sum) / 2 ** 80);
        expectNear(effectiveNumberWeights(counts, Number(m) / Number(one)), exact, 8);
      }),
    );
  });

  it("agrees with fixed-point arithmetic, for a beta near 1 and any counts", () => {
    const one = 1n << 300n;
    // 1 - (m / 2^53)^n, cut.
    const effective = (m: bigint, n: number): bigint => {
      let power = one;
      let square = m << 247n;
      for (let rest = BigInt(n); rest > 0n; rest >>= 1n) {
        if (rest % 2n === 1n) power = (power * square) >> 300n;
        square = (square * square) >> 300n;
      }
      return one - power;
    };
    const anySize = fc
      .tuple(fc.double({ min: 1, max: 2, maxExcluded: true, noNaN: true }), fc.integer({ min: 0, max: 52 }))
      .map(([x, k]) => Math.floor(x * 2 ** k));
    fc.assert(
      fc.property(anySize, fc.array(anySize, { minLength: 2, maxLength: 5 }), (distance, counts) => {
        const m = 2n ** 53n - BigInt(Math.min(distance, 2 ** 52));
        const inverses = counts.map((n) => (one * one) / effective(m, n));
        const sum = inverses.reduce((a, b) => a + b);
        const exact = inverses.map(
          (i) => Number((BigInt(counts.length) * i * (1n << 160n)) / sum) / 2 ** 160,
        );
        expectNear(effectiveNumberWeights(counts, Number(m) / 2 ** 53), exact, 8);
      }),
      { numRuns: 2000 },
    );
  });

  it("has a mean of 1, falls with the count, and follows a permutation to the last bit", () => {
    fc.assert(
      fc.property(counts, beta, (counts, beta) => {
        const weights = effectiveNumberWeights(counts, beta);
        const mean = weights.reduce((a, b) => a + b) / weights.length;
        expect(Math.abs(mean - 1)).toBeLessThanOrEqual(32 * U);
        const order = counts.map((_, c) => c).sort((a, b) => counts[a]! - counts[b]!);
        const sorted = order.map((c) => weights[c]!);
        expect(
          effectiveNumberWeights(
            order.map((c) => counts[c]!),
            beta,
          ),
        ).toEqual(sorted);
        sorted.forEach((weight, i) =>
          expect(weight).toBeLessThanOrEqual((sorted[i - 1] ?? Infinity) * (1 + 8 * U)),
        );
      }),
    );
  });
});

describe("errors", () => {
  const wrong: [string, unknown, typeof TypeError, string][] = [
    ["null", null, TypeError, '"counts" expected an array of numbers, got null'],
    ["undefined", undefined, TypeError, '"counts" expected an array of numbers, got undefined'],
    ["a number", 5, TypeError, '"counts" expected an array of numbers, got 5'],
    ["a string", "12", TypeError, '"counts" expected an array of numbers, got "12"'],
    ["no class", [], RangeError, '"counts" expected at least one class, got none'],
    [
      "a negative count",
      [1, -3],
      RangeError,
      '"counts[1]" expected a whole number from 1 to 2^53 - 1, got -3',
    ],
    ["an empty class", [0, 5], RangeError, '"counts[0]" expected a whole number from 1 to 2^53 - 1, got 0'],
    ["a fraction", [1, 2.5], RangeError, '"counts[1]" expected a whole number from 1 to 2^53 - 1, got 2.5'],
    ["NaN", [NaN, 1], RangeError, '"counts[0]" expected a whole number from 1 to 2^53 - 1, got NaN'],
    [
      "Infinity",
      [1, Infinity],
      RangeError,
      '"counts[1]" expected a whole number from 1 to 2^53 - 1, got Infinity',
    ],
    [
      "2^53",
      [1, 2 ** 53],
      RangeError,
      '"counts[1]" expected a whole number from 1 to 2^53 - 1, got 9007199254740992',
    ],
    [
      "a string in it",
      [1, "3"],
      TypeError,
      '"counts[1]" expected a whole number from 1 to 2^53 - 1, got "3"',
    ],
    ["a bigint in it", [1n, 3], TypeError, '"counts[0]" expected a whole number from 1 to 2^53 - 1, got 1'],
    [
      "a hole",
      [1, undefined],
      TypeError,
      '"counts[1]" expected a whole number from 1 to 2^53 - 1, got undefined',
    ],
  ];
  it.each(wrong)("reject %s", (_, counts, kind, message) => {
    for (const f of [balancedAlpha, balancedWeights, effectiveNumberWeights]) {
      expect(() => f(counts as number[])).toThrow(new kind(message));
    }
  });

  it.each([[[5]], [[1, 2, 3]]])("balancedAlpha rejects %j: it is for two classes", (counts) => {
    expect(() => balancedAlpha(counts)).toThrow(
      new RangeError(`"counts" expected length 2, got ${counts.length}`),
    );
  });

  it.each<[unknown, typeof TypeError, string]>([
    [-0.1, RangeError, "-0.1"],
    [1.1, RangeError, "1.1"],
    [NaN, RangeError, "NaN"],
    ["0.9", TypeError, '"0.9"'],
    [null, TypeError, "null"],
  ])("effectiveNumberWeights rejects a beta of %j", (beta, kind, shown) => {
    expect(() => effectiveNumberWeights([1, 2], beta as number)).toThrow(
      new kind(`"beta" expected a number from 0 to 1, got ${shown}`),
    );
  });
});
