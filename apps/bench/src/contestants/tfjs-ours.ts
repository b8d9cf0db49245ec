/**
 * The losses of `@focal-loss/tfjs`, which compute value and gradient in one kernel over the tensors' data. The gradient comes
 * from `tf.valueAndGrad`, as training takes it.
 */
import type { Scalar, Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import type { Contestant } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Task } from "../task.ts";
import { startTfjs, tfjsDeclines } from "./tfjs.ts";

export const oursOnTfjsCpu: Contestant = contestant("cpu");
export const oursOnTfjsWasm: Contestant = contestant("wasm");

function contestant(backend: "cpu" | "wasm"): Contestant {
  return {
    name: `@focal-loss/tfjs ${backend}`,
    description: `the operations of @focal-loss/tfjs, TensorFlow.js 4.22, backend ${backend}`,
    // Everything is float32, and sums are doubles.
    tolerances: () => ({
      mean: { relative: 2e-7, absolute: 0 },
      derivatives: { relative: 1e-6, absolute: 1e-12 },
    }),
    declines: tfjsDeclines,
    implementation: {
      prepare: async (task, data) => {
        const tf = await startTfjs(backend);
        const compute = await lossOf(task, data);
        const x: Tensor = tf.tensor(data.logits, [
          data.labels.length,
          ...(task.classes > 1 ? [task.classes] : []),
        ]);
        const valueAndGrad = tf.valueAndGrad(compute);
        let gradient: Tensor | undefined;
        const run = (): number => {
          gradient?.dispose();
          gradient = undefined;
          let value: Tensor;
          if (task.output === "value") value = compute(x);
          else ({ value, grad: gradient } = valueAndGrad(x));
          const [loss] = value.dataSync();
          value.dispose();
          return loss!;
        };
        // Each logit has the gradient of its own loss; the mean's is divided by the losses.
        const scaled = (): ArrayLike<number> =>
          gradient!.dataSync().map((slope) => slope * data.labels.length);
        return { run, derivatives: () => (gradient ? { gradients: scaled() } : {}) };
      },
    },
  };
}

async function lossOf({ loss, gamma }: Task, { labels }: Data): Promise<(x: Tensor) => Scalar> {
  const { sigmoidFocalLoss, sparseCategoricalFocalCrossentropy } = await import("@focal-loss/tfjs");
  const { tensor1d } = await import("@tensorflow/tfjs-core");
  if (loss === "softmax") {
    const classes: Tensor1D = tensor1d(labels as Int32Array, "int32");
    return (x) => sparseCategoricalFocalCrossentropy(classes, x, { gamma, fromLogits: true }) as Scalar;
  }
  const y: Tensor1D = tensor1d(labels as Float32Array);
  return (x) => sigmoidFocalLoss(y, x, { gamma, alpha: ALPHA }) as Scalar;
}
