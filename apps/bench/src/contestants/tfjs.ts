/**
 * The losses as composed tfjs operations, in the letters of `tight-loop.ts` and `softmax-loop.ts`. The gradient is composed
 * by hand: tfjs-core on Node.js comes without the gradients of its operations, which bundlers take from its ES modules.
 * Labels and logits are tensors before the clock starts, and results stay tensors: nothing is copied while it runs.
 */
import type { Tensor, Tensor1D, Tensor2D } from "@tensorflow/tfjs-core";
import type { InNode, Tolerances } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Cell, type Task } from "../task.ts";

type Tf = typeof import("@tensorflow/tfjs-core");

/** Tensors of one call, for the caller to dispose. */
interface Result {
  readonly sum: Tensor;
  readonly gradient?: Tensor;
}

/** Everything is float32; the wasm backend also adds up in float32, which 10^7 losses notice. */
export function tfjsTolerances({ elements, classes }: Cell): Tolerances {
  return {
    mean: { relative: elements / classes > 1e5 ? 2e-2 : 1e-4, absolute: 0 },
    derivatives: { relative: 1e-4, absolute: 1e-6 },
  };
}

export function tfjsDeclines({ dtype, output }: Task): string | undefined {
  if (dtype === "f64") return "tfjs has float32 only";
  return output === "hessian" ? "no second derivative written" : undefined;
}

/** tfjs with one of its backends. */
export async function startTfjs(name: "cpu" | "wasm"): Promise<Tf> {
  const tf = await import("@tensorflow/tfjs-core");
  await (name === "cpu" ? import("@tensorflow/tfjs-backend-cpu") : import("@tensorflow/tfjs-backend-wasm"));
  if (!(await tf.setBackend(name))) throw new Error(`tfjs cannot use its backend ${name}`);
  return tf;
}

export function tfjsBackend(name: "cpu" | "wasm"): InNode {
  return {
    prepare: async (task, data) => {
      const tf = await startTfjs(name);
      const compute = task.loss === "softmax" ? softmaxLoss(tf, task, data) : focalLoss(tf, task, data);
      let gradient: Tensor | undefined;
      const run = (): number => {
        gradient?.dispose();
        const result = tf.tidy(() => ({ ...compute() }));
        gradient = result.gradient;
        const sum = result.sum.dataSync()[0]!;
        result.sum.dispose();
        return sum / data.labels.length;
      };
      return { run, derivatives: () => (gradient ? { gradients: gradient.dataSync() } : {}) };
    },
  };
}

function focalLoss(tf: Tf, { gamma, output }: Task, data: Data): () => Result {
  const labels: Tensor1D = tf.tensor1d(data.labels as Float32Array);
  const logits: Tensor1D = tf.tensor1d(data.logits as Float32Array);
  return () => {
    const sign = tf.sub(1, tf.mul(2, labels));
    const minusS = tf.mul(sign, logits);
    const q = tf.sigmoid(minusS);
    const L = tf.softplus(minusS);
    const weights = tf.add(1 - ALPHA, tf.mul(2 * ALPHA - 1, labels));
    const scale = gamma === 0 ? weights : tf.mul(weights, power(tf, q, gamma));
    const sum = tf.sum(tf.mul(scale, L));
    if (output === "value") return { sum };
    const slope = tf.add(tf.mul(tf.mul(gamma, tf.sub(1, q)), L), q);
    return { sum, gradient: tf.mul(sign, tf.mul(scale, slope)) };
  };
}

function softmaxLoss(tf: Tf, { gamma, output, classes }: Task, data: Data): () => Result {
  const own = tf.cast(tf.oneHot(tf.tensor1d(data.labels as Int32Array), classes), "float32");
  const logits: Tensor2D = tf.tensor2d(data.logits as Float32Array, [data.labels.length, classes]);
  return () => {
    const logP = tf.logSoftmax(logits);
    const L = tf.neg(tf.sum(tf.mul(own, logP), 1, true));
    const p = tf.exp(tf.neg(L));
    const q = tf.sub(1, p);
    const modulator = power(tf, q, gamma);
    const sum = tf.sum(tf.mul(modulator, L));
    if (output === "value") return { sum };
    const slope = gamma === 0 ? 0 : tf.mul(tf.mul(gamma, power(tf, q, gamma - 1)), tf.mul(p, L));
    return { sum, gradient: tf.mul(tf.add(modulator, slope), tf.sub(tf.exp(logP), own)) };
  };
}

function power(tf: Tf, base: Tensor, gamma: number): Tensor {
  if (gamma === 0) return tf.onesLike(base);
  if (gamma === 1) return base;
  return gamma === 2 ? tf.square(base) : tf.pow(base, gamma);
}
