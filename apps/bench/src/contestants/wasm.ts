/**
 * The kernels: on ordinary arrays, which they copy in and out, and on arrays in their own memory.
 */
import { createKernels } from "@focal-loss/wasm";
import { type Buffers, createBuffers } from "../buffers.ts";
import { type Contestant, type Prepared, toleratesRounding } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Task } from "../task.ts";

const shared = {
  tolerances: toleratesRounding,
  declines: ({ loss }: Task) => (loss === "softmax" ? "core's own function" : undefined),
};

export const wasm: Contestant = {
  ...shared,
  name: "@focal-loss/wasm",
  description: "its focalLossWithLogitsBatch, on ordinary arrays",
  implementation: {
    prepare: (task, { labels, logits }) => {
      const buffers = createBuffers(task, logits.length);
      return prepared(task, labels, logits, buffers, createKernels());
    },
  },
};

export const wasmResident: Contestant = {
  ...shared,
  name: "@focal-loss/wasm resident",
  description: "the same, on arrays that it has allocated",
  implementation: {
    prepare: (task, { labels, logits }) => {
      const { length } = logits;
      const kernels = createKernels({ capacity: 4 * (8 * length + 256) });
      const allocate = (): Float32Array | Float64Array =>
        task.dtype === "f32" ? kernels.allocate(length, Float32Array) : kernels.allocate(length);
      const [ownLabels, ownLogits] = [allocate(), allocate()];
      ownLabels.set(labels);
      ownLogits.set(logits);
      const names = Object.keys(createBuffers(task, 0));
      const buffers = Object.fromEntries(names.map((name) => [name, allocate()])) as Buffers;
      return prepared(task, ownLabels, ownLogits, buffers, kernels);
    },
  },
};

function prepared(
  { gamma }: Task,
  labels: Data["labels"],
  logits: Data["logits"],
  buffers: Buffers,
  { focalLossWithLogitsBatch }: ReturnType<typeof createKernels>,
): Prepared {
  const options = { gamma, alpha: ALPHA };
  return {
    run: () => focalLossWithLogitsBatch(labels, logits, options, buffers).loss,
    derivatives: () => buffers,
  };
}
