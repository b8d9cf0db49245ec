/**
 * Binary losses from logits whose term leaves the range of a double before the label brings it back.
 */
import { expect, it } from "vitest";

import {
  focalLossWithLogits,
  focalLossWithLogitsBatch,
  focalLossWithLogitsGrad,
  focalLossWithLogitsHess,
} from "../src/index.ts";

it.each([
  // y posWeight softplus(-z), -y posWeight; both rounded twice at most.
  [1e-290, -1e300, 1e290, -1e-10],
  [1e-20, -1e30, 1e290, -1e260],
  [2 ** -60, -(2 ** 150), 1e280 * 2 ** 90, -1e280 * 2 ** -60],
])("label %d, logit %d, posWeight 1e280", (y, z, value, gradient) => {
  const options = { gamma: 2, posWeight: 1e280 };
  const near = (out: number, exact: number) =>
    expect(Math.abs(out / exact - 1)).toBeLessThanOrEqual(2 ** -50);
  near(focalLossWithLogits(y, z, options), value);
  near(focalLossWithLogitsGrad(y, z, options), gradient);
  expect(focalLossWithLogitsHess(y, z, options)).toBe(0);
  const values = new Float64Array(1);
  focalLossWithLogitsBatch([y], [z], options, { values });
  expect(values[0]).toBe(focalLossWithLogits(y, z, options));
});

it.each([
  [-345, 1e200],
  [-500, 1e249],
])("logit %d, gamma %d: so large a power is 0", (z, gamma) => {
  for (const f of [focalLossWithLogits, focalLossWithLogitsGrad, focalLossWithLogitsHess]) {
    expect(Math.abs(f(1, z, { gamma }))).toBe(0);
  }
});
