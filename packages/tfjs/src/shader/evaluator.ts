/**
 * Losses on a GPU: one shader pass for the values, one for the slopes, and tfjs's own operations around them.
 */
import { cast, mul, reshape, sum, type Tensor, tile } from "@tensorflow/tfjs-core";

import { type Columns, type Evaluator, reduceRows, type Task } from "../term.ts";
import { elements } from "./elements.ts";
import { normalized } from "./normalized.ts";
import { softmax } from "./softmax.ts";
import { sparseSoftmax } from "./sparse-softmax.ts";

/** A loss over flat tensors, its rows of `width`; all times the coefficients. */
export interface Rows {
  /** One an element, if elements are losses, else one a row. */
  readonly values: () => Tensor;
  readonly slopes: () => Tensor;
  /** H direction */
  readonly curvature: (direction: Tensor) => Tensor;
}

export const shaderEvaluator: Evaluator = {
  forward: (columns, task, wantsSlopes) => {
    const { rows, reduce, scale } = task;
    const loss = rowsOf(columns, task);
    const values = loss.values();
    const reduced =
      reduce === "all" ? sum(values) : values.size === rows ? values : sum(reshape(values, [rows, -1]), 1);
    const scaled = reshape(mul(reduced, scale), [reduce === "all" ? 1 : rows]);
    return wantsSlopes ? { loss: scaled, slopes: loss.slopes() } : { loss: scaled };
  },
  backward: chain,
  change: (direction, slopes, task) => mul(reduceRows(mul(direction, slopes), task), task.scale),
  curvature: (columns, dy, direction, task) => chain(dy, rowsOf(columns, task).curvature(direction), task),
};

function rowsOf(columns: Columns, { term, rows, width }: Task): Rows {
  if (term.kind === "binary") return elements(term, spread(columns, rows, width));
  if (term.kind === "normalized") return normalized(term, columns, rows, width);
  return (term.indices && term.labelSmoothing === 0 ? sparseSoftmax : softmax)(term, columns, rows, width);
}

function chain(dy: Tensor, slopes: Tensor, { rows, width, reduce, scale }: Task): Tensor {
  const factor = mul(dy, scale);
  if (reduce === "all") return mul(slopes, factor);
  return reshape(mul(reshape(slopes, [rows, width]), reshape(factor, [rows, 1])), [rows * width]);
}

/** The coefficients of rows, for each of their elements. */
function spread(columns: Columns, rows: number, width: number): Columns {
  const { coefficients } = columns;
  const labels = cast(columns.labels, "float32");
  if (coefficients === undefined || coefficients.size !== rows || width === 1) return { ...columns, labels };
  const wide = reshape(tile(reshape(coefficients, [rows, 1]), [1, width]), [rows * width]);
  return { ...columns, labels, coefficients: wide };
}
