import { notEqual, onesLike, reshape, type Tensor, where } from "@tensorflow/tfjs-core";

import type { Columns } from "../term.ts";

/** The predictions as `[rows, width]`, with ones in rows that do not count, which may hold NaN. */
export function countedRows({ predictions, coefficients }: Columns, rows: number, width: number): Tensor {
  const x = reshape(predictions, [rows, width]);
  if (coefficients === undefined) return x;
  return where(notEqual(reshape(coefficients, [rows, 1]), 0), x, onesLike(x));
}
