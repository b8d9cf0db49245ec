/**
 * A loss as a differentiable operation: its gradient is a closed form, and so is the derivative of that.
 *
 * Each is one function of `customGrad`, so that nothing here needs the gradients of tfjs's own operations, which
 * `@tensorflow/tfjs-core` has in Node.js only beside `@tensorflow/tfjs`. The backward pass runs when the tensors around the
 * loss are gone: it may only use what was saved.
 */
import {
  clone,
  customGrad,
  engine,
  type GradSaveFunc,
  reshape,
  type Tensor,
  zeros,
} from "@tensorflow/tfjs-core";

import { evaluator } from "./evaluator.ts";
import type { Layout } from "./layout.ts";
import type { Columns, Task } from "./term.ts";

/** What a loss is computed from beside the predictions. */
export interface Constants extends Omit<Columns, "predictions"> {
  /** For layouts that pick: see {@link Layout}. */
  readonly picks?: Tensor;
}

/** The loss, of the shape of the rows or a scalar. */
export function lossOp(predictions: Tensor, constants: Constants, layout: Layout, task: Task): Tensor {
  const shape = task.reduce === "rows" ? [...layout.rowShape] : [];
  if (predictions.size === 0) return lossOfNothing(predictions, shape);
  const { save: pack, restore } = packer(constants);
  return customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const [x, save] = args as [Tensor, GradSaveFunc];
    const columns = columnsOf(x, constants, layout);
    const { gradientDepth } = engine().state;
    const { loss, slopes } = evaluator().forward(columns, task, gradientDepth > 0);
    const value = reshape(loss, shape);
    if (gradientDepth <= 1) {
      // To save is to copy on the wasm backend: without an outer gradient the slopes are enough.
      if (slopes) save(constants.picks ? [slopes, constants.picks] : [slopes]);
      return {
        value,
        gradFunc: (dy: Tensor, [slopes, picks]: Tensor[]) =>
          layout.give(evaluator().backward(flat(dy), slopes!, task), picks),
      };
    }
    save([x, slopes!, ...pack(constants)]);
    return {
      value,
      gradFunc: (dy: Tensor, [x, slopes, ...saved]: Tensor[]) =>
        slopesOp(dy, x!, slopes!, restore(saved), layout, task),
    };
  })(predictions);
}

/** 0, with a gradient as empty as the predictions. GPUs cannot add up nothing. */
function lossOfNothing(predictions: Tensor, shape: number[]): Tensor {
  return customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const [x, save] = args as [Tensor, GradSaveFunc];
    save([x]);
    return { value: zeros(shape), gradFunc: (_: Tensor, [x]: Tensor[]) => clone(x!) };
  })(predictions);
}

/** The gradient: the slopes of the elements times the gradient of what became of their rows. */
function slopesOp(
  dy: Tensor,
  x: Tensor,
  slopes: Tensor,
  constants: Constants,
  layout: Layout,
  task: Task,
): Tensor {
  const { save: pack, restore } = packer(constants);
  return customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const [dy, x, save] = args as [Tensor, Tensor, GradSaveFunc];
    save([dy, x, slopes, ...pack(constants)]);
    return {
      value: layout.give(evaluator().backward(flat(dy), slopes, task), constants.picks),
      gradFunc: (direction: Tensor, [dy, x, slopes, ...saved]: Tensor[]) => {
        const constants = restore(saved);
        const v = layout.take(direction, constants.picks);
        const change = evaluator().change(v, slopes!, task);
        const curvature = evaluator().curvature(columnsOf(x!, constants, layout), flat(dy!), v, task);
        return [reshape(change, dy!.shape), layout.give(curvature, constants.picks)];
      },
    };
  })(dy, x);
}

function columnsOf(x: Tensor, { picks, ...constants }: Constants, layout: Layout): Columns {
  return { ...constants, predictions: layout.take(x, picks) };
}

/** Tensors by name, as the array that tfjs saves and back. */
function packer(constants: Constants): {
  readonly save: (constants: Constants) => Tensor[];
  readonly restore: (saved: readonly Tensor[]) => Constants;
} {
  const names = Object.keys(constants) as (keyof Constants)[];
  return {
    save: (constants) => names.map((name) => constants[name]!),
    restore: (saved) => Object.fromEntries(names.map((name, i) => [name, saved[i]])) as unknown as Constants,
  };
}

function flat(tensor: Tensor): Tensor {
  return reshape(tensor, [tensor.size]);
}
