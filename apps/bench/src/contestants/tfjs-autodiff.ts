/**
 * The focal loss as tfjs's users port it: composed operations, and their gradient by `tf.valueAndGrad`.
 */
import type { Scalar, Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import type { Contestant } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Task } from "../task.ts";
import { startTfjs, tfjsDeclines, tfjsTolerances } from "./tfjs.ts";

export const autodiffOnTfjsCpu: Contestant = contestant("cpu");
export const autodiffOnTfjsWasm: Contestant = contestant("wasm");

function contestant(backend: "cpu" | "wasm"): Contestant {
  return {
    name: `tfjs ${backend} autodiff`,
    description: `TensorFlow.js 4.22, backend ${backend}: composed operations, gradient by tf.valueAndGrad`,
    tolerances: tfjsTolerances,
    declines: (task) => (task.loss === "softmax" ? "the binary loss alone is written" : tfjsDeclines(task)),
    implementation: {
      prepare: async (task, data) => {
        const tf = await startTfjs(backend);
        // Registers the gradients of the operations.
        await import("@tensorflow/tfjs");
        const x: Tensor = tf.tensor1d(data.logits as Float32Array);
        const compute = await port(task, data);
        const valueAndGrad = tf.valueAndGrad(compute);
        let gradient: Tensor | undefined;
        const run = (): number => {
          gradient?.dispose();
          gradient = undefined;
          let value: Tensor;
          if (task.output === "value") value = tf.tidy(() => compute(x));
          else ({ value, grad: gradient } = valueAndGrad(x));
          const [loss] = value.dataSync();
          value.dispose();
          return loss!;
        };
        const scaled = (): ArrayLike<number> => gradient!.dataSync().map((slope) => slope * x.size);
        return { run, derivatives: () => (gradient ? { gradients: scaled() } : {}) };
      },
    },
  };
}

async function port({ gamma }: Task, { labels }: Data): Promise<(x: Tensor) => Scalar> {
  const tf = await import("@tensorflow/tfjs-core");
  const y: Tensor1D = tf.tensor1d(labels as Float32Array);
  return (x) => {
    const p = tf.sigmoid(x);
    const pt = tf.add(tf.mul(y, p), tf.mul(tf.sub(1, y), tf.sub(1, p)));
    const crossEntropy = tf.losses.sigmoidCrossEntropy(y, x, undefined, 0, tf.Reduction.NONE);
    const weight = tf.add(tf.mul(y, ALPHA), tf.mul(tf.sub(1, y), 1 - ALPHA));
    return tf.mean(tf.mul(weight, tf.mul(tf.pow(tf.sub(1, pt), gamma), crossEntropy)));
  };
}
