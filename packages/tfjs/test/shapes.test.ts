/**
 * Ranks, axes, weights, masks and reductions, against core's scalars.
 */
import * as core from "@focal-loss/core";
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";

import * as losses from "../src/index.ts";
import {
  binaryCrossentropy,
  binaryFocalCrossentropy,
  sigmoidFocalLoss,
  sparseCategoricalFocalCrossentropy,
} from "../src/index.ts";
import { onEachBackend } from "./backends.ts";
import { uniform } from "./suite/accuracy.ts";
import { checkSparse } from "./suite/sparse.ts";

const random = uniform(7);
const numbers = (n: number, make: () => number): number[] =>
  Array.from({ length: n }, () => Math.fround(make()));
const near = (got: tf.Tensor, wanted: readonly number[]): void => {
  const values = got.dataSync();
  expect(values.length).toBe(wanted.length);
  for (const [i, want] of wanted.entries()) expect(values[i], String(i)).toBeCloseTo(want, 6);
};
const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);
const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

onEachBackend("shapes", () => {
  describe.each([[[]], [[6]], [[3, 2]], [[2, 3, 2]], [[2, 1, 3, 2]], [[1, 2, 1, 3, 2]]])(
    "predictions of shape %j",
    (shape) => {
      const n = size(shape);
      const y = numbers(n, () => Math.round(random()));
      const z = numbers(n, () => 8 * random() - 4);
      const wanted = y.map((label, i) => core.focalLossWithLogits(label, z[i]!));
      const [labels, logits] = [tf.tensor(y, shape), tf.tensor(z, shape)];

      it("sigmoidFocalLoss keeps every element", () => {
        const got = sigmoidFocalLoss(labels, logits, { reduction: "none" });
        expect(got.shape).toEqual(shape);
        near(got, wanted);
        near(sigmoidFocalLoss(labels, logits), [sum(wanted) / n]);
      });

      it("binaryFocalCrossentropy averages the last axis, or another", () => {
        for (const axis of [-1, ...shape.keys()].slice(0, shape.length + 1)) {
          if (shape.length === 0) continue;
          const options = { fromLogits: true, reduction: "none", axis } as const;
          const got = binaryFocalCrossentropy(labels, logits, options);
          const means = tf.tensor(wanted, shape).mean(axis);
          expect(got.shape).toEqual(means.shape);
          near(got, [...means.dataSync()]);
          const slope = tf.grad((x) => binaryFocalCrossentropy(labels, x, options).sum())(logits);
          const width = shape.at(axis);
          expect(slope.shape).toEqual(shape);
          near(
            slope,
            y.map((label, i) => core.focalLossWithLogitsGrad(label, z[i]!) / width),
          );
        }
      });
    },
  );

  it.each([[[0]], [[0, 3]], [[2, 0]], [[2, 0, 3]]])("a loss of nothing is 0: %j", (shape) => {
    const x = tf.zeros(shape);
    for (const convention of ["exact", "keras", "keras-tf", "torchvision"] as const) {
      for (const reduction of ["mean", "sum", "weights", "positives", "none"] as const) {
        const compute = (x: tf.Tensor): tf.Tensor =>
          binaryFocalCrossentropy(x, x, { convention, reduction, fromLogits: true, mask: 1, weights: 2 });
        const rows = convention === "torchvision" ? 0 : size(shape.slice(0, -1));
        near(compute(x), reduction === "none" ? Array.from({ length: rows }, () => 0) : [0]);
        const slope = tf.grad((x) => compute(x).sum())(x);
        expect(slope.shape).toEqual(shape);
      }
    }
  });

  it("a loss over classes of no rows is 0", () => {
    const x = tf.zeros([0, 3]);
    near(losses.categoricalFocalCrossentropy(x, x), [0]);
    near(sparseCategoricalFocalCrossentropy(tf.zeros([0]), x, { fromLogits: true, ignoreClass: 1 }), [0]);
    near(losses.sparseCategoricalFocalLoss({ ignoreClass: 1 })(tf.zeros([0]), x), []);
  });

  it("takes labels with a last axis of 1 too much or missing, and arrays", () => {
    const wanted = [(core.focalLoss(1, 0.75) + core.focalLoss(0, 0.5)) / 2];
    near(binaryFocalCrossentropy([1, 0], [[0.75], [0.5]]), wanted);
    near(binaryFocalCrossentropy([[1], [0]], [0.75, 0.5]), wanted);
    near(binaryFocalCrossentropy(tf.tensor2d([[1], [0]], [2, 1], "int32"), [[0.75], [0.5]]), wanted);
    near(binaryFocalCrossentropy(tf.tensor2d([[true], [false]], [2, 1], "bool"), [[0.75], [0.5]]), wanted);
  });

  describe("weights, masks and reductions of [3, 2] losses", () => {
    const y = [1, 0, 0, 1, 0, 0];
    const z = numbers(6, () => 6 * random() - 3);
    const labels = tf.tensor2d(y, [3, 2]);
    const logits = tf.tensor2d(z, [3, 2]);
    const l = y.map((label, i) => core.focalLossWithLogits(label, z[i]!));
    const rows = [0, 1, 2].map((row) => (l[2 * row]! + l[2 * row + 1]!) / 2);
    const loss = (options: Parameters<typeof binaryFocalCrossentropy>[2]): tf.Tensor =>
      binaryFocalCrossentropy(labels, logits, { fromLogits: true, ...options });

    it("weighs samples", () => {
      const weights = [1, 0, 3];
      const weighed = [rows[0]!, 0, 3 * rows[2]!];
      near(loss({ weights, reduction: "none" }), weighed);
      near(loss({ weights, reduction: "sum" }), [sum(weighed)]);
      near(loss({ weights }), [sum(weighed) / 3]);
      near(loss({ weights, reduction: "weights" }), [sum(weighed) / 4]);
      near(loss({ weights: [[1], [0], [3]], reduction: "weights" }), [sum(weighed) / 4]);
      near(loss({ weights: 2, reduction: "sum" }), [2 * sum(rows)]);
    });

    it("masks samples", () => {
      near(loss({ mask: [1, 0, 1] }), [(rows[0]! + rows[2]!) / 2]);
      near(loss({ mask: [true, false, true], weights: [1, 5, 3], reduction: "weights" }), [
        (rows[0]! + 3 * rows[2]!) / 4,
      ]);
      near(loss({ mask: [0, 0, 0] }), [0]);
    });

    it("weighs and masks elements", () => {
      const weights = [
        [1, 2],
        [3, 4],
        [5, 6],
      ];
      near(
        loss({ weights, reduction: "none" }),
        [0, 1, 2].map((row) => (weights[row]![0]! * l[2 * row]! + weights[row]![1]! * l[2 * row + 1]!) / 2),
      );
      near(loss({ weights, reduction: "weights" }), [sum(l.map((x, i) => (i + 1) * x)) / 21]);
      const mask = [
        [1, 1],
        [1, 0],
        [0, 0],
      ];
      near(loss({ mask, reduction: "none" }), [rows[0]!, l[2]!, 0]);
      near(loss({ mask }), [(rows[0]! + l[2]!) / 2]);
    });

    it("divides by the positives", () => {
      near(loss({ reduction: "positives" }), [sum(l) / 2]);
      near(loss({ reduction: "positives", mask: [1, 0, 1] }), [(sum(l) - l[2]! - l[3]!) / 1]);
    });

    it("weighs gradients as losses", () => {
      const weights = [1, 0, 3];
      const slope = tf.grad((x) =>
        binaryFocalCrossentropy(labels, x, { fromLogits: true, weights, reduction: "weights" }),
      )(logits);
      near(
        slope,
        y.map((label, i) => (core.focalLossWithLogitsGrad(label, z[i]!) * weights[i >> 1]!) / 2 / 4),
      );
    });

    it("weighs classes by alpha, a pair, or balancing", () => {
      const total = (w1: number, w0: number): number[] => [
        sum(l.map((x, i) => (y[i] === 1 ? w1 : w0) * x)) / 6,
      ];
      near(loss({ alpha: 0.25 }), total(0.25, 0.75));
      near(loss({ applyClassBalancing: true }), total(0.25, 0.75));
      near(loss({ alpha: [2, 5] }), total(5, 2));
      near(loss({ alpha: [0, 5] }), total(5, 0));
      near(binaryCrossentropy(labels, logits, { fromLogits: true, alpha: [1, 7] }), [
        sum(y.map((label, i) => core.binaryCrossEntropyWithLogits(label, z[i]!, { posWeight: 7 }))) / 6,
      ]);
    });
  });

  describe("losses over classes", () => {
    const z = numbers(12, () => 6 * random() - 3);
    const classes = [2, 0, 1, 2];
    const rowLosses = classes.map((k, row) => core.softmaxFocalLoss(k, z.slice(3 * row, 3 * row + 3)));
    const logits = tf.tensor2d(z, [4, 3]);

    it("are the same from distributions and from classes", async () => {
      expect(await checkSparse(losses, 1e-6)).toEqual([]);
    });

    it("run along any axis", () => {
      const options = { fromLogits: true, reduction: "none" } as const;
      near(sparseCategoricalFocalCrossentropy(classes, logits, options), rowLosses);
      const images = logits.reshape([2, 2, 3]).transpose([0, 2, 1]);
      const labels = tf.tensor2d(classes, [2, 2], "int32");
      const got = sparseCategoricalFocalCrossentropy(labels, images, { ...options, axis: 1 });
      expect(got.shape).toEqual([2, 2]);
      near(got, rowLosses);
      const f = (x: tf.Tensor): tf.Tensor =>
        sparseCategoricalFocalCrossentropy(labels, x, { ...options, axis: 1 }).sum();
      const wanted = classes.flatMap((k, row) => [
        ...core.softmaxFocalLossGrad(k, z.slice(3 * row, 3 * row + 3)),
      ]);
      near(tf.grad(f)(images), [...tf.tensor(wanted, [2, 2, 3]).transpose([0, 2, 1]).dataSync()]);
    });

    it("ignore a class", () => {
      const options = { fromLogits: true, ignoreClass: 255 };
      near(sparseCategoricalFocalCrossentropy([2, 255, 1, 255], logits, options), [
        (rowLosses[0]! + rowLosses[2]!) / 2,
      ]);
      near(sparseCategoricalFocalCrossentropy([2, 255, 1, 2], logits, { ...options, mask: [0, 1, 1, 1] }), [
        (rowLosses[2]! + rowLosses[3]!) / 2,
      ]);
    });
  });
});
