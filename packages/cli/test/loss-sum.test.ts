/**
 * Sums of losses: those of `ExactSum` and `QuantisedSum`, over all doubles that are none below zero.
 */
import { ExactSum } from "@focal-loss/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { LossSum } from "../src/score/loss-sum.ts";
import { QuantisedSum } from "../src/score/quantised-sum.ts";

function expectSums(blocks: readonly (readonly number[])[]): void {
  const losses = new LossSum();
  const exact = new ExactSum();
  const quantised = new QuantisedSum();
  for (const block of blocks) {
    losses.add(Float64Array.from(block));
    for (const loss of block) {
      exact.add(loss);
      quantised.add(loss);
    }
  }
  expect(losses.take()).toEqual({ sum: exact.toJSON(), units: quantised.units() });
  expect(losses.take()).toEqual({ sum: new ExactSum().toJSON(), units: 0n });
}

it("are exact", () => {
  const loss = fc.oneof(
    fc.double({ min: 0 }),
    fc.double({ min: 0, max: 20, noNaN: true }),
    fc.double({ min: 0, max: 1e-300, noNaN: true }),
    fc.constantFrom(0, -0, 5e-324, 2 ** -1022, Number.MAX_VALUE, Infinity, NaN),
  );
  fc.assert(fc.property(fc.array(fc.array(loss, { maxLength: 300 }), { maxLength: 4 }), expectSums));
});

it("have room for many of the largest and of the smallest", () => {
  for (const loss of [Number.MAX_VALUE, 5e-324, 1 - 2 ** -53, 4_000_000.25]) {
    expectSums(Array.from({ length: 20 }, () => Array.from({ length: 8192 }, () => loss)));
  }
});

it("take losses that are in their room already", () => {
  const losses = new LossSum();
  losses.room.set([0.25, 0.5]);
  losses.add(losses.room.subarray(0, 2));
  expect(ExactSum.fromJSON(losses.take().sum).sum()).toBe(0.75);
});
