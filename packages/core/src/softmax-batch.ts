/**
 * Focal loss of a batch of softmax predictions, with its derivatives: bit for bit the scalars.
 *
 * Rows with one target class are computed in blocks, in columns that stay in the cache; each row with several is a mixture.
 */
import { type BatchOutput, type BatchResult, type Numbers, reduce } from "./batch-options.ts";
import { stage, store } from "./columns-io.ts";
import { ignoring, isIgnored } from "./label-scan.ts";
import { BLOCK } from "./margin-columns.ts";
import {
  checkSoftmaxOptions,
  checkSoftmaxRows,
  type SoftmaxBatchOptions,
  type SoftmaxRows,
} from "./softmax-batch-options.ts";
import { type SoftmaxBlock, softmaxBlock } from "./softmax-block.ts";
import { softmaxMixture } from "./softmax-mixture.ts";
import { classWeight, MIXTURE, weighDistribution } from "./softmax-row.ts";
import { makeTotal, type Total } from "./total.ts";

export type { SoftmaxBatchOptions } from "./softmax-batch-options.ts";

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
  const rows = checkSoftmaxRows(targets, logits, options, out);
  return runSoftmax(targets, logits, rows, gamma, options, out);
}

type RunSoftmax = (
  targets: Numbers,
  logits: Numbers,
  rows: SoftmaxRows,
  gamma: number,
  options: SoftmaxBatchOptions,
  out: BatchOutput,
) => BatchResult;

const runSoftmax: RunSoftmax = /* @__PURE__ */ makeRunSoftmax();

function makeRunSoftmax(): RunSoftmax {
  const losses: Total = makeTotal();
  const weightSum: Total = makeTotal();
  // Of each row of a block: its loss and weight. And which rows are mixtures.
  const value = new Float64Array(BLOCK);
  const rowWeight = new Float64Array(BLOCK);
  const mixed = new Int32Array(BLOCK);
  let oneHot = new Float64Array(0);

  /** Makes a row harmless: its loss and derivatives are 0. */
  const drop = ({ logit, target, weight }: SoftmaxBlock, row: number, classes: number): void => {
    logit.fill(0, row * classes, (row + 1) * classes);
    target[row] = 0;
    weight[row] = 0;
  };

  /** Sets the weights of a row's classes, as {@link weighDistribution}. */
  const weigh = (
    row: number,
    targets: Numbers,
    options: SoftmaxBatchOptions,
    distributions: boolean,
  ): number => {
    const { classes, alpha, labelSmoothing = 0 } = options;
    if (distributions) return weighDistribution(targets, row * classes, alpha, classes, labelSmoothing);
    const c = targets[row]!;
    if (c !== c) return NaN;
    oneHot[c] = 1;
    const kind = weighDistribution(oneHot, 0, alpha, classes, labelSmoothing);
    oneHot[c] = 0;
    return kind;
  };

  /** Class indices without smoothing. */
  const setIndices = (
    block: SoftmaxBlock,
    start: number,
    n: number,
    targets: Numbers,
    options: SoftmaxBatchOptions,
  ): void => {
    const { target, weight, logit } = block;
    const { classes, alpha } = options;
    const ignores = ignoring(options);
    const one = typeof alpha === "object" ? NaN : classWeight(alpha, 0);
    for (let row = 0; row < n; row++) {
      const c = targets[start + row]!;
      target[row] = c;
      weight[row] = one === one ? one : classWeight(alpha, c);
      if (ignores && isIgnored(start + row, targets, options)) drop(block, row, classes);
      else if (c !== c) logit[row * classes] = NaN;
    }
  };

  /** Targets that may have several classes. Returns how many rows do. */
  const setDistributions = (
    block: SoftmaxBlock,
    start: number,
    n: number,
    targets: Numbers,
    options: SoftmaxBatchOptions,
    distributions: boolean,
  ): number => {
    const { classes } = options;
    let count = 0;
    for (let row = 0; row < n; row++) {
      const ignored = isIgnored(start + row, targets, options);
      const kind = ignored ? MIXTURE : weigh(start + row, targets, options, distributions);
      if (kind === MIXTURE) {
        drop(block, row, classes);
        if (!ignored) mixed[count++] = row;
        continue;
      }
      block.target[row] = kind;
      block.weight[row] = softmaxMixture(classes).weight[kind] ?? 0;
      if (kind !== kind) block.logit[row * classes] = NaN;
    }
    return count;
  };

  return (targets, logits, { rows, count, distributions }, gamma, options, out) => {
    const { classes, weights, reduction, labelSmoothing = 0 } = options;
    const { values, gradients, hessians } = out;
    const soft = distributions || labelSmoothing > 0;
    // Gradients that are final when they are computed are not kept in a column.
    const direct = weights === undefined && !soft;
    const block = softmaxBlock(classes);
    const { logit, hessian } = block;
    if (oneHot.length < classes) oneHot = new Float64Array(classes);
    const mixture = softmaxMixture(classes);
    const most = Math.min(BLOCK, Math.floor(block.capacity / classes));
    const order = hessians ? 2 : gradients ? 1 : 0;
    losses.clear();
    weightSum.clear();
    for (let start = 0; start < rows; start += most) {
      const n = Math.min(most, rows - start);
      stage(logit, logits, start * classes, n * classes);
      let mixtures = 0;
      if (soft) mixtures = setDistributions(block, start, n, targets, options, distributions);
      else setIndices(block, start, n, targets, options);
      block.computeValues(n, classes, gamma, order);
      // The terms of a mixture take the same columns.
      value.set(block.value);
      if (hessians !== undefined) block.computeHessians(n, classes);
      if (gradients !== undefined) {
        if (direct) block.computeGradients(n, classes, gradients, start * classes);
        else block.computeGradients(n, classes, logit, 0);
      }
      for (let k = 0; k < mixtures; k++) {
        const row = mixed[k]!;
        stage(mixture.logit, logits, (start + row) * classes, classes);
        weigh(start + row, targets, options, distributions);
        value[row] = mixture.computeValue(classes, gamma);
        if (hessians !== undefined) mixture.hessian(classes, hessian, row * classes);
        if (gradients !== undefined) mixture.gradient(classes, logit, row * classes);
      }
      if (weights === undefined) {
        losses.add(value, n);
      } else {
        stage(rowWeight, weights, start, n);
        for (let row = 0; row < n; row++) {
          if (isIgnored(start + row, targets, options)) rowWeight[row] = 0;
        }
        weightSum.add(rowWeight, n);
        losses.addProducts(rowWeight, value, n);
        for (let row = 0; row < n; row++) {
          value[row]! *= rowWeight[row]!;
          for (let i = row * classes; i < (row + 1) * classes; i++) {
            logit[i]! *= rowWeight[row]!;
            hessian[i]! *= rowWeight[row]!;
          }
        }
      }
      if (values !== undefined) store(value, values, start, n);
      if (gradients !== undefined && !direct) store(logit, gradients, start * classes, n * classes);
      if (hessians !== undefined) store(hessian, hessians, start * classes, n * classes);
    }
    const weight = weights === undefined ? count : weightSum.sum();
    return reduce(reduction, { sum: losses.sum(), count, weight, positives: count, nan: losses.nan() });
  };
}
