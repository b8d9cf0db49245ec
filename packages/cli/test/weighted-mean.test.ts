/**
 * The mean of `score --weight`: exact sums by exact sums, rounded once.
 */
import { focalLossWithLogits } from "@focal-loss/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { workspace } from "./command.ts";

const { write, focalLoss } = workspace();

async function meanOf(
  rows: readonly (readonly [label: number, logit: number, weight: number])[],
): Promise<number | string> {
  const file = write("weighted.csv", `label,logit,w\n${rows.map((row) => `${row.join(",")}\n`).join("")}`);
  const { code, stdout } = await focalLoss("score", "--json", "--weight", "w", file);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { total: { losses: { mean: number | string }[] } }).total.losses[0]!.mean;
}

it("is the loss of each row where all have the same, whatever they weigh", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: -30, max: 30, noNaN: true }),
      fc.array(fc.double({ min: 1e-200, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 9 }),
      async (logit, weights) => {
        const mean = await meanOf(weights.map((weight) => [1, logit, weight]));
        expect(mean).toBe(focalLossWithLogits(1, logit));
      },
    ),
    { numRuns: 100 },
  );
});

it("is right where the weights add up to more than a double can be", async () => {
  const largest = Number.MAX_VALUE;
  expect(
    await meanOf([
      [1, 2, largest],
      [1, 2, largest],
      [0, 9, 1],
    ]),
  ).toBe(focalLossWithLogits(1, 2));
});

it("leaves infinite losses infinite", async () => {
  expect(
    await meanOf([
      [1, -Infinity, 1],
      [1, 0, 3],
    ]),
  ).toBe("Infinity");
});
