/**
 * How the losses of examples are spread, by powers of ten.
 */
import { type BatchOptions, focalLossWithLogitsBatch } from "@focal-loss/core";

/** Edges of the bins, as decimal logarithms. What is smaller or larger is in the first or the last bin. */
export const LOSS_EDGES: readonly number[] = Array.from({ length: 17 }, (_, i) => -7 + i / 2);

/** The share of the examples in each bin. */
export function lossHistogram(labels: Float64Array, logits: Float64Array, options: BatchOptions): number[] {
  const values = new Float64Array(labels.length);
  focalLossWithLogitsBatch(labels, logits, options, { values });
  const bins = LOSS_EDGES.slice(1).map(() => 0);
  for (const value of values) {
    const bin = LOSS_EDGES.findLastIndex((edge) => Math.log10(value) >= edge);
    bins[Math.min(bins.length - 1, Math.max(0, bin))]! += 1 / values.length;
  }
  return bins;
}
