/**
 * Losses as kernels of tfjs: one pass over the tensors' data gives the loss and all slopes.
 */
import {
  engine,
  getKernel,
  type KernelFunc,
  mul,
  type NamedAttrMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from "@tensorflow/tfjs-core";

import { type Columns, type Evaluator, reduceRows, type Task } from "../term.ts";
import { type Arrays, computeBackward, computeCurvature, computeLoss } from "./compute.ts";
import { memoryOf, type Memory } from "./memory.ts";

type Infos = { readonly [name in keyof Columns | "dy" | "slopes" | "direction"]: TensorInfo };

const KERNELS: Readonly<Record<string, KernelFunc>> = {
  FocalLoss: ({ inputs, attrs, backend }) => {
    const { wantsSlopes, ...task } = attrs as unknown as Task & { readonly wantsSlopes: boolean };
    const memory = memoryOf(backend);
    const shapes = [task.reduce === "rows" ? task.rows : 1, ...(wantsSlopes ? [task.rows * task.width] : [])];
    return memory.produce(shapes, (losses, slopes) => {
      computeLoss(task, arraysOf(inputs as unknown as Infos, memory), losses, slopes);
    });
  },
  FocalLossBackward: ({ inputs, attrs, backend }) => {
    const { isLast, ...task } = attrs as unknown as Task & { readonly isLast: boolean };
    const { dy, slopes } = inputs as unknown as Infos;
    const memory = memoryOf(backend);
    // Nobody reads the slopes after this: a fresh array would take as long as half the loss.
    const shared = isLast ? memory.share(slopes) : undefined;
    if (shared) {
      const array = memory.view(slopes);
      computeBackward(task, memory.view(dy), array, array);
      return shared;
    }
    return memory.produce([task.rows * task.width], (out) => {
      computeBackward(task, memory.view(dy), memory.view(slopes), out);
    });
  },
  FocalLossCurvature: ({ inputs, attrs, backend }) => {
    const task = attrs as unknown as Task;
    const { dy, direction } = inputs as unknown as Infos;
    const memory = memoryOf(backend);
    return memory.produce([task.rows * task.width], (out) => {
      const arrays = arraysOf(inputs as unknown as Infos, memory);
      computeCurvature(task, arrays, memory.view(direction), out);
      computeBackward(task, memory.view(dy), out, out);
    });
  },
};

function arraysOf({ labels, predictions, coefficients }: Infos, { view }: Memory): Arrays {
  return {
    labels: view(labels),
    predictions: view(predictions),
    coefficients: (coefficients as TensorInfo | undefined) && view(coefficients),
  };
}

export const fusedEvaluator: Evaluator = {
  forward: (columns, task, wantsSlopes) => {
    const [loss, slopes] = run("FocalLoss", { ...columns }, { ...task, wantsSlopes });
    return slopes === undefined ? { loss: loss! } : { loss: loss!, slopes };
  },
  backward: (dy, slopes, task) => {
    // With a tape of an outer gradient, the derivative of this one needs the slopes.
    const isLast = engine().state.gradientDepth === 0;
    return [run("FocalLossBackward", { dy, slopes }, { ...task, isLast })].flat()[0]!;
  },
  change: (direction, slopes, task) => reduceRows(mul(direction, slopes), task),
  curvature: (columns, dy, direction, task) =>
    run("FocalLossCurvature", { ...columns, dy, direction }, { ...task })[0]!,
};

/** Runs a kernel. The first use on a backend registers it, so that importing the package has no effect. */
function run(kernelName: string, inputs: Record<string, Tensor>, attributes: object): Tensor[] {
  const { backendName } = engine();
  const kernelFunc = KERNELS[kernelName]!;
  if (!getKernel(kernelName, backendName)) registerKernel({ kernelName, backendName, kernelFunc });
  return engine().runKernel(kernelName, inputs, attributes as NamedAttrMap);
}
