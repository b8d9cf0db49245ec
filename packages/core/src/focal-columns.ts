/**
 * The focal loss of a column of labels y, 0 or 1, and logits z, with its derivatives: focal-term.ts step by step, for batches.
 *
 *     s = c z, c = 2y - 1;  w the weight of the label;  q = sigmoid(-s), p = sigmoid(s), L = softplus(-s)
 *
 *     V = w q^g L
 *     G = -c w q^g (g p L + q)
 *     H = w q^g p (g g p L + q (2g + 1 - g L))
 *     N = w q^g (g (g - 1) p^2 L + q (2 g p + q))   Gauss-Newton: A''(p) (dp/ds)^2 = H + G (p - q)
 *
 * Nothing cancels but the real root of H.
 *
 * Short loops over columns are what processors and engines run best: no call, no branch, no allocation for an element. Two of
 * them, since one would wait for its own results. The columns live in a closure, since that is where every bundler leaves a
 * `const` a constant, and engines then know where each column is (measured: 1.6 times as fast as module variables).
 *
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017), equation 5, differentiated by hand.
 */
import type { Numbers, OutputArray } from "./batch-options.ts";
import { type ExpColumn, expColumn } from "./exp-column.ts";
import { ROUND } from "./exp.ts";
import { CENTER, fillLogisticTable, logisticTable } from "./logistic-table.ts";
import { BEND, GROWTH, PRECISE_BEND } from "./series.ts";

/** Elements a block: its columns stay in the fastest cache. */
export const BLOCK = 256;

/** What is wanted: values; gradients too; Hessians too; or the Hessians of Gauss and Newton. */
export const VALUE = 0;
export const GRADIENT = 1;
export const HESSIAN = 2;
export const GAUSS_NEWTON = 3;
export type Order = 0 | 1 | 2 | 3;

export interface FocalOptions {
  readonly gamma: number;
  /** `largestMargin` of gamma and the weights. */
  readonly limit: number;
  /** Weights of class 1 and class 0. */
  readonly w1: number;
  readonly w0: number;
  readonly order: Order;
}

export interface FocalColumns {
  /** Room for labels and logits. */
  readonly label: Float64Array;
  readonly logit: Float64Array;
  /** In: what a logit with the label 1 has beyond a double. Zeros, but while a softmax uses it. */
  readonly logitLow: Float64Array;
  /** Out. */
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  /** Out: which elements are off the table, as many as {@link fill} returns. What they get is that of margin 0. */
  readonly off: Int32Array;
  /** Computes `n` elements of the arrays from `start` on. Gradients go to `gradients`, from `start` on. */
  readonly fill: (
    labels: Numbers,
    logits: Numbers,
    start: number,
    n: number,
    options: FocalOptions,
    gradients: OutputArray,
  ) => number;
}

export const focalColumns: FocalColumns = /* @__PURE__ */ makeFocalColumns(logisticTable, expColumn, [
  GROWTH,
  BEND,
  PRECISE_BEND,
]);

function makeFocalColumns(
  table: Float64Array,
  exp: ExpColumn,
  [growthTerms, bendTerms, preciseBend]: [Float64Array, Float64Array, Float64Array],
): FocalColumns {
  const column = (): Float64Array => new Float64Array(BLOCK);
  const label = column();
  const logit = column();
  const logitLow = column();
  const value = column();
  const gradient = column();
  const hessian = column();
  const off = new Int32Array(BLOCK);
  // Of each element: c w, where the row of s0 starts in the table, r, e^r - 1 - r, and the power.
  const weight = column();
  const row = new Int32Array(BLOCK);
  const offset = column();
  const growths = column();
  const power = column();
  const powerLow = column();
  const center = CENTER;
  // What is read from a Float64Array is a double to the engine, whatever the caller's number was.
  const parameters = new Float64Array(4);
  const rounding = Float64Array.of(ROUND, 32, 1 / 32);

  const reduce = (labels: Numbers, logits: Numbers, start: number, n: number): number => {
    const limit = parameters[1]!;
    const one = parameters[2]!;
    const zero = parameters[3]!;
    const round = rounding[0]!;
    const rows = rounding[1]!;
    const step = rounding[2]!;
    const a2 = growthTerms[0]!;
    const a3 = growthTerms[1]!;
    const a4 = growthTerms[2]!;
    const a5 = growthTerms[3]!;
    const a6 = growthTerms[4]!;
    const a7 = growthTerms[5]!;
    let count = 0;
    for (let i = 0; i < n; i++) {
      const y = labels[start + i]!;
      const c = y + y - 1;
      let s = c * logits[start + i]!;
      if (!(Math.abs(s) <= limit)) {
        off[count++] = i;
        s = 0;
      }
      const j = s * rows + round - round;
      const r = j * step - s - logitLow[i]!;
      const square = r * r;
      weight[i] = c * (y * one + (1 - y) * zero);
      row[i] = center + 4 * (j | 0);
      offset[i] = r;
      growths[i] = square * (a2 + r * a3 + square * (a4 + r * a5 + square * (a6 + r * a7)));
    }
    return count;
  };

  /** q^g = exp(-g softplus(s)), softplus(s) = M0 - p0 r + q0 (e^r - 1 - r) + (ln(1 + v) - v) */
  const raise = (n: number): void => {
    const g = parameters[0]!;
    const split = 134217729 * g; // 2^27 + 1
    const gHigh = split - (split - g);
    const gLow = g - gHigh;
    const b2 = preciseBend[0]!;
    const b3 = preciseBend[1]!;
    const b4 = preciseBend[2]!;
    const b5 = preciseBend[3]!;
    const b6 = preciseBend[4]!;
    const b7 = preciseBend[5]!;
    const b8 = preciseBend[6]!;
    const b9 = preciseBend[7]!;
    for (let i = 0; i < n; i++) {
      const own = row[i]!;
      const mirror = 2 * center - own;
      const r = offset[i]!;
      const growth = growths[i]!;
      const q0 = table[own]! + table[own + 1]!;
      const v = q0 * (r + growth);
      const v2 = v * v;
      const b = v2 * (b2 + v * b3 + v2 * (b4 + v * b5 + v2 * (b6 + v * b7 + v2 * (b8 + v * b9))));
      // 1.5 * 2^18 cuts r to a multiple of 2^-34.
      const rHigh = r + 393216 - 393216;
      const p0 = table[mirror]!;
      const share = p0 * rHigh;
      const M0 = table[mirror + 2]!;
      const M = M0 - share;
      const MLow =
        M0 -
        M -
        share +
        (table[mirror + 3]! - (p0 * (r - rHigh) + table[mirror + 1]! * r) + (q0 * growth + b));
      const cut = 134217729 * M;
      const MHigh = cut - (cut - M);
      power[i] = gHigh * MHigh;
      powerLow[i] = gHigh * (M - MHigh) + (gLow * M + g * MLow);
    }
    exp(power, powerLow, n);
  };

  /** `isShort`: the power is a product, of q and perhaps its root. Else it is in its column. */
  const combine = (
    start: number,
    n: number,
    isShort: boolean,
    order: Order,
    gradients: OutputArray,
  ): void => {
    const g = parameters[0]!;
    const times = isShort ? g | 0 : -1;
    const half = g % 1 > 0;
    const b2 = bendTerms[0]!;
    const b3 = bendTerms[1]!;
    const b4 = bendTerms[2]!;
    const b5 = bendTerms[3]!;
    const b6 = bendTerms[4]!;
    const b7 = bendTerms[5]!;
    for (let i = 0; i < n; i++) {
      const own = row[i]!;
      const mirror = 2 * center - own;
      const c = table[own]!;
      const cLow = table[own + 1]!;
      const p0 = table[mirror]!;
      const p0Low = table[mirror + 1]!;
      const v = (c + cLow) * (offset[i]! + growths[i]!);
      const square = v * v;
      const b = square * (b2 + v * b3 + square * (b4 + v * b5 + square * (b6 + v * b7)));
      const d = (p0 + p0Low) * (v / (1 + v));
      const x = cLow + d;
      const q = c + x;
      const p = p0 + (p0Low - d);
      const L = table[own + 2]! + (table[own + 3]! + (v + b));
      let f = weight[i]!;
      if (times < 0) f *= power[i]!;
      else if (half) {
        const root = Math.sqrt(q);
        const cut = 68719476737 * root; // 2^36 + 1
        const h = cut - (cut - root);
        const hLow = root - h;
        if (times === 0) f *= root;
        else if (times === 1) f *= h * c + (hLow * q + h * x);
        else f *= h * c * c + ((hLow * q + h * x) * q + h * c * x);
      } else if (times === 2) f *= c * c + (x * q + c * x);
      else if (times === 1) f *= q;
      else if (times === 3) f *= c * c * c + ((x * q + c * x) * q + c * c * x);
      value[i] = Math.abs(f * L);
      if (order === VALUE) continue;
      const gL = g * L;
      gradients[start + i] = 0 - f * (gL * p + q);
      const size = Math.abs(f);
      if (order === HESSIAN) hessian[i] = 0 + size * (p * (g * (gL * p) + q * (2 * g + 1 - gL)));
      else if (order === GAUSS_NEWTON) {
        const gp = g * p;
        hessian[i] = 0 + size * (gp * (g - 1) * p * L + q * (2 * gp + q));
      }
    }
  };

  const fill: FocalColumns["fill"] = (labels, logits, start, n, options, gradients) => {
    fillLogisticTable();
    const { gamma } = options;
    parameters[0] = gamma;
    parameters[1] = options.limit;
    parameters[2] = options.w1;
    parameters[3] = options.w0;
    const count = reduce(labels, logits, start, n);
    const isShort = gamma <= 3 && gamma % 0.5 === 0;
    if (!isShort) raise(n);
    combine(start, n, isShort, options.order, gradients);
    return count;
  };

  return { label, logit, logitLow, value, gradient, hessian, off, fill };
}
