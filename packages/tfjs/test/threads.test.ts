/**
 * Threads of other libraries about NaN, each a test of the same loss here: finite, and what core says.
 */
import * as core from "@focal-loss/core";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";

import {
  binaryCrossentropy,
  binaryFocalCrossentropy,
  sigmoidFocalLoss,
  sparseCategoricalFocalCrossentropy,
} from "../src/index.ts";
import { onEachBackend } from "./backends.ts";

/** Compares losses, gradients and second derivatives of both labels at these logits with core. */
function agrees(logits: readonly number[], gammas: readonly number[]): void {
  for (const gamma of gammas) {
    for (const label of [0, 1]) {
      const x = tf.tensor2d([...logits], [logits.length, 1]);
      const compute = (x: tf.Tensor): tf.Tensor =>
        binaryFocalCrossentropy(
          logits.map(() => [label]),
          x,
          {
            gamma,
            fromLogits: true,
            reduction: "none",
          },
        );
      const slope = tf.grad((x) => compute(x).sum());
      const got = [compute(x), slope(x), tf.grad((x) => slope(x).sum())(x)].map((tensor) =>
        tensor.dataSync(),
      );
      for (const [i, z] of logits.entries()) {
        const wanted = [
          core.focalLossWithLogits,
          core.focalLossWithLogitsGrad,
          core.focalLossWithLogitsHess,
        ].map((f) => f(label, z, { gamma }));
        for (const [k, want] of wanted.entries()) {
          const what = `derivative ${k} at ${z}, label ${label}, gamma ${gamma}`;
          expect(Math.abs(got[k]![i]! - want), what).toBeLessThanOrEqual(1e-6 * Math.abs(want) + 2 ** -140);
        }
      }
    }
  }
}

onEachBackend("NaN threads", () => {
  describe("large logits", () => {
    it("google-deepmind/optax#1267: gradient at a logit of 1000", () => agrees([1000, -1000], [0, 1, 2, 5]));
    it("tensorflow/tensorflow#70326: gradient at a logit of 19", () => agrees([19, -19], [0, 1, 2]));
    it("facebookresearch/sam3#575: gradient at a logit of 18", () => agrees([18, -18], [0, 1, 2]));
    it("keras-team/keras#9664: gradient at a logit of 100", () => agrees([100, -100], [0, 1, 2]));
    it("open-mmlab/mmcv#1488: gradient at a logit of 9.39", () =>
      agrees([Math.fround(9.39), -Math.fround(9.39)], [0, 1, 2]));
  });

  describe("gamma between 0 and 1", () => {
    const logits = [-200, -100, -40, -17, -1, 0, 1, 17, 20, 40, 100, 200];
    const threads = [
      "kornia/kornia#918",
      "kornia/kornia#2115",
      "liuyuisanai/Focal-Loss#11",
      "clcarwin/focal_loss_pytorch#13",
      "fizyr/keras-retinanet#706",
      "kaidic/LDAM-DRW#17",
      "mkocabas/focal-loss-keras#5",
      "mkocabas/focal-loss-keras#17",
      "richardaecn/class-balanced-loss#1",
      "NVIDIA/retinanet-examples#93",
    ];
    it.each(threads)("%s: gradient of saturated logits", () => agrees(logits, [0, 0.25, 0.5, 0.9]));

    it.each(threads)("%s: gradient of saturated probabilities", () => {
      for (const convention of ["exact", "keras", "keras-tf"] as const) {
        for (const gamma of [0, 0.25, 0.5, 0.9, 2]) {
          const compute = (x: tf.Tensor): tf.Tensor =>
            binaryFocalCrossentropy([[0], [1], [0], [1]], x, { gamma, convention });
          const slopes = tf
            .grad(compute)(tf.tensor2d([[0], [0], [1], [1]]))
            .dataSync();
          expect([...slopes].every(Number.isFinite), `${convention} ${gamma}: ${slopes.join()}`).toBe(true);
        }
      }
    });
  });

  describe("infinite logits", () => {
    const threads = [
      "pytorch/pytorch#135359",
      "pytorch/pytorch#49844",
      "pytorch/pytorch#102894",
      "pytorch/pytorch#51906",
      "huggingface/candle#2561",
    ];
    it.each(threads)("%s: losses and gradients take their limits", () => {
      const x = tf.tensor2d([[Infinity], [-Infinity], [Infinity], [-Infinity]]);
      const labels = [[1], [0], [0], [1]];
      for (const options of [{}, { convention: "keras-tf" }, { convention: "torchvision" }] as const) {
        const compute = (x: tf.Tensor): tf.Tensor =>
          binaryCrossentropy(labels, x, { fromLogits: true, reduction: "none", ...options });
        expect([...compute(x).dataSync()].map(Math.abs)).toEqual([0, 0, Infinity, Infinity]);
        expect(
          [
            ...tf
              .grad((x) => compute(x).sum())(x)
              .dataSync(),
          ].map((slope) => slope + 0),
        ).toEqual([0, 0, 1, -1]);
      }
    });
  });

  describe("ignored elements", () => {
    it("kornia/kornia#839: an ignored NaN logit leaves loss, divisor and gradient", () => {
      const x = tf.tensor2d([
        [2, 0, -1],
        [NaN, NaN, NaN],
      ]);
      const compute = (x: tf.Tensor): tf.Tensor =>
        sparseCategoricalFocalCrossentropy([0, -100], x, { fromLogits: true, ignoreClass: -100 });
      expect(compute(x).dataSync()[0]).toBe(Math.fround(core.softmaxFocalLoss(0, [2, 0, -1])));
      expect([...tf.grad(compute)(x).dataSync()].slice(3)).toEqual([0, 0, 0]);
    });

    it("Project-MONAI/MONAI#8734: a masked NaN logit leaves loss, divisor and gradient", () => {
      const x = tf.tensor2d([[2], [NaN]]);
      const compute = (x: tf.Tensor): tf.Tensor =>
        binaryFocalCrossentropy([[1], [0]], x, { fromLogits: true, mask: [true, false] });
      expect(compute(x).dataSync()[0]).toBeCloseTo(core.focalLossWithLogits(1, 2), 9);
      expect(tf.grad(compute)(x).dataSync()[1]).toBe(0);
    });
  });

  it("pierluigiferrari/ssd_keras#69: a batch without positives", () => {
    const x = tf.tensor1d([1, -2]);
    const compute = (x: tf.Tensor): tf.Tensor => sigmoidFocalLoss([0, 0], x, { reduction: "positives" });
    const wanted = core.focalLossWithLogits(0, 1) + core.focalLossWithLogits(0, -2);
    expect(compute(x).dataSync()[0]).toBeCloseTo(wanted, 6);
    expect([...tf.grad(compute)(x).dataSync()].every(Number.isFinite)).toBe(true);
  });
});
