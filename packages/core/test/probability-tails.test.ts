/**
 * Derivatives from probabilities next to 0, where the power of 1 - p_t is 0 in double but what it is divided by is, too.
 * References: mpmath, 400 digits.
 */
import { expect, it } from "vitest";

import { focalLossGrad, focalLossHess } from "../src/index.ts";

/** Within 8 units of 2^-53 of the exact result. */
function expectNear(out: number, exact: number): void {
  expect(Math.abs(out - exact), `${out} against ${exact}`).toBeLessThanOrEqual(8 * 2 ** -53 * exact);
}

it.each([
  [0.875, 5.929270612815712e-263, 5.188111786213748e37],
  [0.9, 1.8999999999999708e-270, 1.709999999999974e30],
  [1, 2e-300, 2],
])("label 0, probability 1e-300, gamma %d: %d and %d", (gamma, gradient, hessian) => {
  expectNear(focalLossGrad(0, 1e-300, { gamma }), gradient);
  expectNear(focalLossHess(0, 1e-300, { gamma }), hessian);
});
