/**
 * The loss contract of `@focal-loss/fixtures`: exact references, error below 8 ulp.
 */
import { type BinaryReference, lossContract } from "@focal-loss/fixtures";
import { describe, it } from "vitest";

import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  focalLoss,
  focalLossWithLogits,
} from "../src/index.ts";

const weights = ({ alpha }: BinaryReference) => (alpha === null ? {} : { alpha });

describe("core keeps the loss contract", () => {
  const checks = lossContract({
    name: "core",
    binaryCrossEntropy: {
      evaluate: (row) => {
        const loss = row.input === "logit" ? binaryCrossEntropyWithLogits : binaryCrossEntropy;
        return { value: loss(row.label, row.x, weights(row)) };
      },
      tolerance: { value: 8 },
    },
    focalLoss: {
      evaluate: (row) => {
        const loss = row.input === "logit" ? focalLossWithLogits : focalLoss;
        return { value: loss(row.label, row.x, { gamma: row.gamma, ...weights(row) }) };
      },
      tolerance: { value: 8 },
    },
  });
  for (const { name, run } of checks) it(name, run);
});
