/**
 * The quantised sum: whole numbers, so no order or split matters, and the infinite is left out.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { QuantisedSum } from "../src/score/quantised-sum.ts";

const sumOf = (losses: readonly number[]): bigint => {
  const sum = new QuantisedSum();
  for (const loss of losses) sum.add(loss);
  return sum.units();
};

it("is the sum of the losses in units of 2^-30, each rounded", () => {
  const losses = fc.array(fc.double({ min: 0, noNaN: true }));
  fc.assert(
    fc.property(losses, (losses) => {
      const wanted = losses
        .map((loss) => Math.floor(loss * 2 ** 30 + 0.5))
        .filter((units) => Number.isFinite(units))
        .reduce((sum, units) => sum + BigInt(units), 0n);
      expect(sumOf(losses)).toBe(wanted);
      expect(sumOf([...losses].reverse())).toBe(wanted);
    }),
  );
});

it("holds more than 53 bits", () => {
  const sum = new QuantisedSum();
  for (let i = 0; i < 3000; i++) sum.add(4_000_000.25);
  expect(sum.units()).toBe(3000n * 4_000_000n * 2n ** 30n + 750n * 2n ** 30n);
  expect(sum.sum()).toBe(12_000_000_750);
});

it("leaves out what is not finite, and starts at 0", () => {
  expect(sumOf([Infinity, NaN, 0.5])).toBe(2n ** 29n);
  expect(new QuantisedSum().sum()).toBe(0);
});
