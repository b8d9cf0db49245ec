/**
 * Softmax focal losses at the ends of the range of a double: subnormal results, far classes, huge weights and vectors.
 */
import { describe, expect, it } from "vitest";

import {
  softmaxFocalLoss,
  softmaxFocalLossBatch,
  softmaxFocalLossGrad,
  softmaxFocalLossHess,
  softmaxFocalLossHessVec,
} from "../src/index.ts";
import { generator } from "./generator.ts";

const SMALLEST = 2 ** -1074;

describe("subnormal results are rounded once", () => {
  // All results are linear in alpha, so that those with a tiny one are known from those with 1, but for a rounding.
  const random = generator(7);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const classes = 2 + (i % 9);
    const logits = Array.from({ length: classes }, () => (random() - 0.5) * [4, 20, 60][i % 3]!);
    const distribution = Array.from({ length: classes }, () => (random() < 0.6 ? random() : 0));
    const target = i % 2 === 0 ? i % classes : distribution;
    const vector = Array.from({ length: classes }, () => random() - 0.5);
    const options = { gamma: [0, 0.5, 1, 2, 2.5, 5][i % 6]!, alpha: 10 ** -(314 + 9 * random()) };
    return { target, logits, vector, options, whole: { gamma: options.gamma } };
  });

  const expectScaled = (tiny: Float64Array, whole: Float64Array, alpha: number): void => {
    tiny.forEach((x, k) => {
      // Both are rounded to a multiple of 2^-1074; the errors of the whole are far below that.
      expect(Math.abs(x - whole[k]! * alpha)).toBeLessThanOrEqual(SMALLEST);
    });
  };

  it("in gradients", () => {
    for (const { target, logits, options, whole } of rows) {
      const tiny = softmaxFocalLossGrad(target, logits, options);
      expectScaled(tiny, softmaxFocalLossGrad(target, logits, whole), options.alpha);
    }
  });

  it("in diagonals of Hessians", () => {
    for (const { target, logits, options, whole } of rows) {
      const tiny = softmaxFocalLossHess(target, logits, options);
      expectScaled(tiny, softmaxFocalLossHess(target, logits, whole), options.alpha);
    }
  });

  it("in products with Hessians", () => {
    for (const { target, logits, vector, options, whole } of rows) {
      const tiny = softmaxFocalLossHessVec(target, logits, options, vector);
      expectScaled(tiny, softmaxFocalLossHessVec(target, logits, whole, vector), options.alpha);
    }
  });
});

describe("logits far apart", () => {
  it("have the loss of the largest others, wherever these stand", () => {
    // The target 3 against 900 and -900: the margin is -897.
    for (const logits of [
      [3, 900, -900],
      [3, -900, 900],
    ]) {
      expect(softmaxFocalLoss(0, logits)).toBe(897);
      expect([...softmaxFocalLossGrad(0, logits)].sort((a, b) => a - b)).toEqual([-1, 0, 1]);
    }
  });

  it("have derivatives below what counts in a sum, scaled up by a weight", () => {
    // r_2 = e^-900 is 0 in double; with a weight of 1e280, e^-900 1e280 is not.
    const gradient = softmaxFocalLossGrad(0, [-50, 0, -900], { gamma: 0, alpha: 1e280 });
    // e^-900 / (1 + e^-50) 1e280
    expect(gradient[2]! / 1.36447721236568e-111).toBeCloseTo(1, 12);
    const hessian = softmaxFocalLossHess(0, [-50, 0, -900], { gamma: 0, alpha: 1e280 });
    expect(hessian[2]).toBe(gradient[2]);
  });

  it("are the same for a class that is not the first", () => {
    const logits = [2, -1, 0.5, -3];
    const permuted = [-1, 0.5, -3, 2];
    expect(softmaxFocalLoss(3, permuted)).toBe(softmaxFocalLoss(0, logits));
  });
});

describe("huge vectors", () => {
  it("do not overflow on the way", () => {
    const logits = [1, -2, 0.5, 4];
    const vector = [1, -0.5, 0.25, 0.125];
    for (const target of [2, [0.5, 0.25, 0.25, 0]]) {
      const ordinary = softmaxFocalLossHessVec(target, logits, undefined, vector);
      const huge = softmaxFocalLossHessVec(
        target,
        logits,
        undefined,
        vector.map((x) => x * 2 ** 1023),
      );
      expect(huge).toEqual(ordinary.map((x) => x * 2 ** 1023));
    }
  });

  it.each([
    [2 ** 930, 2 ** 60],
    [2 ** 660, 2 ** 340],
    [2 ** 500, 2 ** 490],
  ])("do not overflow beside weights of %d", (alpha, scale) => {
    for (const target of [0, [0.5, 0.5]]) {
      const ordinary = softmaxFocalLossHessVec(target, [1, 0], undefined, [1, 0]);
      const huge = softmaxFocalLossHessVec(target, [1, 0], { alpha }, [scale, 0]);
      expect(huge).toEqual(ordinary.map((x) => x * alpha * scale));
    }
  });
});

describe("outputs of float32", () => {
  it("are rounded once, far classes included", () => {
    const logits = Float64Array.of(-50, 0, -900, 3, 800, 1);
    const out = { gradients: new Float32Array(6), hessians: new Float32Array(6) };
    softmaxFocalLossBatch([0, 2], logits, { classes: 3, alpha: 0.3 }, out);
    for (const row of [0, 1]) {
      const z = logits.subarray(3 * row, 3 * row + 3);
      const target = [0, 2][row]!;
      expect(out.gradients.subarray(3 * row, 3 * row + 3)).toEqual(
        Float32Array.from(softmaxFocalLossGrad(target, z, { alpha: 0.3 })),
      );
      expect(out.hessians.subarray(3 * row, 3 * row + 3)).toEqual(
        Float32Array.from(softmaxFocalLossHess(target, z, { alpha: 0.3 })),
      );
    }
  });
});
