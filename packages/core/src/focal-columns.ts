/**
 * The focal loss of a block of margins and its derivatives, from the columns of the logistic functions.
 *
 *     V = w q^g L,  L = softplus(-s)
 *     G = -+ w q^g (g p L + q)                                  - for the term of class 1, + for that of class 0
 *     H = w q^g p (g L ((g + 1) p - 1) + (2g + 1) q)
 *     N = w q^g (g (g - 1) p^2 L + q (2 g p + q))               Gauss-Newton: A''(p) (dp/ds)^2 = H + G (p - q)
 *
 * Nothing cancels but the real root of H. gamma = 0 is binary cross-entropy: w L, -+ w q, w p q.
 */
import { logisticTable } from "./logistic-table.ts";
import { BLOCK, type MarginColumns, marginColumns } from "./margin-columns.ts";
import { type PowerColumn, powerColumn } from "./power-column.ts";

/** Fills columns for the first `n` margins. */
export type Fill = (n: number, gamma: number) => void;

export interface FocalColumns {
  /** Out. */
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  /** Fills the values; and the gradients; and the second derivatives, or their part that is never negative. */
  readonly fillValue: Fill;
  readonly fillGradient: Fill;
  readonly fillHessian: Fill;
  readonly fillGaussNewton: Fill;
}

export const focalColumns: FocalColumns = /* @__PURE__ */ makeFocalColumns(
  marginColumns,
  powerColumn,
  logisticTable,
);

function makeFocalColumns(
  { sign, row, tail, right, softplus }: MarginColumns,
  { factor }: PowerColumn,
  table: Float64Array,
): FocalColumns {
  const value = new Float64Array(BLOCK);
  const gradient = new Float64Array(BLOCK);
  const hessian = new Float64Array(BLOCK);
  // 0 + and 0 - make +0 of the -0 of a weight of 0. What is read from a Float64Array is a double to the engine, whatever the caller's number was.
  const parameter = new Float64Array(1);

  const fillValue: Fill = (n) => {
    for (let i = 0; i < n; i++) value[i] = factor[i]! * softplus[i]!;
  };

  const fillGradient: Fill = (n, gamma) => {
    parameter[0] = gamma;
    const g = parameter[0];
    for (let i = 0; i < n; i++) {
      const f = factor[i]!;
      const L = softplus[i]!;
      const q = table[row[i]!]! + tail[i]!;
      value[i] = f * L;
      gradient[i] = 0 - sign[i]! * (f * (g * L * right[i]! + q));
    }
  };

  const fillHessian: Fill = (n, gamma) => {
    parameter[0] = gamma;
    const g = parameter[0];
    const one = g + 1;
    const two = 2 * g + 1;
    for (let i = 0; i < n; i++) {
      const f = factor[i]!;
      const L = softplus[i]!;
      const q = table[row[i]!]! + tail[i]!;
      const p = right[i]!;
      const gL = g * L;
      value[i] = f * L;
      gradient[i] = 0 - sign[i]! * (f * (gL * p + q));
      hessian[i] = 0 + f * (p * (gL * (one * p - 1) + two * q));
    }
  };

  const fillGaussNewton: Fill = (n, gamma) => {
    fillGradient(n, gamma);
    const g = parameter[0]!;
    for (let i = 0; i < n; i++) {
      const q = table[row[i]!]! + tail[i]!;
      const gp = g * right[i]!;
      const bracket = gp * (g - 1) * right[i]! * softplus[i]! + q * (2 * gp + q);
      hessian[i] = 0 + factor[i]! * bracket;
    }
  };

  return { value, gradient, hessian, fillValue, fillGradient, fillHessian, fillGaussNewton };
}
