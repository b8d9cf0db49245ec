/**
 * Focal loss of a batch of softmax predictions, with its derivatives: bit for bit the scalars.
 *
 * Rows are computed in blocks, in columns that stay in the cache: first those whose targets have several classes, the mixtures,
 * then those with one.
 */
import type { BatchOutput, Numbers, OutputArray } from "./batch-options.ts";
import { type BatchResult, reduce } from "./reduction.ts";
import { store } from "./columns-io.ts";
import { BLOCK, GRADIENT, HESSIAN, type Order, VALUE } from "./focal-columns.ts";
import { ignoring, isIgnored } from "./label-scan.ts";
import { checkSoftmaxOptions, checkSoftmaxRows, type SoftmaxBatchOptions } from "./softmax-batch-options.ts";
import { SKIPPED, softmaxBlock } from "./softmax-block.ts";
import { SCALE, softmaxTerms, UNIT } from "./softmax-terms.ts";
import { softmaxMixture } from "./softmax-mixture.ts";
import { growWeights, MIXTURE, weigh, weights } from "./softmax-row.ts";
import { makeTotal } from "./total.ts";

export type { SoftmaxBatchOptions } from "./softmax-batch-options.ts";

const losses = /* @__PURE__ */ makeTotal();
const weightSum = /* @__PURE__ */ makeTotal();
// Of each row of a block: its loss, the weight of its class, and its own.
const value: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK);
const weight: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK);
const rowWeight: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK);
/** Of each row: the only class that has a weight, MIXTURE or NaN. */
const kinds: Float64Array = /* @__PURE__ */ new Float64Array(BLOCK);
/** Which rows are mixtures. */
const indices: Int32Array = /* @__PURE__ */ new Int32Array(BLOCK);

/**
 * Focal loss of a batch of rows of logits, `classes` a row, one row after the other.
 *
 * Each row's value, gradient and diagonal of the Hessian are those of {@link softmaxFocalLoss}, {@link softmaxFocalLossGrad}
 * and {@link softmaxFocalLossHess}, to the last bit (rounded to float32 where the output array is one), times its weight.
 * With `out` given, nothing is allocated that grows with the batch; an output array may be the input array.
 *
 * - Targets are smoothed first, so that a smoothed batch is the batch of the smoothed distributions.
 * - An ignored row (by `mask` or `ignoreLabel`) has values of 0 even where its logits are NaN, and leaves every divisor.
 * - NaN targets, logits and weights give NaN and are counted in `nan`, row by row; they do not throw.
 * - In the result, `positives` is `count`: a softmax has no negative class.
 *
 * ```ts
 * const out = { gradients: new Float64Array(4) };
 * softmaxFocalLossBatch([0, 1], [0, 0, 0, 0], { classes: 2, gamma: 0 }, out).loss; // => 0.6931471805599453
 * out.gradients; // => Float64Array(4) [ -0.5, 0.5, 0.5, -0.5 ]
 * ```
 *
 * @param targets - A class index a row, or a distribution in [0, 1] a row, `classes` numbers each.
 * @param logits - `classes` logits a row; `-Infinity` masks a class.
 * @param options - `classes`, `gamma` (default 2), `alpha` (a weight, or one a class), `labelSmoothing`, `weights` (one a
 *   row), `mask` (one a row), `ignoreLabel`, `reduction` (default `"mean"`).
 * @param out - Arrays to fill: `values` (one a row), `gradients` and `hessians` (as the logits; the diagonal).
 * @returns The reduced loss and what it is made of.
 * @throws If an argument is not of its type. {@link TypeError}
 * @throws If lengths differ, or a target or an option is outside its range. {@link RangeError}
 */
export function softmaxFocalLossBatch(
  targets: Numbers,
  logits: Numbers,
  options: SoftmaxBatchOptions,
  out: BatchOutput = {},
): BatchResult {
  const gamma = checkSoftmaxOptions(options);
  const { rows, count, distributions } = checkSoftmaxRows(targets, logits, options, out);
  const { classes, weights: rowWeights, reduction, labelSmoothing = 0, alpha = 1 } = options;
  const { values, gradients, hessians } = out;
  // Without rows, no room for so many classes is needed.
  const block = softmaxBlock(rows > 0 ? classes : 1);
  const { target } = block;
  const most = Math.min(BLOCK, Math.floor(block.capacity / classes));
  // Results that are final when they are computed go where they belong at once.
  const direct = rowWeights === undefined;
  const scratch = (array: OutputArray | undefined): OutputArray | undefined =>
    array && (direct ? array : new Float64Array(most * classes));
  const gradient = scratch(gradients);
  const hessian = scratch(hessians);
  const ignores = ignoring(options);
  const order: Order = hessians ? HESSIAN : gradients ? GRADIENT : VALUE;
  // Without smoothing, a class index is the only class with a weight.
  const simple = !distributions && labelSmoothing === 0;
  if (!simple) growWeights(most * classes);
  const one = typeof alpha === "object" ? undefined : alpha;
  losses.clear();
  weightSum.clear();
  for (let start = 0; start < rows; start += most) {
    const n = Math.min(most, rows - start);
    const at = direct ? start * classes : 0;
    for (let row = 0; row < n; row++) {
      const i = start + row;
      const first = row * classes;
      let kind = distributions ? 0 : targets[i]!;
      let w = 0;
      rowWeight[row] = rowWeights?.[i] ?? 1;
      if (ignores && isIgnored(i, targets, options)) {
        kind = value[row] = rowWeight[row] = 0;
        w = SKIPPED;
        for (const array of [gradient, hessian]) array?.fill(0, at + first, at + first + classes);
      } else if (simple) {
        w = (one ?? (alpha as Numbers)[kind]!) * SCALE;
      } else {
        kind = weigh(distributions ? targets : kind, i * classes, alpha, classes, labelSmoothing, first);
        w = weights[first + kind] ?? NaN;
      }
      kinds[row] = kind;
      weight[row] = kind === kind ? w : NaN;
    }
    let mixed = 0;
    for (let row = 0; row < n; row++) {
      if (kinds[row] !== MIXTURE) continue;
      kinds[row] = 0;
      weight[row] = SKIPPED;
      indices[mixed++] = row;
    }
    if (mixed > 0) {
      const mixture = { logits, at: start * classes, indices, rows: mixed, classes, weights, gamma, order };
      softmaxMixture(classes)(mixture, value, [gradient, hessian], at);
    }
    if (mixed < n) {
      target.set(kinds.subarray(0, n));
      softmaxTerms.weight.set(weight);
      block.compute(logits, start * classes, n, classes, gamma, order);
      for (let row = 0; row < n; row++) if (weight[row] !== SKIPPED) value[row] = softmaxTerms.value[row]!;
      if (gradient) block.gradients(n, classes, gradient, at, UNIT);
      if (hessian) block.hessians(n, classes, hessian, at, UNIT);
    }
    // What is infinite and has a weight of 0 is 0.
    if (!direct) {
      for (let row = 0; row < n; row++) if (rowWeight[row] === 0 && value[row] === Infinity) value[row] = 0;
    }
    losses.add(value, n, direct ? undefined : rowWeight);
    if (!direct) {
      weightSum.add(rowWeight, n);
      for (let row = 0; row < n; row++) {
        const w = rowWeight[row]!;
        value[row]! *= w;
        for (let i = row * classes; i < (row + 1) * classes; i++) {
          if (gradient) gradients![start * classes + i] = gradient[i]! * w;
          if (hessian) hessians![start * classes + i] = hessian[i]! * w;
        }
      }
    }
    if (values) store(value, values, start, n);
  }
  return reduce(reduction, {
    sum: losses.sum(),
    count,
    weight: direct ? count : weightSum.sum(),
    positives: count,
    nan: losses.nan(),
  });
}
