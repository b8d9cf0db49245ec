/**
 * One look at all labels before anything is computed: are they in [0, 1], which count, are some of them soft. As in
 * columns-io.ts, each common kind of array has a loop of its own.
 */
import type { Numbers, ReductionOptions } from "./batch-options.ts";

export interface LabelScan {
  /** Elements that are not ignored. */
  readonly count: number;
  /** Sum of their labels. */
  readonly positives: number;
  /** Whether one of them is neither 0 nor 1. */
  readonly soft: boolean;
}

/**
 * @throws If the label of an element that counts is outside [0, 1]. {@link RangeError}
 */
export function scanLabels(labels: Numbers, options: ReductionOptions): LabelScan {
  const { length } = labels;
  let softs = 0;
  let positives = 0;
  const ignores = ignoring(options);
  if (ignores) {
    let count = 0;
    for (let i = 0; i < length; i++) {
      if (isIgnored(i, labels, options)) continue;
      const y = labels[i]!;
      count += 1;
      softs += y * (1 - y) === 0 ? 0 : softLabel(y, i);
      positives += y;
    }
    return { count, positives, soft: softs > 0 };
  }
  if (labels instanceof Float64Array) {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (y * (1 - y) !== 0) softs += softLabel(y, i);
      positives += y;
    }
  } else if (labels instanceof Float32Array) {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (y * (1 - y) !== 0) softs += softLabel(y, i);
      positives += y;
    }
  } else {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (y * (1 - y) !== 0) softs += softLabel(y, i);
      positives += y;
    }
  }
  return { count: length, positives, soft: softs > 0 };
}

/** Whether the options ignore some elements. */
export function ignoring({ mask, ignoreLabel }: ReductionOptions): boolean {
  return mask !== undefined || ignoreLabel !== undefined;
}

export function isIgnored(i: number, labels: Numbers, { mask, ignoreLabel }: ReductionOptions): boolean {
  return (mask !== undefined && !mask[i]) || (ignoreLabel !== undefined && labels[i] === ignoreLabel);
}

/** 1 for a label in (0, 1) and for NaN, which is counted, not thrown. */
function softLabel(y: number, i: number): number {
  if (y < 0 || y > 1) throw new RangeError(`"labels[${i}]" expected a number in [0, 1], got ${y}`);
  return 1;
}
