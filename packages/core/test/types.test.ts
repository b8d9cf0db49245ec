/**
 * Types: what the compiler accepts. Checked by `tsc`; the values are checked too, since types are no guard at run time.
 */
import { describe, expect, expectTypeOf, it } from "vitest";

import {
  binaryCrossEntropy,
  type BinaryCrossEntropyOptions,
  binaryCrossEntropyWithLogits,
  type ClassWeights,
  ExactSum,
  type ExactSumJson,
  focalLoss,
  type FocalLossOptions,
  focalLossWithLogits,
} from "../src/index.ts";

describe("signatures", () => {
  it("are (label, input, options) => number", () => {
    type Loss<Options> = (label: number, input: number, options?: Options) => number;
    expectTypeOf(binaryCrossEntropy).toEqualTypeOf<Loss<BinaryCrossEntropyOptions>>();
    expectTypeOf(binaryCrossEntropyWithLogits).toEqualTypeOf<Loss<BinaryCrossEntropyOptions>>();
    expectTypeOf(focalLoss).toEqualTypeOf<Loss<FocalLossOptions>>();
    expectTypeOf(focalLossWithLogits).toEqualTypeOf<Loss<FocalLossOptions>>();
  });

  it("accept undefined for any option", () => {
    expectTypeOf<{ gamma: undefined; alpha: undefined; posWeight: undefined }>().toExtend<FocalLossOptions>();
    expectTypeOf<{ alpha: number; posWeight: undefined }>().toExtend<ClassWeights>();
    expectTypeOf<{ readonly gamma: number; readonly posWeight: number }>().toExtend<FocalLossOptions>();
  });

  it("make a plain object of ExactSum", () => {
    expectTypeOf(new ExactSum().toJSON()).toEqualTypeOf<ExactSumJson>();
    expectTypeOf(ExactSum.fromJSON).toEqualTypeOf<(json: ExactSumJson) => ExactSum>();
  });
});

describe("the compiler rejects", () => {
  it("alpha with posWeight", () => {
    // @ts-expect-error alpha and posWeight exclude each other
    expect(focalLoss(1, 0.5, { alpha: 0.25, posWeight: 2 })).toBe(NaN);
    // @ts-expect-error alpha and posWeight exclude each other
    expect(focalLossWithLogits(1, 0, { gamma: 1, alpha: 0.25, posWeight: 2 })).toBe(NaN);
    // @ts-expect-error alpha and posWeight exclude each other
    expect(binaryCrossEntropy(1, 0.5, { alpha: 0.25, posWeight: 2 })).toBe(NaN);
    // @ts-expect-error alpha and posWeight exclude each other
    expect(binaryCrossEntropyWithLogits(1, 0, { alpha: 0.25, posWeight: 2 })).toBe(NaN);
  });

  it("an option with another name", () => {
    // @ts-expect-error pos_weight is PyTorch's spelling
    expect(focalLoss(1, 0.5, { pos_weight: 2 })).toBe(focalLoss(1, 0.5));
    // @ts-expect-error binary cross-entropy has no gamma
    expect(binaryCrossEntropy(1, 0.5, { gamma: 2 })).toBe(binaryCrossEntropy(1, 0.5));
  });

  it("a label that is not a number", () => {
    // @ts-expect-error a label is a number
    expectTypeOf(focalLoss).toBeCallableWith("1", 0.5);
    // @ts-expect-error a probability is needed
    expectTypeOf(focalLoss).toBeCallableWith(1);
  });
});
