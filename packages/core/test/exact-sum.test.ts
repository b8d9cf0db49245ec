/**
 * ExactSum: exact, whatever the order, the signs, the number of terms and the split.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ExactSum, type ExactSumJson } from "../src/index.ts";
import { nearestDouble, randomNumbers, toHex, toUnits } from "./float64.ts";

const MAX = Number.MAX_VALUE;
const sumOf = (values: ArrayLike<number>): number => new ExactSum().addAll(values).sum();
const meanOf = (values: ArrayLike<number>): number => new ExactSum().addAll(values).mean();

describe("sum", () => {
  it.each<[string, number[], number]>([
    ["nothing", [], 0],
    ["minus zero", [-0], 0],
    ["one term", [0.1], 0.1],
    ["one negative term", [-0.1], -0.1],
    ["what naive summation loses", [1e100, 1, -1e100], 1],
    ["what Neumaier's summation loses", [1, 1e100, 1, -1e100, 1e-100, -1], 1],
    ["a total that cancels", [0.1, 0.2, -0.1, -0.2], 0],
    ["the ends of the exponent range", [MAX, 5e-324, -MAX], 5e-324],
    ["subnormals", [5e-324, 5e-324, 1e-323], 2e-323],
    ["negative subnormals", [-5e-324, -1e-320], -1.0005e-320],
    ["a subnormal and its opposite", [5e-324, -5e-324], 0],
    ["a carry out of the subnormals", [2.225073858507201e-308, 5e-324], 2.2250738585072014e-308],
    ["an overflow", [MAX, MAX], Infinity],
    ["a negative overflow", [-MAX, -MAX], -Infinity],
    ["an overflow and back", [MAX, MAX, -MAX], MAX],
    ["a negative overflow and back", [-MAX, -MAX, -MAX, MAX, MAX], -MAX],
    ["just below the overflow", [MAX, 2 ** 969], MAX],
    ["half-way to the overflow", [MAX, 2 ** 970], Infinity],
    ["half-way, to even below", [1, 2 ** -53], 1],
    ["half-way, to even above", [1 + 2 ** -52, 2 ** -53], 1 + 2 ** -51],
    ["just beyond half-way", [1, 2 ** -53, 5e-324], 1 + 2 ** -52],
    ["just before half-way", [1, 2 ** -53, -5e-324], 1],
    ["a borrow through all limbs", [1, -5e-324], 1],
    ["a borrow that changes the exponent", [2 ** 1000, -(2 ** 947)], 2 ** 1000 - 2 ** 947],
    ["Infinity", [1, Infinity, MAX], Infinity],
    ["-Infinity", [1, -Infinity, MAX], -Infinity],
    ["infinities of one sign", [Infinity, Infinity], Infinity],
    ["infinities of both signs", [Infinity, 1, -Infinity], NaN],
    ["NaN", [1, NaN, 2], NaN],
    ["NaN beside Infinity", [NaN, Infinity], NaN],
  ])("adds %s", (_, values, expected) => {
    expect(sumOf(values)).toBe(expected);
    expect(sumOf([...values].reverse())).toBe(expected);
  });

  it("adds arrays as it adds their terms", () => {
    const term = fc
      .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -60, max: 60 }))
      .map(([x, exponent]) => x * 2 ** exponent);
    const special = fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE);
    const terms = fc.array(fc.oneof({ weight: 400, arbitrary: term }, { weight: 1, arbitrary: special }), {
      maxLength: 2500,
      size: "max",
    });
    fc.assert(
      fc.property(terms, fc.integer({ min: -1000, max: 900 }), (values, exponent) => {
        const scaled = values.map((x) => x * 2 ** exponent);
        const one = new ExactSum();
        for (const x of scaled) one.add(x);
        expect(new ExactSum().addAll(scaled).toJSON()).toEqual(one.toJSON());
      }),
      { numRuns: 50 },
    );
  });

  it("takes typed arrays", () => {
    expect(sumOf(Float64Array.of(0.1, 0.2))).toBe(0.30000000000000004);
    expect(sumOf(Float32Array.of(0.5, 0.25))).toBe(0.75);
    expect(sumOf(Uint8Array.of(200, 100))).toBe(300);
  });

  it("goes on after it was read", () => {
    const total = new ExactSum();
    expect(total.add(1e100).sum()).toBe(1e100);
    expect(total.add(1).sum()).toBe(1e100);
    expect(total.add(-1e100).sum()).toBe(1);
    expect(total.mean()).toBe(0.3333333333333333);
  });

  it.each([
    ["the largest double", MAX, 2 ** 20],
    ["a negative double", -0.1, 2 ** 20],
    // All 32 bits of a limb: 2^21 of these fill the 53 bits of the double that holds it.
    ["a double that fills a limb", (2 ** 53 - 1) * 2 ** (11 - 1074), 2 ** 22],
    ["a double whose first 32 bits fill a limb", (2 ** 53 - 1) * 2 ** -1044, 2 ** 22],
    ["its opposite", -(2 ** 53 - 1) * 2 ** -1044, 2 ** 22],
  ])("carries in time: more terms of %s than a limb has room for", (_, value, terms) => {
    const count = terms + 3;
    const total = new ExactSum();
    for (let i = 0; i < count; i++) total.add(value);
    expect(total.count).toBe(count);
    expect(total.toJSON().units).toBe((toUnits(value) * BigInt(count)).toString());
    expect(total.mean()).toBe(value);
  });

  it("carries in time within and between calls of addAll", () => {
    const value = (2 ** 53 - 1) * 2 ** (11 - 1074);
    const total = new ExactSum();
    for (const length of [2 ** 20 - 1, 2, 2 ** 21 + 5, 1, 2 ** 20]) {
      total.addAll(new Float64Array(length).fill(value)).add(-value);
    }
    expect(total.count).toBe(2 ** 22 + 7 + 5);
    expect(total.toJSON().units).toBe((toUnits(value) * BigInt(2 ** 22 + 2)).toString());
  });

  it("carries beyond 2^19 terms of alternating sign", () => {
    const total = new ExactSum();
    for (let i = 0; i < 2 ** 19 + 1; i++) total.add(i % 2 === 0 ? 1e300 : -1e300);
    expect(total.sum()).toBe(1e300);
  });
});

describe("addProduct", () => {
  const UNIT = 2n ** 1074n;
  const sumOfProducts = (pairs: readonly (readonly [number, number])[]): ExactSum =>
    pairs.reduce((total, [weight, value]) => total.addProduct(weight, value), new ExactSum());

  it.each<[string, [number, number][], number]>([
    ["a product", [[3, 0.1]], 3 * 0.1],
    [
      "what rounding the product would lose",
      [
        [0.1, 0.1],
        [-1, 0.1 * 0.1],
      ],
      -8.326672684688674e-19,
    ],
    ["a factor beyond 2^996", [[2 ** 1000, 3 * 2 ** -1000]], 3],
    [
      "a factor beyond 2^996 and one below 1",
      [
        [MAX, 2 ** -1074],
        [-(2 ** -50), 1],
      ],
      -(2 ** -103),
    ],
    ["the largest product", [[MAX, 1]], MAX],
    ["the largest product of two", [[2 ** 512 - 2 ** 459, 2 ** 512]], MAX],
    [
      "subnormals",
      [
        [5e-324, 3],
        [0.5, 1e-323],
      ],
      2e-323,
    ],
    ["a half of the smallest double, to even", [[0.5, 5e-324]], 0],
    ["three halves of it, to even", [[1.5, 5e-324]], 1e-323],
    [
      "what lies far below",
      [
        [1e-300, 1e-300],
        [-5e-324, 5e-324],
      ],
      0,
    ],
    [
      "zeros",
      [
        [0, 5],
        [-3, 0],
        [-0, -0],
        [0, MAX],
        [-0, -MAX],
      ],
      0,
    ],
    ["an overflow", [[MAX, 2]], Infinity],
    ["a negative overflow", [[-1e200, 1e200]], -Infinity],
    ["Infinity", [[-2, Infinity]], -Infinity],
    ["zero times Infinity", [[0, Infinity]], NaN],
    ["NaN", [[0, NaN]], NaN],
    ["NaN as a weight", [[NaN, 1]], NaN],
  ])("adds %s", (_, pairs, expected) => {
    expect(sumOfProducts(pairs).sum()).toBe(expected);
    expect(sumOfProducts(pairs.map(([weight, value]) => [value, weight])).sum()).toBe(expected);
    expect(sumOfProducts(pairs).count).toBe(pairs.length);
  });

  it("counts as one term, infinite where the product is", () => {
    const total = new ExactSum().addProduct(0.1, 0.3).addProduct(2, Infinity).addProduct(MAX, -MAX);
    expect(total.count).toBe(3);
    expect(total.infinite).toBe(2);
    expect(new ExactSum().addProduct(0.5, 3).addProduct(0.5, 1).mean()).toBe(1);
  });

  it("is exact, or rounded to a multiple of 2^-1074", () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    const scaled = fc
      .tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -600, max: 600 }))
      .map(([x, exponent]) => x * 2 ** exponent);
    const factor = fc.oneof(double, scaled, scaled);
    fc.assert(
      fc.property(factor, factor, (weight, value) => {
        fc.pre(Math.abs(weight * value) < Infinity);
        const { units } = new ExactSum().addProduct(weight, value).toJSON();
        const error = BigInt(units) * UNIT - toUnits(weight) * toUnits(value);
        const half = UNIT / 2n;
        const lowestBit = (toUnits(weight) * toUnits(value)) % UNIT === 0n;
        if (lowestBit) expect(error).toBe(0n);
        expect(error <= half && -error <= half, `${weight} times ${value}: ${error}`).toBe(true);
        if (error === half || -error === half) expect(BigInt(units) % 2n).toBe(0n);
      }),
      { numRuns: 10_000 },
    );
  });

  it("is exact where the two-product overflows, and next to that", () => {
    const factors = [2 ** 995, 2 ** 996, 2 ** 997, 2 ** 510, 2 ** 512, MAX * 2 ** -512, MAX * 2 ** -27, MAX];
    for (const weight of factors) {
      for (const factor of [...factors, 1, 1 / weight, 2 ** -27]) {
        for (const value of [factor, factor * (1 - 2 ** -53), factor * (1 + 2 ** -52)]) {
          if (!(weight * value < Infinity)) continue;
          const { units } = new ExactSum().addProduct(-weight, value).toJSON();
          expect(BigInt(units) * UNIT, `${weight} times ${value}`).toBe(-toUnits(weight) * toUnits(value));
        }
      }
    }
  });

  it("carries in time: both words, negative, of products whose first 32 bits fill a limb", () => {
    const weight = 2 ** 53 - 1;
    const value = -weight * 2 ** -969;
    const total = new ExactSum();
    const count = 2 ** 20 + 3;
    for (let i = 0; i < count; i++) total.addProduct(weight, value);
    expect(total.toJSON().units).toBe((BigInt(weight) * toUnits(value) * BigInt(count)).toString());
  });

  it("carries in time: both words of more products than a limb has room for", () => {
    // Every deposit fills a limb with 32 bits.
    const weight = 2 ** 53 - 1;
    const value = weight * 2 ** (11 - 1074 + 200);
    const total = new ExactSum();
    const count = 2 ** 20 + 3;
    for (let i = 0; i < count; i++) total.addProduct(weight, value);
    expect(total.toJSON().units).toBe((BigInt(weight) * toUnits(value) * BigInt(count)).toString());
  });
});

describe("mean", () => {
  it.each<[string, number[], number]>([
    ["nothing", [], NaN],
    ["one term", [0.1], 0.1],
    ["terms whose sum overflows", [MAX, MAX, MAX], MAX],
    ["terms whose sum is subnormal", [5e-324, 0], 0],
    ["a mean half-way between subnormals, to even", [1.5e-323, 0], 1e-323],
    ["a third", [1, 0, 0], 0.3333333333333333],
    ["minus a third", [-1, 0, 0], -0.3333333333333333],
    ["what rounding the sum first would lose", [1, 2 ** -53, 2 ** -53 * 3], (1 + 2 ** -51) / 3],
    ["Infinity", [1, Infinity], Infinity],
    ["-Infinity", [1, -Infinity], -Infinity],
    ["infinities of both signs", [Infinity, -Infinity], NaN],
    ["NaN", [NaN, 1], NaN],
  ])("of %s", (_, values, expected) => {
    expect(meanOf(values)).toBe(expected);
  });

  it.each([1, -1])(
    "with every remainder, where the quotient has as many bits as a double: sign %d",
    (sign) => {
      const zeros = Array.from({ length: 17 }, () => 0);
      for (let k = 0; k < 38; k++) {
        // (2^56 + k) / 19 of the smallest double is between 2^51 and 2^52 of it.
        const values = [sign * 2 ** (56 - 1074), sign * k * 2 ** -1074, ...zeros];
        expect(meanOf(values)).toBe(nearestDouble(BigInt(sign) * (2n ** 56n + BigInt(k)), 19n));
      }
    },
  );
});

describe("count and infinite", () => {
  it("count what was added", () => {
    const total = new ExactSum().addAll([1, -0, NaN, Infinity, -Infinity, Infinity]);
    expect(total.count).toBe(6);
    expect(total.infinite).toBe(3);
    expect(new ExactSum().count).toBe(0);
    expect(new ExactSum().infinite).toBe(0);
  });

  it("take what is no number for NaN", () => {
    const total = new ExactSum().addAll(["1", "-1", undefined, null] as unknown as number[]);
    expect(total.toJSON()).toMatchObject({
      units: "0",
      count: 4,
      nan: 4,
      positiveInfinity: 0,
      negativeInfinity: 0,
    });
  });
});

describe("merge", () => {
  const random = randomNumbers(7);
  const data = Float64Array.from(
    { length: 5000 },
    () => (random() - 0.5) * 2 ** Math.floor(random() * 200 - 100),
  );

  it("gives one bit pattern for 200 random splits into 1 to 16 chunks", () => {
    const sums = new Set<string>();
    const means = new Set<string>();
    for (let trial = 0; trial < 200; trial++) {
      const chunks = Array.from({ length: 1 + Math.floor(random() * 16) }, () => new ExactSum());
      for (const value of data) chunks[Math.floor(random() * chunks.length)]!.add(value);
      while (chunks.length > 1) {
        const [taken] = chunks.splice(Math.floor(random() * chunks.length), 1);
        chunks[Math.floor(random() * chunks.length)]!.merge(taken!);
      }
      expect(chunks[0]!.count).toBe(data.length);
      sums.add(toHex(chunks[0]!.sum()));
      means.add(toHex(chunks[0]!.mean()));
    }
    const units = data.reduce((total, value) => total + toUnits(value), 0n);
    expect([...sums]).toEqual([toHex(nearestDouble(units))]);
    expect([...means]).toEqual([toHex(nearestDouble(units, BigInt(data.length)))]);
  });

  it("gives one bit pattern for 200 random splits and orders, through JSON, with addAll and weights", () => {
    const weights = data.map(() => random() * 2 ** Math.floor(random() * 20));
    const sums = new Set<string>();
    for (let trial = 0; trial < 200; trial++) {
      const chunks: number[][] = Array.from({ length: 1 + Math.floor(random() * 16) }, () => []);
      for (let i = 0; i < data.length; i++) chunks[Math.floor(random() * chunks.length)]!.push(i);
      const total = new ExactSum();
      while (chunks.length > 0) {
        const [chunk] = chunks.splice(Math.floor(random() * chunks.length), 1);
        if (random() < 0.5) chunk!.reverse();
        const part = new ExactSum().addAll(Float64Array.from(chunk!, (i) => data[i]!));
        for (const i of chunk!) part.addProduct(weights[i]!, data[i]!);
        total.merge(ExactSum.fromJSON(JSON.parse(JSON.stringify(part)) as ExactSumJson));
      }
      expect(total.count).toBe(2 * data.length);
      sums.add(`${toHex(total.sum())} ${toHex(total.mean())} ${total.toJSON().units}`);
    }
    const unit = 2n ** 1074n;
    const units = data.reduce((sum, x, i) => sum + toUnits(x) * (unit + toUnits(weights[i]!)), 0n);
    expect(units % unit).toBe(0n);
    const sum = toHex(nearestDouble(units / unit));
    const mean = toHex(nearestDouble(units / unit, BigInt(2 * data.length)));
    expect([...sums]).toEqual([`${sum} ${mean} ${units / unit}`]);
  });

  it("leaves the other sum as it is", () => {
    const other = new ExactSum().addAll([1e100, -3, Infinity]);
    const before = JSON.stringify(other);
    const total = new ExactSum().add(2).merge(other);
    expect(JSON.stringify(other)).toBe(before);
    expect(total.count).toBe(4);
    expect(total.infinite).toBe(1);
    expect(total.sum()).toBe(Infinity);
  });

  it.each([NaN, Infinity, -Infinity])("takes over %d", (value) => {
    expect(new ExactSum().add(1).merge(new ExactSum().add(value)).sum()).toBe(value);
  });

  it("merges a sum with itself", () => {
    const total = new ExactSum().addAll([0.1, -5e-324, MAX]);
    total.merge(total);
    expect(total.count).toBe(6);
    expect(total.sum()).toBe(Infinity);
    expect(total.addAll([-MAX, -MAX]).sum()).toBe(0.2);
  });

  it("carries through a hundred thousand merges", () => {
    const total = new ExactSum();
    const other = new ExactSum().addAll([-MAX, -5e-324]);
    for (let i = 0; i < 100_000; i++) total.merge(other);
    expect(total.count).toBe(200_000);
    expect(total.mean()).toBe(nearestDouble(toUnits(-MAX) - 1n, 2n));
  });
});

describe("toJSON and fromJSON", () => {
  it("write plain data", () => {
    const total = new ExactSum().addAll([1, -5e-324, NaN, Infinity, Infinity, -Infinity]);
    expect(JSON.parse(JSON.stringify(total))).toEqual({
      units: (2n ** 1074n - 1n).toString(),
      count: 6,
      nan: 1,
      positiveInfinity: 2,
      negativeInfinity: 1,
    });
  });

  it("read what was written and go on from there", () => {
    const total = ExactSum.fromJSON(
      JSON.parse(JSON.stringify(new ExactSum().addAll([-1e100, MAX, MAX]))) as ExactSumJson,
    );
    expect(total.count).toBe(3);
    expect(total.addAll([-MAX, -MAX, 1e100, 7]).sum()).toBe(7);
    expect(total.mean()).toBe(1);
  });

  const good: ExactSumJson = { units: "-12", count: 3, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };

  it("accept the largest sum there is room for", () => {
    const units = (2n ** 2175n - 1n).toString();
    expect(ExactSum.fromJSON({ ...good, units }).toJSON()).toEqual({ ...good, units });
    const negative = (-(2n ** 2175n)).toString();
    expect(ExactSum.fromJSON({ ...good, units: negative }).toJSON()).toEqual({ ...good, units: negative });
  });

  it("read a count from which on limbs fill up as they do from 0", () => {
    const value = -(2 ** 53 - 1) * 2 ** -1044;
    const total = ExactSum.fromJSON({ ...good, count: 2 ** 40 + 2 ** 20 - 1 });
    for (let i = 0; i < 2 ** 21 + 7; i++) total.add(value);
    expect(total.toJSON().units).toBe((toUnits(value) * BigInt(2 ** 21 + 7) - 12n).toString());
    expect(total.count).toBe(2 ** 40 + 3 * 2 ** 20 + 6);
  });

  it("overflow far beyond the largest double", () => {
    const units = (2n ** 2174n).toString();
    expect(ExactSum.fromJSON({ ...good, units }).sum()).toBe(Infinity);
    expect(ExactSum.fromJSON({ ...good, units: `-${units}` }).mean()).toBe(-Infinity);
  });

  const tooLarge = (2n ** 2175n).toString();
  it.each<[string, unknown, string]>([
    ["null", null, '"units" expected a whole number as a string, got undefined'],
    ["undefined", undefined, '"units" expected a whole number as a string, got undefined'],
    ["no units", {}, '"units" expected a whole number as a string, got undefined'],
    ["units that are a number", { ...good, units: 5 }, '"units" expected a whole number as a string, got 5'],
    ["empty units", { ...good, units: "" }, '"units" expected a whole number as a string, got ""'],
    ["fractional units", { ...good, units: "1.5" }, '"units" expected a whole number as a string, got "1.5"'],
    [
      "hexadecimal units",
      { ...good, units: "0x1" },
      '"units" expected a whole number as a string, got "0x1"',
    ],
    ["units in spaces", { ...good, units: " 1" }, '"units" expected a whole number as a string, got " 1"'],
    [
      "units beyond any sum",
      { ...good, units: tooLarge },
      `"units" expected a sum of doubles, got a number of ${tooLarge.length} digits`,
    ],
    ["no count", { ...good, count: undefined }, '"count" expected a whole number >= 0, got undefined'],
    ["a negative count", { ...good, count: -1 }, '"count" expected a whole number >= 0, got -1'],
    ["a fractional count", { ...good, count: 1.5 }, '"count" expected a whole number >= 0, got 1.5'],
    ["a count as a string", { ...good, count: "3" }, '"count" expected a whole number >= 0, got "3"'],
    [
      "a count beyond 2^53",
      { ...good, count: 2 ** 53 },
      '"count" expected a whole number >= 0, got 9007199254740992',
    ],
    ["units that are a bigint", { ...good, units: 5n }, '"units" expected a whole number as a string, got 5'],
    [
      "more terms that are not finite than terms",
      { ...good, count: 2, nan: 1, positiveInfinity: 1, negativeInfinity: 1 },
      '"count" expected at least as many terms as are not finite, got 2',
    ],
    ["a nan of null", { ...good, nan: null }, '"nan" expected a whole number >= 0, got null'],
    [
      "a negative number of infinities",
      { ...good, positiveInfinity: -1 },
      '"positiveInfinity" expected a whole number >= 0, got -1',
    ],
    [
      "true for a number of infinities",
      { ...good, negativeInfinity: true },
      '"negativeInfinity" expected a whole number >= 0, got true',
    ],
  ])("reject %s", (_, json, message) => {
    expect(() => ExactSum.fromJSON(json as ExactSumJson)).toThrow(new TypeError(message));
  });
});
