/**
 * Numbers as Python prints them.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { reprFloat, reprList } from "../src/python.ts";

// Printed by CPython 3.11.
it.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-2.5, "-2.5"],
  [0.1, "0.1"],
  [100, "100.0"],
  [123456.789, "123456.789"],
  [1e15, "1000000000000000.0"],
  [9007199254740992, "9007199254740992.0"],
  [1e16, "1e+16"],
  [1.5e16, "1.5e+16"],
  [1e22, "1e+22"],
  [1e100, "1e+100"],
  [0.0001, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.00001, "1e-05"],
  [1.0536051565782618e-5, "1.0536051565782618e-05"],
  [5e-324, "5e-324"],
  [1.7976931348623157e308, "1.7976931348623157e+308"],
  [Infinity, "inf"],
  [-Infinity, "-inf"],
  [NaN, "nan"],
])("prints %d as %s", (value, printed) => {
  expect(reprFloat(value)).toBe(printed);
});

it("prints digits that read back the same double", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) =>
      Object.is(Number(reprFloat(x)), x),
    ),
    { numRuns: 5000 },
  );
});

it("prints a list", () => {
  expect(reprList([1, 0.5, 1e-7])).toBe("[1.0, 0.5, 1e-07]");
  expect(reprList([])).toBe("[]");
});
