/**
 * The kernels: on ordinary arrays, which they copy in and out, and on arrays in their own memory.
 */
import { createKernels, type Kernels } from "@focal-loss/wasm";
import { type Buffers, createBuffers } from "../buffers.ts";
import { type Contestant, type Prepared, type Tolerances, toleratesRounding } from "../contestant.ts";
import type { Data } from "../data.ts";
import { ALPHA, type Cell, type Task } from "../task.ts";

export const sharedByKernels = {
  tolerances,
  declines: ({ loss }: Task) => (loss === "softmax" ? "core's own function" : undefined),
} as const;

export const wasm: Contestant = {
  ...sharedByKernels,
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
  ...sharedByKernels,
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
  { focalLossWithLogitsBatch }: Kernels,
): Prepared {
  const options = { gamma, alpha: ALPHA };
  return {
    run: () => focalLossWithLogitsBatch(labels, logits, options, buffers).loss,
    derivatives: () => buffers,
  };
}

/** float64 is core's; float32 may be off by 4 units of its last place, a second derivative by those of terms below 1. */
function tolerances(cell: Cell): Tolerances {
  if (cell.dtype === "f64") return toleratesRounding(cell);
  return { mean: { relative: 1e-7, absolute: 0 }, derivatives: { relative: 2 ** -21, absolute: 2 ** -21 } };
}
