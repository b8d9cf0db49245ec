/**
 * The tolerances that the README states for cpu and wasm.
 */
import { expect, it } from "vitest";

import * as losses from "../src/index.ts";
import { onEachBackend } from "./backends.ts";
import { type Errors, measureElements, measureRows } from "./suite/accuracy.ts";
import { checkContract } from "./suite/contract.ts";

const floor = 2 ** -149;
const CLAIM = { value: 4, gradient: 4, hessian: 4, floor };

function within(errors: Errors): void {
  for (const name of ["value", "gradient", "hessian"] as const) {
    expect(errors[name], name).toBeLessThanOrEqual(CLAIM[name]);
  }
}

onEachBackend("accuracy", () => {
  it("keeps the loss contract", async () => {
    expect(await checkContract(losses, CLAIM, CLAIM)).toEqual([]);
  });

  it("within 4 units for random logits up to 20, and up to 1,000", async () => {
    within(await measureElements(losses, { fromLogits: true, n: 1000, floor }));
    within(await measureElements(losses, { fromLogits: true, n: 1000, floor, spread: 1000 }));
  });

  it("within 4 units for random probabilities", async () => {
    within(await measureElements(losses, { fromLogits: false, n: 500, floor }));
  });

  it("within 4 units for random rows of logits up to 12, and up to 1,000", async () => {
    within(await measureRows(losses, { n: 10, floor }));
    within(await measureRows(losses, { n: 10, floor, spread: 1000 }));
  });
});
