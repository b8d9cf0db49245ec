/**
 * Options of the softmax batch, and their validation: once, before anything is computed.
 */
import {
  checkArrays,
  checkNumbers,
  checkOption,
  checkOptions,
  CLASS_WEIGHT,
  type OptionTable,
  type Range,
  UNIT,
} from "./batch-checks.ts";
import type { BatchOutput, Numbers, ReductionOptions } from "./batch-options.ts";
import type { Reduction } from "./reduction.ts";
import { checkCounted, isIgnored } from "./label-scan.ts";
import { refuse } from "./show.ts";

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

const SOFTMAX_OPTIONS: OptionTable = [
  ["reduction", '"mean", "sum", "weights" or "none"'],
  ["hessianMode", '"exact"'],
];

/** Throws where an option of the softmax batch is not what it should be. Returns gamma. */
export function checkSoftmaxOptions(options: SoftmaxBatchOptions): number {
  const gamma = checkOptions(options, SOFTMAX_OPTIONS);
  const { classes, alpha = 1 } = options;
  checkOption("classes", classes, ["a whole number >= 1", 1, 4294967295, true]);
  if (typeof alpha !== "object") {
    checkOption("alpha", alpha, CLASS_WEIGHT);
  } else {
    checkNumbers("alpha", alpha, classes);
    for (let k = 0; k < classes; k++) checkOption(`alpha[${k}]`, alpha[k], CLASS_WEIGHT);
  }
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
  checkNumbers("logits", logits);
  const { length } = logits;
  const rows = length / classes;
  if (Math.floor(rows) !== rows) refuse("logits", `a length that is a multiple of ${classes}`, length);
  const distributions = targets?.length === length && length !== rows;
  checkNumbers("targets", targets, distributions ? length : rows);
  if (distributions && ignoreLabel !== undefined) {
    refuse("ignoreLabel", "none beside distributions", ignoreLabel);
  }
  const index: Range = [`a class index in [0, ${classes - 1}]`, 0, classes - 1, true];
  checkCounted("targets", targets, targets, options, distributions ? UNIT : index, targets.length / rows);
  checkArrays(options, out, rows, classes);
  let count = 0;
  for (let row = 0; row < rows; row++) if (!isIgnored(row, targets, options)) count += 1;
  return { rows, count, distributions };
}
