/**
 * The loss contract on the current backend: the exact references whose inputs are floats, computed in batches of the same
 * options.
 */
import {
  type BinaryOutputs,
  type BinaryReference,
  loadBinaryReference,
  loadSoftmaxReference,
  lossContract,
  type SoftmaxOutputs,
  type SoftmaxReference,
} from "@focal-loss/fixtures";
import * as tf from "@tensorflow/tfjs-core";

import type * as Losses from "../../src/index.ts";

/** In units of 2^-24 of the sum of the terms. What is below `floor` may be 0. */
export interface Claim {
  readonly value: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly floor: number;
}

const LARGEST = 3.4028234663852886e38;
const isFloat = (x: number): boolean => Math.fround(x) === x || Number.isNaN(x);

/** What failed, a text each. */
export async function checkContract(losses: typeof Losses, binary: Claim, softmax: Claim): Promise<string[]> {
  const { outputs, accepts } = await binaryOutputs(losses);
  const rows = await softmaxOutputs(losses);
  const format = {
    roundoff: 2 ** -24,
    smallest: binary.floor,
    smallestNormal: Math.max(2 ** -126, 16 * binary.floor),
  };
  const { value, gradient, hessian } = binary;
  const checks = [
    ...lossContract({
      name: "binaryFocalCrossentropy",
      ...format,
      focalLoss: {
        evaluate: ({ id }) => outputs.get(id)!,
        tolerance: { value, gradient, hessian },
        accepts,
      },
    }),
    ...lossContract({
      name: "categoricalFocalCrossentropy",
      ...format,
      softmaxFocalLoss: {
        evaluate: ({ id }) => rows.get(id)!,
        tolerance: { value: softmax.value, gradient: softmax.gradient, hessianVector: softmax.hessian },
        accepts: ({ id }) => rows.has(id),
      },
    }),
  ];
  const results = await Promise.all(
    checks.map(({ run }) =>
      run().then(
        () => undefined,
        (error: Error) => error.message,
      ),
    ),
  );
  return results.filter((message) => message !== undefined);
}

async function binaryOutputs(losses: typeof Losses): Promise<{
  outputs: ReadonlyMap<number, BinaryOutputs>;
  accepts: (row: BinaryReference) => boolean;
}> {
  // Derivatives beyond the largest float cannot be one.
  const fits = (x: number): boolean => Math.abs(x) <= LARGEST || Math.abs(x) === Infinity;
  const accepts = ({ label, x, gradient, hessian }: BinaryReference): boolean =>
    isFloat(label) && isFloat(x) && fits(gradient.exact) && fits(hessian.exact);
  const groups = new Map<string, BinaryReference[]>();
  for (const row of (await loadBinaryReference()).filter(accepts)) {
    const key = [row.input, row.gamma, row.alpha].join();
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const outputs = new Map<number, BinaryOutputs>();
  for (const rows of groups.values()) {
    const { gamma, alpha, input } = rows[0]!;
    const labels = rows.map(({ label }) => label);
    const options = { gamma, alpha: alpha ?? undefined, fromLogits: input === "logit" };
    const results = await elementwise(
      losses,
      labels,
      rows.map(({ x }) => x),
      options,
    );
    for (const [i, { id }] of rows.entries()) {
      outputs.set(id, {
        value: results.value[i]!,
        gradient: toInfinity(results.gradient[i]!),
        hessian: toInfinity(results.hessian[i]!),
      });
    }
  }
  return { outputs, accepts };
}

/** The largest float stands for infinity in derivatives. */
function toInfinity(x: number): number {
  return Math.abs(x) === LARGEST ? Math.sign(x) * Infinity : x;
}

interface Columns {
  readonly value: ArrayLike<number>;
  readonly gradient: ArrayLike<number>;
  readonly hessian: ArrayLike<number>;
}

/** Losses of elements with their first and second derivatives, by `tf.grad`. */
export async function elementwise(
  losses: typeof Losses,
  labels: readonly number[],
  inputs: readonly number[],
  options: Losses.BinaryFocalCrossentropyOptions,
): Promise<Columns> {
  const n = labels.length;
  const y = tf.tensor2d([...labels], [n, 1]);
  const x = tf.tensor2d([...inputs], [n, 1]);
  const compute = (x: tf.Tensor): tf.Tensor =>
    losses.binaryFocalCrossentropy(y, x, { ...options, reduction: "none" });
  const slope = tf.grad((x) => compute(x).sum());
  const tensors = [compute(x), slope(x), tf.grad((x) => slope(x).sum())(x)] as const;
  const [value, gradient, hessian] = await Promise.all(tensors.map((tensor) => tensor.data()));
  for (const tensor of [y, x, ...tensors]) tensor.dispose();
  return { value: value!, gradient: gradient!, hessian: hessian! };
}

async function softmaxOutputs(losses: typeof Losses): Promise<ReadonlyMap<number, SoftmaxOutputs>> {
  const accepts = ({ logits, targets, vector }: SoftmaxReference): boolean =>
    [...logits, ...targets, ...vector].every(isFloat);
  const outputs = new Map<number, SoftmaxOutputs>();
  for (const row of (await loadSoftmaxReference()).filter(accepts)) {
    outputs.set(row.id, await softmaxRow(losses, row));
  }
  return outputs;
}

/** One row of a softmax loss, with its gradient and the product of its Hessian with a vector. */
export async function softmaxRow(
  losses: typeof Losses,
  row: Pick<SoftmaxReference, "logits" | "target" | "targets" | "gamma" | "alpha" | "vector">,
): Promise<{ value: number; gradient: ArrayLike<number>; hessianVector: ArrayLike<number> }> {
  const { logits, target, targets, gamma, alpha, vector } = row;
  const options = { gamma, alpha: alpha ?? undefined, fromLogits: true } as const;
  const compute = (x: tf.Tensor): tf.Tensor =>
    target === null
      ? losses.categoricalFocalCrossentropy([[...targets]], x, options)
      : losses.sparseCategoricalFocalCrossentropy([target], x, options);
  const x = tf.tensor2d([[...logits]]);
  const v = tf.tensor2d([[...vector]]);
  const tensors = [compute(x), tf.grad(compute)(x), tf.grad((x) => tf.grad(compute)(x).mul(v).sum())(x)];
  const [value, gradient, hessianVector] = await Promise.all(tensors.map((tensor) => tensor.data()));
  for (const tensor of [x, v, ...tensors]) tensor.dispose();
  return { value: value![0]!, gradient: gradient!, hessianVector: hessianVector! };
}
