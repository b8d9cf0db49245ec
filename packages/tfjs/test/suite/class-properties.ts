/**
 * What holds for losses over classes of random shapes, weights, masks and options: they are core's, and agree with each other.
 */
import * as core from "@focal-loss/core";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";

import * as random from "./arbitraries.ts";
import { property, type Property, valueAndGrad } from "./property.ts";
import { factorsOf, reduceRows, rowsOf } from "./reference.ts";

const classCases = random.shapes
  .filter(({ shape }) => shape.length < 5)
  .chain(({ shape, axis }) =>
    fc.integer({ min: 2, max: 4 }).chain((classes) => {
      const full = [...shape.slice(0, axis), classes, ...shape.slice(axis)];
      const n = random.sizeOf(shape);
      return fc.record({
        /** Of the rows. */
        shape: fc.constant(shape),
        full: fc.constant(full),
        axis: fc.constant(axis),
        classes: fc.constant(classes),
        indices: fc.array(fc.nat(classes - 1), { minLength: n, maxLength: n }),
        x: random.tensors(full, random.logits),
        gamma: random.gammas,
        alpha: fc.option(fc.array(random.weights, { minLength: classes, maxLength: classes }), {
          nil: undefined,
        }),
        labelSmoothing: random.smoothings,
        weights: random.spreads(shape, random.weights),
        mask: random.spreads(shape, random.flags),
        reduction: fc.constantFrom("none", "sum", "mean", "weights" as const),
      });
    }),
  );

export const CLASS_PROPERTIES: Readonly<Record<string, Property>> = {
  "losses over classes are core's, along any axis, weighed, masked and reduced": property(
    classCases,
    async (losses, c, near) => {
      const { full, axis, x, gamma, alpha, labelSmoothing, weights, mask, reduction, classes } = c;
      const targets = c.indices.map((own) =>
        Array.from(
          { length: classes },
          (_, k) => Number(k === own) * (1 - labelSmoothing) + labelSmoothing / classes,
        ),
      );
      const labels = tf.tensor(c.indices, c.shape, "int32");
      const given = { weights: random.given(weights), mask: random.given(mask) };
      const options = { gamma, alpha, labelSmoothing, reduction, axis, fromLogits: true, ...given };
      const { value, grad } = valueAndGrad(
        (x) => losses.sparseCategoricalFocalCrossentropy(labels, x, options),
        random.toTensor(x),
      );
      const factors = factorsOf({ shape: c.shape, axis: undefined, weights, mask, reduction });
      const logits = rows(x.values, full, axis);
      const contributions = logits.map(
        (z, i) => core.softmaxFocalLoss(targets[i]!, z, { gamma, alpha }) * factors[i]!,
      );
      await near("loss", value, reduceRows(contributions, c.shape, undefined, reduction));
      const slopes = logits.map((z, i) =>
        [...core.softmaxFocalLossGrad(targets[i]!, z, { gamma, alpha })].map((slope) => slope * factors[i]!),
      );
      const magnitudes = slopes.map((row) => row.map(() => Math.max(...row.map(Math.abs))));
      await near("gradient", grad, scatter(slopes, full, axis), scatter(magnitudes, full, axis));
    },
  ),

  "integer labels are distributions of one class": property(
    // tfjs cannot transpose nothing on wasm.
    fc.tuple(
      classCases.filter(({ shape }) => !shape.includes(0)),
      fc.constantFrom("exact", "keras", "keras-tf" as const),
      fc.boolean(),
    ),
    async (losses, [c, convention, fromLogits], near) => {
      const { gamma, alpha, labelSmoothing, reduction, axis, classes } = c;
      const spread = { weights: random.given(c.weights), mask: random.given(c.mask) };
      const options = { gamma, alpha, labelSmoothing, reduction, axis, fromLogits, convention, ...spread };
      const indices = tf.tensor(c.indices, c.shape, "int32");
      const rows = c.indices.map((own) => Array.from({ length: classes }, (_, k) => Number(k === own)));
      const oneHot = tf.tensor(scatter(rows, c.full, axis), c.full, "int32");
      const logits = random.toTensor(c.x).clipByValue(-20, 20);
      const x = fromLogits ? logits : softmaxAlong(logits, axis);
      const a = valueAndGrad((x) => losses.sparseCategoricalFocalCrossentropy(indices, x, options), x);
      const b = valueAndGrad((x) => losses.categoricalFocalCrossentropy(oneHot, x, options), x);
      await near("loss", a.value, [...(await b.value.data())]);
      await near("gradient", a.grad, [...(await b.grad.data())]);
    },
  ),

  "an ignored class is as if its rows were not there": property(classCases, async (losses, c, near) => {
    const { gamma, alpha, reduction, full, axis } = c;
    const options = { gamma, alpha, reduction, fromLogits: true } as const;
    const ignored = c.indices.map((k, i) => (i % 3 === 1 ? -1 : k));
    const kept = ignored.flatMap((k, i) => (k === -1 ? [] : [i]));
    const logits = rows(c.x.values, full, axis);
    const all = valueAndGrad(
      (x) => losses.sparseCategoricalFocalCrossentropy(ignored, x, { ...options, ignoreClass: -1 }),
      tf.tensor2d(logits.flat(), [logits.length, c.classes]),
    );
    const some = valueAndGrad(
      (x) =>
        losses.sparseCategoricalFocalCrossentropy(
          kept.map((i) => ignored[i]!),
          x,
          options,
        ),
      tf.tensor2d(
        kept.flatMap((i) => logits[i]!),
        [kept.length, c.classes],
      ),
    );
    const values = [...(await some.value.data())];
    const slopes = [...(await some.grad.data())];
    const place = (numbers: readonly number[], width: number): number[] => {
      const result = Array.from({ length: ignored.length * width }, () => 0);
      for (const [k, i] of kept.entries()) {
        for (let j = 0; j < width; j++) result[i * width + j] = numbers[k * width + j]!;
      }
      return result;
    };
    await near("loss", all.value, reduction === "none" ? place(values, 1) : values);
    await near("gradient", all.grad, place(slopes, c.classes));
  }),
};

/** The numbers of each row, along the axis. */
function rows(x: readonly number[], full: readonly number[], axis: number): number[][] {
  const row = rowsOf(full, axis);
  const result: number[][] = [];
  for (const [i, z] of x.entries()) (result[row[i]!] ??= []).push(z);
  return result;
}

/** Numbers by row and class, where they lie in the tensor. */
function scatter(perRow: readonly (readonly number[])[], full: readonly number[], axis: number): number[] {
  const next = perRow.map(() => 0);
  return rowsOf(full, axis).map((row) => perRow[row]![next[row]!++]!);
}

function softmaxAlong(x: tf.Tensor, axis: number): tf.Tensor {
  const there = [...x.shape.keys()].filter((i) => i !== axis).concat(axis);
  return x
    .transpose(there)
    .softmax()
    .transpose([...x.shape.keys()].map((i) => there.indexOf(i)));
}
