import { describe, expect, it } from "vitest";
import { contestants } from "../src/contestants/index.ts";
import { createLabels, createLogits, type Data } from "../src/data.ts";
import { findError } from "../src/gate.ts";
import type { Outcome } from "../src/protocol.ts";
import { createReference, positionsOf } from "../src/reference.ts";
import { type Cell, OUTPUTS, type Output } from "../src/task.ts";

const cell: Cell = { loss: "focal", dtype: "f64", gamma: 2, elements: 3, classes: 1 };
const data: Data = { labels: Float64Array.of(1, 0, 0), logits: Float64Array.of(0, -1, 5) };
const reference = createReference(cell, data);
const tolerances = {
  mean: { relative: 1e-6, absolute: 0 },
  derivatives: { relative: 1e-6, absolute: 1e-9 },
};
const right: Outcome = reference;
const check = (outcome: Outcome, output: Output = "hessian"): string | undefined =>
  findError(outcome, reference, tolerances, output);

describe("the reference", () => {
  it("is right where the loss is known by hand", () => {
    // p = 1/2 at z = 0: alpha/4 ln 2.
    const { loss, gradients, hessians } = createReference(
      { ...cell, elements: 1 },
      { labels: Float64Array.of(1), logits: Float64Array.of(0) },
    );
    expect(loss).toBeCloseTo(0.0625 * Math.LN2, 15);
    expect(gradients[0]).toBeCloseTo(-0.0625 * (Math.LN2 + 0.5), 15);
    expect(hessians[0]).toBeCloseTo(0.25 * 0.125 * (2 * Math.LN2 * 0.5 + 2.5), 15);
  });

  it("compares derivatives everywhere in a small batch, at a thousand places in a large one", () => {
    expect(positionsOf(1)).toEqual([0]);
    expect(positionsOf(1000)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    const spread = positionsOf(1e7);
    expect([spread.length, new Set(spread).size, spread[0], spread.at(-1)]).toEqual([
      1000, 1000, 0, 9_999_999,
    ]);
  });
});

describe("the gate", () => {
  it("lets through what is right, or nearly so", () => {
    expect(check(right)).toBeUndefined();
    expect(check({ ...right, loss: reference.loss * (1 + 9e-7) })).toBeUndefined();
  });

  it("refuses a wrong mean", () => {
    const { loss } = reference;
    expect(check({ loss: 2 * loss }, "value")).toBe(
      `mean loss is ${2 * loss}, expected ${loss} within 0 + 0.000001 of it`,
    );
  });

  it.each(["gradients", "hessians"] as const)("refuses one wrong number among the %s", (name) => {
    const [first, second, third] = reference[name];
    expect(check({ ...right, [name]: [first, second, third! + 1e-3] })).toBe(
      `${name}[2] is ${third! + 1e-3}, expected ${third} within 1e-9 + 0.000001 of it`,
    );
  });

  it("refuses what is not a number, and a derivative that is not there", () => {
    expect(check({ ...right, loss: NaN })).toMatch(/^mean loss is NaN/);
    expect(check({ ...right, loss: null })).toMatch(/^mean loss is not finite/);
    expect(check({ ...right, gradients: [null, null, null] })).toMatch(/^gradients\[0\] is not finite/);
    expect(check({ loss: reference.loss })).toBe("gradients: got none, expected 3");
    expect(check({ ...right, hessians: [] })).toBe("hessians: got 0, expected 3");
  });

  it("asks for no more than the task wants", () => {
    expect(check({ loss: reference.loss }, "value")).toBeUndefined();
    expect(check({ loss: reference.loss, gradients: reference.gradients }, "gradient")).toBeUndefined();
  });
});

describe("contestants of this process", () => {
  const wholeData: Data = { labels: createLabels(1000), logits: createLogits(1000) };
  const names = [
    "@focal-loss/core",
    "@focal-loss/wasm",
    "@focal-loss/wasm resident",
    "tight loop",
    "notebook",
  ];
  const cases = names.flatMap((name) => [0, 0.5, 1, 1.5, 2, 2.2, 3].map((gamma) => [name, gamma] as const));

  it.each(cases)("%s is right at gamma %d, and wrong about another gamma", async (name, gamma) => {
    const cell: Cell = { loss: "focal", dtype: "f64", gamma, elements: 1000, classes: 1 };
    const contestant = contestants.find((contestant) => contestant.name === name)!;
    const { implementation } = contestant;
    if (!("prepare" in implementation)) throw new Error(`${name} is in another language`);
    for (const output of OUTPUTS) {
      if (contestant.declines({ ...cell, output }) !== undefined) continue;
      const { run, derivatives } = await implementation.prepare({ ...cell, output }, wholeData);
      const loss = await run();
      const { gradients = [], hessians = [] } = derivatives();
      const outcome = { loss, gradients: Array.from(gradients), hessians: Array.from(hessians) };
      const errorAt = (gamma: number): string | undefined =>
        findError(
          outcome,
          createReference({ ...cell, gamma }, wholeData),
          contestant.tolerances(cell),
          output,
        );
      expect(errorAt(gamma), output).toBeUndefined();
      expect(errorAt(gamma + 0.001), output).toMatch(/^mean loss is/);
    }
  });
});
