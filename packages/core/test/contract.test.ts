/**
 * The loss contract of `@focal-loss/fixtures`: exact references, error below the stated bound for every output.
 */
import { type BinaryReference, lossContract, type SoftmaxReference } from "@focal-loss/fixtures";
import { describe, it } from "vitest";

import * as core from "../src/index.ts";

const weights = ({ alpha }: BinaryReference) => (alpha === null ? {} : { alpha });
const perClass = ({ gamma, alpha }: SoftmaxReference) => (alpha === null ? { gamma } : { gamma, alpha });

describe("core keeps the loss contract", () => {
  const checks = lossContract({
    name: "core",
    binaryCrossEntropy: {
      evaluate: (row) => {
        const fromLogit = row.input === "logit";
        const value = fromLogit ? core.binaryCrossEntropyWithLogits : core.binaryCrossEntropy;
        const gradient = fromLogit ? core.binaryCrossEntropyWithLogitsGrad : core.binaryCrossEntropyGrad;
        const hessian = fromLogit ? core.binaryCrossEntropyWithLogitsHess : core.binaryCrossEntropyHess;
        return {
          value: value(row.label, row.x, weights(row)),
          gradient: gradient(row.label, row.x, weights(row)),
          hessian: hessian(row.label, row.x, weights(row)),
        };
      },
      tolerance: { value: 8, gradient: 8, hessian: 8 },
    },
    focalLoss: {
      evaluate: (row) => {
        const fromLogit = row.input === "logit";
        const options = { gamma: row.gamma, ...weights(row) };
        return {
          value: (fromLogit ? core.focalLossWithLogits : core.focalLoss)(row.label, row.x, options),
          gradient: (fromLogit ? core.focalLossWithLogitsGrad : core.focalLossGrad)(
            row.label,
            row.x,
            options,
          ),
          hessian: (fromLogit ? core.focalLossWithLogitsHess : core.focalLossHess)(row.label, row.x, options),
        };
      },
      tolerance: { value: 8, gradient: 8, hessian: 8 },
    },
    softmaxFocalLoss: {
      evaluate: (row) => {
        const options = perClass(row);
        const { logits, targets, vector } = row;
        return {
          value: core.softmaxFocalLoss(targets, logits, options),
          gradient: core.softmaxFocalLossGrad(targets, logits, options),
          hessianDiagonal: core.softmaxFocalLossHess(targets, logits, options),
          hessianVector: core.softmaxFocalLossHessVec(targets, logits, options, vector),
        };
      },
      tolerance: { value: 16, gradient: 16, hessianDiagonal: 16, hessianVector: 16 },
    },
  });
  for (const { name, run } of checks) it(name, run);
});
