/**
 * The golden cases of Keras and torchvision, on the backends of Node.js. Those of browsers are in `tests/browser`.
 */
import { expect, it } from "vitest";

import * as losses from "../src/index.ts";
import { onEachBackend } from "./backends.ts";
import { checkGolden } from "./suite/golden.ts";

onEachBackend("golden cases", () => {
  it("of Keras and torchvision: loss, gradient and curvature", async () => {
    const { cases, failures } = await checkGolden(losses, {
      loss: { relative: 1e-6, absolute: 0 },
      // Golden inputs are decimals, which as floats are a little off.
      gradient: { relative: 1e-6, absolute: 2e-8 },
      hessian: { relative: 1e-6, absolute: 1e-7 },
    });
    expect(failures).toEqual([]);
    expect(cases).toBe(78);
  });
});
