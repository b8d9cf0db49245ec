/**
 * A loss as a differentiable operation: its gradient is a closed form, and so is the derivative of that.
 *
 * Each is one function of `customGrad`, so that nothing here depends on the gradients of tfjs's own operations, which
 * `@tensorflow/tfjs-core` has in Node.js only together with `@tensorflow/tfjs`. What the backward pass needs is saved by it, and so lives until then.
 */
import { customGrad, engine, type GradSaveFunc, mul, reshape, sum, type Tensor } from "@tensorflow/tfjs-core";

import { evaluator } from "./evaluator.ts";
import type { Layout } from "./layout.ts";
import type { Columns, Task } from "./term.ts";

/** The loss, of the shape of the rows or a scalar. */
export function lossOp(
  predictions: Tensor,
  { labels, coefficients }: Omit<Columns, "predictions">,
  layout: Layout,
  task: Task,
): Tensor {
  const shape = task.reduce === "rows" ? [...layout.rowShape] : [];
  // Optional tensors last, as saved ones have no names.
  const constants = coefficients === undefined ? [labels] : [labels, coefficients];
  return customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const [x, save] = args as [Tensor, GradSaveFunc];
    const columns = columnsOf(layout.take(x), constants);
    const { loss, slopes } = evaluator().forward(columns, task, engine().state.gradientDepth > 0);
    if (slopes) save([x, slopes, ...constants]);
    return {
      value: reshape(loss, shape),
      gradFunc: (dy: Tensor, saved: Tensor[]) => slopesOp(dy, saved, layout, task),
    };
  })(predictions);
}

/** The gradient: the slopes of the elements times the gradient of what became of their rows. */
function slopesOp(
  dy: Tensor,
  [x, slopes, ...constants]: readonly Tensor[],
  layout: Layout,
  task: Task,
): Tensor {
  const { rows, width, reduce, scale } = task;
  return customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const [dy, x, save] = args as [Tensor, Tensor, GradSaveFunc];
    save([dy, x, slopes!, ...constants]);
    return {
      value: layout.give(evaluator().backward(flat(dy), slopes!, task)),
      gradFunc: (direction: Tensor, [dy, x, slopes, ...constants]: Tensor[]) => {
        const v = layout.take(direction);
        const alongRows = reshape(mul(v, slopes!), reduce === "rows" ? [rows, width] : [1, rows * width]);
        const columns = columnsOf(layout.take(x!), constants);
        return [
          reshape(mul(sum(alongRows, 1), scale), dy!.shape),
          layout.give(evaluator().curvature(columns, flat(dy!), v, task)),
        ];
      },
    };
  })(dy, x!);
}

function flat(tensor: Tensor): Tensor {
  return reshape(tensor, [tensor.size]);
}

function columnsOf(predictions: Tensor, [labels, coefficients]: readonly Tensor[]): Columns {
  return coefficients === undefined
    ? { predictions, labels: labels! }
    : { predictions, labels: labels!, coefficients };
}
