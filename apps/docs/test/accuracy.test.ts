import { loadBinaryReference } from "@focal-loss/fixtures";
import { expect, it } from "vitest";
import { accuracies } from "../src/accuracy.ts";

it("finds core within its bound and the formula outside of any", async () => {
  const found = accuracies(await loadBinaryReference());
  const core = found.filter(({ implementation }) => implementation === "@focal-loss/core");
  expect(core).toHaveLength(6);
  for (const { worst, nan, zero } of core) {
    expect(worst).toBeLessThan(8);
    expect([nan, zero]).toEqual([0, 0]);
  }
  const naive = found.filter(({ implementation }) => implementation !== "@focal-loss/core");
  expect(naive.map(({ input, quantity }) => `${quantity} by ${input}`)).toEqual([
    "value by probability",
    "value by logit",
    "gradient by logit",
  ]);
  for (const { nan, zero } of naive) expect(nan + zero).toBeGreaterThan(100);
});
