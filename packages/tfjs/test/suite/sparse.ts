/**
 * Integer labels against distributions, with rows that do not count: two ways to the same numbers.
 */
import * as tf from "@tensorflow/tfjs-core";

import type * as Losses from "../../src/index.ts";

/** What differs, a line each: losses, gradients and curvatures of both forms in each convention. */
export async function checkSparse(losses: typeof Losses, relative: number): Promise<string[]> {
  const failures: string[] = [];
  const logits = tf.tensor2d([
    [2, 0.5, -1],
    [0.25, 3, 1],
    [NaN, NaN, NaN],
    [-2, -0.5, 0.75],
  ]);
  const classes = [2, 0, 9, 1];
  const oneHot = [
    [0, 0, 1],
    [1, 0, 0],
    [0, 0, 0],
    [0, 1, 0],
  ];
  for (const convention of ["exact", "keras", "keras-tf"] as const) {
    for (const fromLogits of [true, false]) {
      for (const labelSmoothing of [0, 0.2]) {
        for (const alpha of [undefined, [0.2, 0.3, 0.5]]) {
          const options = {
            convention,
            fromLogits,
            labelSmoothing,
            alpha,
            gamma: 1.5,
            weights: [1, 2, 3, 4],
          } as const;
          const x = fromLogits ? logits : tf.softmax(logits);
          const dense = (x: tf.Tensor): tf.Tensor =>
            losses.categoricalFocalCrossentropy(oneHot, x, { ...options, mask: [1, 1, 0, 1] });
          const sparse = (x: tf.Tensor): tf.Tensor =>
            losses.sparseCategoricalFocalCrossentropy(classes, x, { ...options, ignoreClass: 9 });
          const [a, b] = [await derivatives(sparse, x), await derivatives(dense, x)];
          for (const [k, column] of a.entries()) {
            const scale = Math.max(...b[k]!.map(Math.abs));
            const off = Math.max(...column.map((value, i) => Math.abs(value - b[k]![i]!)));
            // Not `>`, which NaN would pass.
            if (!(off <= relative * scale)) {
              failures.push(
                `${JSON.stringify(options)}, derivative ${k}: ${column.join(" ")} for ${b[k]!.join(" ")}`,
              );
            }
          }
        }
      }
    }
  }
  return failures;
}

async function derivatives(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): Promise<number[][]> {
  const slope = tf.grad(f);
  // Rows that are NaN have a gradient of 0, and 0 times NaN would be one.
  const curvature = tf.grad((x) => slope(x).square().sum());
  const results = await Promise.all([f(x), slope(x), curvature(x)].map((tensor) => tensor.data()));
  return results.map((values) => [...values]);
}
