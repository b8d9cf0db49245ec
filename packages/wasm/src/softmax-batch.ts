/**
 * The batch of softmax rows, in double: of floats too, which the results are rounded to. Targets with several classes are
 * mixtures, which are core's: each is a sum over classes in an order of its own.
 */
import {
  type BatchOutput,
  type BatchResult,
  type Numbers,
  type OutputArray,
  softmaxFocalLossBatch,
  type SoftmaxBatchOptions,
} from "@focal-loss/core";
import {
  checkSoftmaxOptions,
  checkSoftmaxRows,
  ignoring,
  isIgnored,
  largestMargin,
  reduce,
  SCALE,
  store,
} from "@focal-loss/core/kernels";

import { GRADIENT, HESSIAN, type Kernel, VALUE } from "./instance.ts";
import { makeStaging } from "./staging.ts";
import { readTotal, totalOf } from "./total.ts";

export function makeSoftmaxBatch(kernel: Kernel): typeof softmaxFocalLossBatch {
  const { doubles, CHUNK, clearTotal, addToTotal, addWeighted } = kernel;
  const capacity = CHUNK.value;
  const total = totalOf(kernel);
  const { copy } = makeStaging(kernel);
  const column = (at: number): Float64Array => doubles.subarray(at / 8, at / 8 + capacity);
  const whole = (at: number): Int32Array => new Int32Array(doubles.buffer, at, capacity);
  // A row has two logits at least, so that half a buffer is enough for what rows have one of.
  const [classWeights, rowWeights] = [kernel.weights.value, kernel.weights.value + 4 * capacity];
  const target = whole(kernel.targets.value);
  const off = whole(kernel.rowOff.value);
  const classWeight = column(classWeights);
  const rowWeight = column(rowWeights);
  const value = column(kernel.values.value);
  const gradient = column(kernel.gradients.value);
  const hessian = column(kernel.hessians.value);

  /** Sets the target classes and weights of rows. */
  const takeTargets = (targets: Numbers, start: number, n: number, options: SoftmaxBatchOptions): void => {
    const { alpha = 1, weights } = options;
    for (let row = 0; row < n; row++) {
      const kind = isIgnored(start + row, targets, options) ? 0 : targets[start + row]!;
      target[row] = kind;
      classWeight[row] = kind === kind ? (typeof alpha === "object" ? alpha[kind]! : alpha) * SCALE : NaN;
      rowWeight[row] = weights?.[start + row] ?? 1;
    }
  };

  /** Makes ignored rows nothing, and multiplies the others by their weights. */
  const weigh = (targets: Numbers, start: number, n: number, options: SoftmaxBatchOptions): void => {
    const { classes, weights } = options;
    for (let row = 0; row < n; row++) {
      const [first, end] = [row * classes, (row + 1) * classes];
      if (isIgnored(start + row, targets, options)) {
        value[row] = rowWeight[row] = 0;
        gradient.fill(0, first, end);
        hessian.fill(0, first, end);
      } else if (weights !== undefined) {
        const w = rowWeight[row]!;
        for (let i = first; i < end; i++) {
          gradient[i]! *= w;
          hessian[i]! *= w;
        }
      }
    }
    if (weights === undefined) {
      addToTotal(kernel.values.value, n);
      return;
    }
    addWeighted(kernel.values.value, rowWeights, n);
    for (let row = 0; row < n; row++) {
      // What is infinite and has a weight of 0 is 0.
      value[row] = rowWeight[row] === 0 && value[row] === Infinity ? 0 : value[row]! * rowWeight[row]!;
    }
  };

  return batch;

  function batch(
    targets: Numbers,
    logits: Numbers,
    options: SoftmaxBatchOptions,
    out: BatchOutput = {},
  ): BatchResult {
    const gamma = checkSoftmaxOptions(options);
    const { rows, count, distributions } = checkSoftmaxRows(targets, logits, options, out);
    const { classes, alpha, labelSmoothing = 0, reduction } = options;
    const cores = (): BatchResult => softmaxFocalLossBatch(targets, logits, options, out);
    if (distributions || labelSmoothing > 0 || classes < 2 || classes > capacity) return cores();
    const { values, gradients, hessians } = out;
    const kind = hessians ? HESSIAN : gradients ? GRADIENT : VALUE;
    const limit = largestMargin(gamma, 1);
    const most = Math.floor(capacity / classes);
    const weighs = options.weights !== undefined || ignoring(options);
    kernel.prepare();
    clearTotal();

    /** Computes a row by core, into the buffers. */
    const computeRow = (i: number, row: number): void => {
      const first = i * classes;
      const part = (array: Float64Array): Float64Array => array.subarray(row * classes, (row + 1) * classes);
      softmaxFocalLossBatch(
        [targets[i]!],
        Array.prototype.slice.call(logits, first, first + classes) as number[],
        { classes, gamma, alpha },
        {
          values: value.subarray(row, row + 1),
          gradients: gradients && part(gradient),
          hessians: hessians && part(hessian),
        },
      );
    };

    for (let start = 0; start < rows; start += most) {
      const n = Math.min(most, rows - start);
      const size = n * classes;
      takeTargets(targets, start, n, options);
      copy(logits, kernel.input.value, start * classes, size);
      const offs = kernel.softmaxFocalLoss(
        n,
        classes,
        kernel.targets.value,
        classWeights,
        kernel.input.value,
        kernel.labels.value,
        kernel.values.value,
        kernel.gradients.value,
        kernel.hessians.value,
        gamma,
        limit,
        kind,
      );
      // Where the kernel is of little use, as for masked classes, core alone is faster.
      if (start === 0 && 4 * offs > n) return cores();
      for (const row of off.subarray(0, offs)) {
        if (!isIgnored(start + row, targets, options)) computeRow(start + row, row);
      }
      if (weighs) weigh(targets, start, n, options);
      else addToTotal(kernel.values.value, n);
      if (values) give(value, values, start, n);
      if (gradients) give(gradient, gradients, start * classes, size);
      if (hessians) give(hessian, hessians, start * classes, size);
    }
    const { sum, nan, weight } = readTotal(total);
    const divisor = options.weights === undefined ? count : weight;
    return reduce(reduction, { sum, count, weight: divisor, positives: count, nan });
  }
}

function give(column: Float64Array, array: OutputArray, start: number, n: number): void {
  if (Array.isArray(array)) store(column, array, start, n);
  else array.set(column.subarray(0, n), start);
}
