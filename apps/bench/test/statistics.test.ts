import { expect, it } from "vitest";
import { median, ratio } from "../src/statistics.ts";

it("takes the middle, or the mean of the two in the middle", () => {
  expect(median([3, 1, 100])).toBe(3);
  expect(median([10, 9, 1, 2])).toBe(5.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

it("sorts numbers, not text, and leaves its argument alone", () => {
  const samples = [10, 9, 100];
  expect(median(samples)).toBe(10);
  expect(samples).toEqual([10, 9, 100]);
});

it("divides round by round, so that a slow round counts for both", () => {
  expect(ratio([20, 80, 22], [10, 40, 10])).toBe(2);
  // The quotient of the medians would be 2.2.
  expect(median([20, 80, 22]) / median([10, 40, 10])).toBe(2.2);
});
