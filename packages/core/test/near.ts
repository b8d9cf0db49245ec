/**
 * Results near their exact values, for tests.
 */
import { expect } from "vitest";

/** Within `units` of 2^-53 of the exact result, one unit of the subnormals allowed. */
export function expectNear(got: number, exact: number, units = 16): void {
  expect(Math.abs(got - exact), `${got} against ${exact}`).toBeLessThanOrEqual(
    units * 2 ** -53 * Math.abs(exact) + 2 ** -1074,
  );
}

/** The same for as many results, within 16 units. */
export function expectAllNear(got: ArrayLike<number>, exact: readonly number[]): void {
  expect(got.length).toBe(exact.length);
  exact.forEach((value, i) => expectNear(got[i]!, value));
}
