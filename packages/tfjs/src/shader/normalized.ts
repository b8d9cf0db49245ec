/**
 * The categorical focal loss of Keras 3; see `../fused/normalized.ts` for the formulas.
 */
import {
  add,
  cast,
  clipByValue,
  div,
  equal,
  fill,
  gather,
  max,
  mul,
  reshape,
  scatterND,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
} from "@tensorflow/tfjs-core";

import { distributionOf, flatIndices } from "../labels.ts";
import type { CategoricalTerm, Columns } from "../term.ts";
import { countedRows } from "./counted-rows.ts";
import type { Rows } from "./evaluator.ts";
import type { Order } from "./source.ts";
import { atProbability, expOf } from "./terms.ts";

export function normalized(term: CategoricalTerm, columns: Columns, rows: number, width: number): Rows {
  const { gamma, alpha, labelSmoothing, indices, fromLogits } = term;
  const inRows = (tensor: Tensor): Tensor => reshape(tensor, [rows, width]);
  const flat = (tensor: Tensor): Tensor => reshape(tensor, [rows * width]);
  const total = (tensor: Tensor): Tensor => sum(tensor, 1, true);
  const x = countedRows(columns, rows, width);
  const p = fromLogits ? expOf(sub(x, max(x, 1, true))) : x;
  const S = total(p);
  const n = div(p, S);
  const sparse = indices && labelSmoothing === 0;
  // Of class indices, all but their own classes is 0.
  const own = sparse ? flatIndices(columns.labels, rows, width) : undefined;
  const pick = (tensor: Tensor): Tensor => (own ? gather(flat(tensor), own) : flat(tensor));
  const put = (tensor: Tensor): Tensor =>
    inRows(own ? scatterND(reshape(own, [rows, 1]), tensor, [rows * width]) : tensor);
  const weights = (): Tensor => {
    const c = columns.coefficients ?? fill([rows], 1);
    if (own) return alpha ? mul(c, gather(tensor1d([...alpha], "float32"), columns.labels)) : c;
    const target = inRows(distributionOf({ flat: columns.labels, indices }, rows, width, labelSmoothing));
    return flat(
      mul(
        mul(target, tensor2d([...(alpha ?? Array.from({ length: width }, () => 1))], [1, width])),
        reshape(c, [rows, 1]),
      ),
    );
  };
  const w = weights();
  const picked = pick(n);
  const o = clipByValue(picked, 1e-7, 1 - 1e-7);
  const passes = cast(equal(o, picked), "float32");
  const terms = (order: Order): Tensor => atProbability({ gamma, order }, o, w);
  const u = (): Tensor => put(mul(passes, terms(1)));
  const centered = (u: Tensor): Tensor => sub(u, total(mul(n, u)));
  return {
    values: () => {
      const values = terms(0);
      return own ? values : total(inRows(values));
    },
    slopes: () => flat(fromLogits ? mul(n, centered(u())) : div(centered(u()), S)),
    curvature: (direction) => {
      const v = inRows(direction);
      const along = total(fromLogits ? mul(n, v) : v);
      const change = fromLogits ? mul(n, sub(v, along)) : div(sub(v, mul(n, along)), S);
      const slopes = u();
      const moved = mul(put(mul(passes, terms(2))), change);
      const mean = total(add(mul(change, slopes), mul(n, moved)));
      const [c, m] = [centered(slopes), sub(moved, mean)];
      return flat(
        fromLogits ? add(mul(change, c), mul(n, m)) : sub(div(m, S), div(mul(c, along), square(S))),
      );
    },
  };
}
