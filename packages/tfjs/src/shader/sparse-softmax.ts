/**
 * Softmax focal losses of class indices: A at the margin of the class t of each row, d = z_t - ln sum over j != t of exp(z_j).
 *
 *     gradient_t = A'(d),    gradient_j = -A'(d) r_j            r: softmax of the others
 *     (H v)_t    = A''(d) s, (H v)_j    = -A''(d) s r_j - A'(d) r_j (v_j - mean)
 *
 * with the mean of v over the others, weighed by r, and s = v_t - mean.
 */
import {
  add,
  divNoNan,
  fill,
  gather,
  max,
  maximum,
  mul,
  neg,
  reshape,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensorScatterUpdate,
} from "@tensorflow/tfjs-core";

import { flatIndices } from "../labels.ts";
import type { CategoricalTerm, Columns } from "../term.ts";
import { countedRows } from "./counted-rows.ts";
import type { Rows } from "./evaluator.ts";
import type { Order } from "./source.ts";
import { atMargin, expOf } from "./terms.ts";

export function sparseSoftmax(
  { gamma, alpha }: CategoricalTerm,
  columns: Columns,
  rows: number,
  width: number,
): Rows {
  const { labels, coefficients } = columns;
  const z = reshape(countedRows(columns, rows, width), [rows * width]);
  const own = flatIndices(labels, rows, width);
  const pick = (x: Tensor): Tensor => gather(x, own);
  /** x with other numbers at the classes. */
  const put = (x: Tensor, at: Tensor): Tensor =>
    tensorScatterUpdate(reshape(x, [rows * width]), reshape(own, [rows, 1]), at);
  const inRows = (x: Tensor): Tensor => reshape(x, [rows, width]);
  const column = (x: Tensor): Tensor => reshape(x, [rows, 1]);

  const others = inRows(put(z, fill([rows], -Infinity)));
  const most = maximum(max(others, 1, true), -3e38);
  const e = expOf(sub(others, most));
  const rest = sum(e, 1, true);
  const r = divNoNan(e, rest);
  const classWeights = alpha && gather(tensor1d([...alpha], "float32"), labels);
  const w = classWeights && coefficients ? mul(classWeights, coefficients) : (classWeights ?? coefficients);
  const x = sub(pick(z), reshape(most, [rows]));
  const terms = (order: Order): Tensor => atMargin({ gamma, order }, x, reshape(rest, [rows]), w);
  return {
    values: () => terms(0),
    slopes: () => {
      const a = terms(1);
      return put(neg(mul(column(a), r)), a);
    },
    curvature: (direction) => {
      const v = inRows(direction);
      const mean = sum(mul(r, v), 1);
      const bs = mul(terms(2), sub(pick(direction), mean));
      const a = terms(1);
      const rates = add(column(bs), mul(column(a), sub(v, column(mean))));
      return put(neg(mul(r, rates)), bs);
    },
  };
}
