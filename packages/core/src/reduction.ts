/**
 * What a batch returns: its loss by one of several reductions, and what that is made of.
 */

/**
 * What `loss` is. Ignored elements count nowhere.
 *
 * - `"mean"`: sum / number of elements
 * - `"sum"`: sum
 * - `"weights"`: sum / sum of the weights
 * - `"positives"`: sum / sum of the labels, at least 1 (RetinaNet)
 * - `"none"`: NaN; read the values
 */
export type Reduction = "mean" | "sum" | "weights" | "positives" | "none";

/** What a batch returns. */
export interface BatchResult {
  /** The reduced loss. */
  readonly loss: number;
  /** Sum of the weighted losses, in nats: carried in two words and rounded once. */
  readonly sum: number;
  /** How many elements are not ignored. */
  readonly count: number;
  /** Sum of their weights. */
  readonly weight: number;
  /** Sum of their labels, before smoothing: the number of positives where labels are 0 or 1. */
  readonly positives: number;
  /** How many of them have a loss that is NaN. */
  readonly nan: number;
}

/** The loss of a batch by its reduction. */
export function reduce(reduction: Reduction | undefined, result: Omit<BatchResult, "loss">): BatchResult {
  const { sum, count, weight, positives, nan } = result;
  const divisors = {
    mean: count,
    sum: 1,
    weights: weight,
    positives: Math.max(1, positives),
    none: NaN,
  };
  return { loss: sum / divisors[reduction ?? "mean"], sum, count, weight, positives, nan };
}
