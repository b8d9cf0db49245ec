/**
 * The binary losses of a block of labels and logits.
 *
 *     FL(y, z) = y w1 A(z) + (1 - y) w0 A(-z)
 *
 * A hard label has one term, so a block of them is one pass over the columns. Soft labels take two passes, as 1 and as 0,
 * which are mixed. Margins off the table, and NaN, take {@link logitTerms}, one by one.
 */
import type { Numbers, OutputArray } from "./batch-options.ts";
import { type ClassWeights, negativeWeight, positiveWeight } from "./class-weights.ts";
import { BLOCK, focalColumns, type FocalOptions, GAUSS_NEWTON, type Order } from "./focal-columns.ts";
import { addFocalTerm, gaussNewtonTerm, largestMargin, loss } from "./focal-term.ts";
import { logitTerms } from "./logit-terms.ts";

/** What a block is computed with. */
export interface LogitOptions extends FocalOptions {
  readonly weights: ClassWeights;
}

export function logitOptions(gamma: number, weights: ClassWeights, order: Order): LogitOptions {
  const w1 = positiveWeight(weights);
  const w0 = negativeWeight(weights);
  return { gamma, weights, w1, w0, limit: largestMargin(gamma, Math.min(w1, w0)), order };
}

const softLabel: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK);
const asOne: readonly Float64Array[] = /* @__PURE__ */ [0, 1, 2].map(() => new Float64Array(BLOCK));

/**
 * Computes `n` hard labels from `start` on, into the columns of focal-columns.ts; but gradients into `gradients`, from
 * `start` on, which shares no memory with labels and logits.
 */
export function hardBlock(
  labels: Numbers,
  logits: Numbers,
  start: number,
  n: number,
  options: LogitOptions,
  gradients: OutputArray,
): void {
  const count = focalColumns.fill(labels, logits, start, n, options, gradients);
  settle(count, labels, logits, start, options, gradients);
}

/** Computes the first `n` labels and logits of the columns, soft and hard, into the columns. */
export function softBlock(n: number, options: LogitOptions): void {
  const { label, logit, value, gradient, hessian, fill } = focalColumns;
  const columns = [value, gradient, hessian];
  softLabel.set(label);
  label.fill(1);
  fill(label, logit, 0, n, options, gradient);
  columns.forEach((column, k) => asOne[k]!.set(column));
  label.fill(0);
  const count = fill(label, logit, 0, n, options, gradient);
  columns.forEach((column, k) => {
    for (let i = 0; i < n; i++) {
      const y = softLabel[i]!;
      column[i] = y * asOne[k]![i]! + (1 - y) * column[i]!;
    }
  });
  settle(count, softLabel, logit, 0, options, gradient);
}

/** Computes what the columns left out. */
function settle(
  count: number,
  labels: Numbers,
  logits: Numbers,
  start: number,
  { gamma, weights, limit, w1, w0, order }: LogitOptions,
  gradients: OutputArray,
): void {
  const { value, hessian, off } = focalColumns;
  const gaussNewton = (s: number, w: number): number => {
    loss.fill(0);
    addFocalTerm(s, 0, gamma, w, limit, 1);
    return gaussNewtonTerm(s, gamma);
  };
  for (let k = 0; k < count; k++) {
    const i = off[k]!;
    const y = labels[start + i]!;
    const z = logits[start + i]!;
    logitTerms(y, z, gamma, weights);
    value[i] = loss[0]!;
    gradients[start + i] = loss[1]!;
    hessian[i] = loss[2]!;
    if (order === GAUSS_NEWTON && loss[0] === loss[0]) {
      hessian[i] = gaussNewton(z, w1 * y) + gaussNewton(-z, w0 * (1 - y));
    }
  }
}
