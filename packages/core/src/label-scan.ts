/**
 * One look at all labels before anything is computed: are they in [0, 1], which count, are some of them soft. As in
 * columns-io.ts, each common kind of array has a loop of its own. y (1 - y) is 0 for hard labels alone, and computing it is
 * faster than branching on which of them a label is.
 */
import { checkElements, type Range, UNIT } from "./batch-checks.ts";
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
  let count = length;
  let positives = 0;
  let soft = false;
  if (ignoring(options)) {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (isIgnored(i, labels, options)) {
        count -= 1;
      } else {
        if (y * (1 - y) !== 0) soft = true;
        positives += y;
      }
    }
  } else if (labels instanceof Float64Array) {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (y * (1 - y) !== 0) soft = true;
      positives += y;
    }
  } else if (labels instanceof Float32Array) {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (y * (1 - y) !== 0) soft = true;
      positives += y;
    }
  } else {
    for (let i = 0; i < length; i++) {
      const y = labels[i]!;
      if (y * (1 - y) !== 0) soft = true;
      positives += y;
    }
  }
  // A label outside [0, 1] is soft, too.
  if (soft) checkCounted("labels", labels, labels, options);
  return { count, positives, soft };
}

/** {@link checkElements}, without those that are ignored; `width` elements share a label. */
export function checkCounted(
  name: string,
  array: Numbers,
  labels: Numbers,
  options: ReductionOptions,
  range: Range = UNIT,
  width: number = 1,
): void {
  checkElements(name, array, range, (i) => isIgnored(Math.floor(i / width), labels, options));
}

/** Whether the options ignore some elements. */
export function ignoring({ mask, ignoreLabel }: ReductionOptions): boolean {
  return mask !== undefined || ignoreLabel !== undefined;
}

export function isIgnored(i: number, labels: Numbers, { mask, ignoreLabel }: ReductionOptions): boolean {
  return (mask !== undefined && !mask[i]) || labels[i] === ignoreLabel;
}
