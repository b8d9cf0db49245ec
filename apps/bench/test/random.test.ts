import { expect, it } from "vitest";
import { normal, uniform } from "../src/random.ts";

const take = (count: number, random: () => number): number[] => Array.from({ length: count }, random);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** sfc32 of PractRand in arithmetic without bounds, reduced after each operation. */
function wideSfc32(seed: number): () => bigint {
  const word = (x: bigint): bigint => x & 0xffff_ffffn;
  let [a, b, c, counter] = [0n, 0n, BigInt(seed), 1n];
  const next = (): bigint => {
    const sum = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word((word(c << 21n) | (c >> 11n)) + sum);
    return sum;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}

it("gives the numbers of sfc32, 53 bits from two words", () => {
  const word = wideSfc32(42);
  const wanted = Array.from({ length: 1000 }, () => {
    const high = word() >> 5n;
    return Number((high << 26n) | (word() >> 6n)) / 2 ** 53;
  });
  expect(take(1000, uniform(42))).toEqual(wanted);
});

it("gives others for another seed", () => {
  expect(take(5, uniform(1))).not.toEqual(take(5, uniform(2)));
});

it("is uniform in [0, 1)", () => {
  const values = take(100_000, uniform(7));
  const counts = Array.from(
    { length: 10 },
    (_, tenth) => values.filter((x) => Math.floor(x * 10) === tenth).length,
  );
  // Five deviations of a count are 474.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  expect(counts.reduce((a, b) => a + b)).toBe(100_000);
});

it("is normal: mean, deviation, and the share within one and beyond three deviations", () => {
  const values = take(100_000, normal(7, 3));
  expect(Math.abs(mean(values))).toBeLessThan(0.05);
  expect(Math.abs(Math.sqrt(mean(values.map((x) => x * x))) - 3)).toBeLessThan(0.04);
  expect(mean(values.map((x) => Number(Math.abs(x) < 3)))).toBeCloseTo(0.6827, 2);
  expect(mean(values.map((x) => Number(Math.abs(x) > 9)))).toBeCloseTo(0.0027, 3);
  // Both numbers of a pair are used, and they do not depend on one another.
  expect(Math.abs(mean(values.map((x, i) => x * values[i ^ 1]!)))).toBeLessThan(0.15);
  expect(new Set(values).size).toBe(100_000);
});
