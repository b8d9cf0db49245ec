/**
 * Softmax focal losses of distributions: A at the margin of each class,
 *
 *     d_k = z_k - M - ln rest_k,   rest_k = sum over j != k of e_j,   e_j = exp(z_j - M),   M = max z
 *
 * The rest of a largest class is added up without it. With a_k = w_k A'(d_k), b_k = w_k A''(d_k), D_k = a_k / rest_k:
 *
 *     gradient_j = a_j - e_j sum over k != j of D_k
 *     (H v)_j    = b_j s_j - e_j sum over k != j of (b_k s_k / rest_k + D_k (v_j - mean_k))
 *
 * where mean_k is the mean of v over the others, weighed by e, and s_k = v_k - mean_k.
 */
import {
  add,
  cast,
  divNoNan,
  equal,
  max,
  maximum,
  mul,
  reshape,
  sub,
  sum,
  type Tensor,
  tensor2d,
} from "@tensorflow/tfjs-core";

import { distributionOf } from "../labels.ts";
import type { CategoricalTerm, Columns } from "../term.ts";
import { countedRows } from "./counted-rows.ts";
import type { Rows } from "./evaluator.ts";
import type { Order } from "./source.ts";
import { atMargin, expOf } from "./terms.ts";

export function softmax(term: CategoricalTerm, columns: Columns, rows: number, width: number): Rows {
  const { gamma, alpha, labelSmoothing, indices } = term;
  const inRows = (tensor: Tensor): Tensor => reshape(tensor, [rows, width]);
  const flat = (tensor: Tensor): Tensor => reshape(tensor, [rows * width]);
  const total = (tensor: Tensor): Tensor => sum(tensor, 1, true);
  const z = countedRows(columns, rows, width);
  const target = inRows(distributionOf({ flat: columns.labels, indices }, rows, width, labelSmoothing));
  const c = columns.coefficients && reshape(columns.coefficients, [rows, 1]);
  const weighed = alpha ? mul(target, tensor2d([...alpha], [1, width])) : target;
  const w = flat(c ? mul(weighed, c) : weighed);

  const most = maximum(max(z, 1, true), -3e38);
  const x = sub(z, most);
  const e = expOf(x);
  const largest = cast(equal(z, most), "float32");
  const other = mul(e, sub(1, largest));
  /** Over the other classes, the sum of e times x. */
  const overOthers = (x: Tensor): Tensor => {
    const [small, large] = [mul(other, x), mul(largest, x)];
    return add(sub(total(small), small), sub(total(large), large));
  };
  const rest = overOthers(cast(equal(z, z), "float32"));
  const terms = (order: Order): Tensor => inRows(atMargin({ gamma, order }, flat(x), flat(rest), w));
  const butOwn = (x: Tensor): Tensor => sub(total(x), x);
  return {
    values: () => total(terms(0)),
    slopes: () => {
      const a = terms(1);
      return flat(sub(a, mul(e, butOwn(divNoNan(a, rest)))));
    },
    curvature: (direction) => {
      const v = inRows(direction);
      const mean = divNoNan(overOthers(v), rest);
      const bs = mul(terms(2), sub(v, mean));
      const D = divNoNan(terms(1), rest);
      const rates = add(butOwn(divNoNan(bs, rest)), sub(mul(v, butOwn(D)), butOwn(mul(D, mean))));
      return flat(sub(bs, mul(e, rates)));
    },
  };
}
