/**
 * Options of the softmax batch, and their validation: once, before anything is computed.
 */
import {
  type BatchOutput,
  checkArray,
  checkArrays,
  checkElements,
  checkNumber,
  checkReductionOptions,
  type Numbers,
  type Reduction,
  type ReductionOptions,
} from "./batch-options.ts";
import { show } from "./show.ts";
import { LARGEST_WEIGHT } from "./class-weights.ts";
import { isIgnored } from "./label-scan.ts";

/** Options of {@link softmaxFocalLossBatch}. */
export interface SoftmaxBatchOptions extends Omit<
  ReductionOptions,
  "labelSmoothing" | "ignoreLabel" | "reduction"
> {
  /** How many logits a row has. */
  readonly classes: number;
  /** Weight of the classes in [0, 1e280]: one for all, or one a class (default 1). */
  readonly alpha?: number | Numbers | undefined;
  /** Moves a target `t` to `t (1 - labelSmoothing) + labelSmoothing / classes`; in [0, 1] (default 0). */
  readonly labelSmoothing?: number | undefined;
  /** Rows with this class index are ignored; it need not be a class. */
  readonly ignoreLabel?: number | undefined;
  readonly reduction?: Exclude<Reduction, "positives"> | undefined;
}

/** What a softmax batch is made of. */
export interface SoftmaxRows {
  readonly rows: number;
  /** Rows that are not ignored. */
  readonly count: number;
  /** Whether targets are distributions, not class indices. */
  readonly distributions: boolean;
}

/** Throws where an argument of the softmax batch is not what it should be. Returns gamma. */
export function checkSoftmaxOptions(options: SoftmaxBatchOptions): number {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`"options" expected an object, got ${show(options)}`);
  }
  const { classes, alpha, reduction } = options as { classes: unknown; alpha?: unknown; reduction?: unknown };
  if (typeof classes !== "number") {
    throw new TypeError(`"classes" expected a whole number >= 1, got ${show(classes)}`);
  }
  if (!(classes >= 1 && classes < 4294967296 && Math.floor(classes) === classes)) {
    throw new RangeError(`"classes" expected a whole number >= 1, got ${classes}`);
  }
  const gamma = checkReductionOptions(options);
  if (reduction === "positives") {
    throw new RangeError('"reduction" expected "mean", "sum", "weights" or "none", got "positives"');
  }
  if (typeof alpha !== "object" || alpha === null) {
    checkNumber("alpha", alpha, 0, LARGEST_WEIGHT);
    return gamma;
  }
  checkArray("alpha", alpha, classes);
  const weights = alpha as ArrayLike<unknown>;
  for (let k = 0; k < classes; k++)
    checkNumber(`alpha[${k}]`, weights[k] ?? show(weights[k]), 0, LARGEST_WEIGHT);
  return gamma;
}

/** Throws where the arrays do not fit together, or the target of a row that counts is outside its range. */
export function checkSoftmaxRows(
  targets: Numbers,
  logits: Numbers,
  options: SoftmaxBatchOptions,
  out: BatchOutput,
): SoftmaxRows {
  const { classes, ignoreLabel } = options;
  checkArray("logits", logits);
  checkElements("logits", logits);
  const rows = logits.length / classes;
  if (Math.floor(rows) !== rows) {
    throw new RangeError(`"logits" expected a length that is a multiple of ${classes}, got ${logits.length}`);
  }
  checkArray("targets", targets);
  checkElements("targets", targets);
  if (targets.length !== rows && targets.length !== logits.length) {
    throw new RangeError(
      `"targets" expected length ${rows} (class indices) or ${logits.length} (distributions), got ${targets.length}`,
    );
  }
  checkArrays(options, out, rows, classes);
  const distributions = targets.length !== rows;
  if (distributions && ignoreLabel !== undefined) {
    throw new RangeError(`"ignoreLabel" expected class indices as targets, got distributions`);
  }
  const count = distributions ? scanDistributions(targets, rows, options) : scanIndices(targets, options);
  return { rows, count, distributions };
}

function scanIndices(targets: Numbers, options: SoftmaxBatchOptions): number {
  const { classes } = options;
  let count = 0;
  for (let i = 0; i < targets.length; i++) {
    if (isIgnored(i, targets, options)) continue;
    const c = targets[i]!;
    count += 1;
    if (c >= 0 && c < classes && Math.floor(c) === c) continue;
    // NaN is counted, not thrown.
    if (c === c)
      throw new RangeError(`"targets[${i}]" expected a class index in [0, ${classes - 1}], got ${c}`);
  }
  return count;
}

function scanDistributions(targets: Numbers, rows: number, options: SoftmaxBatchOptions): number {
  const { classes } = options;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (isIgnored(row, targets, options)) continue;
    count += 1;
    for (let i = row * classes; i < (row + 1) * classes; i++) {
      if (targets[i]! < 0 || targets[i]! > 1) {
        throw new RangeError(`"targets[${i}]" expected a number in [0, 1], got ${targets[i]}`);
      }
    }
  }
  return count;
}
