/**
 * Who makes up the loss: the share of easy and of hard examples, by the probability of the true class.
 */
import { focalLossBatch } from "@focal-loss/core";
import { lossOptions } from "./evaluate.ts";
import type { Predictions } from "./predictions.ts";

/** From here on an example is well classified, as in figure 1 of Lin et al. (2017). */
const EASY_FROM = 0.6;

const EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export interface Share {
  /** The bin: `from <= p_t < to`, the last one with its end. */
  readonly from: number;
  readonly to: number;
  /** Shares of all examples, of the cross-entropy and of the focal loss; each column adds up to 1. */
  readonly examples: number;
  readonly crossEntropy: number;
  readonly focalLoss: number;
}

/**
 * Shares by bins of `p_t`, ten of them.
 *
 * @param predictions - Labels are 0 or 1.
 * @param options - `gamma`, `alpha`, and `imbalance`: positives are weighted so that there is one for that many negatives.
 */
export function lossShares(
  predictions: Predictions,
  { gamma, alpha, imbalance }: { gamma: number; alpha: number | undefined; imbalance?: number | undefined },
): Share[] {
  const { labels, probabilities } = predictions;
  const n = labels.length;
  const weights = imbalanceWeights(labels, imbalance);
  const [crossEntropy, focal] = [0, gamma].map((gamma) => {
    const values = new Float64Array(n);
    focalLossBatch(labels, probabilities, { ...lossOptions({ gamma, alpha }), weights }, { values });
    return values;
  });
  const columns = [weights, crossEntropy!, focal!].map((values) => {
    const bins = new Float64Array(EDGES.length - 1);
    for (let i = 0; i < n; i++) bins[binOf(labels[i]!, probabilities[i]!)]! += values[i]!;
    const total = bins.reduce((sum, value) => sum + value, 0);
    return bins.map((value) => (total === 0 ? 0 : value / total));
  });
  return EDGES.slice(1).map((to, bin) => ({
    from: EDGES[bin]!,
    to,
    examples: columns[0]![bin]!,
    crossEntropy: columns[1]![bin]!,
    focalLoss: columns[2]![bin]!,
  }));
}

/** The share of the well classified examples in a column. */
export function easyShare(
  shares: readonly Share[],
  column: "examples" | "crossEntropy" | "focalLoss",
): number {
  return shares.filter(({ from }) => from >= EASY_FROM).reduce((sum, share) => sum + share[column], 0);
}

/** One weight an example, with which there are `imbalance` negatives for a positive; 1 each without an imbalance. */
export function imbalanceWeights(labels: ArrayLike<number>, imbalance: number | undefined): Float64Array {
  const weights = new Float64Array(labels.length).fill(1);
  if (imbalance === undefined) return weights;
  let positives = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === 1) positives += 1;
  const weight = (labels.length - positives) / positives / imbalance;
  for (let i = 0; i < labels.length; i++) if (labels[i] === 1) weights[i] = weight;
  return weights;
}

function binOf(label: number, probability: number): number {
  const pt = label === 1 ? probability : 1 - probability;
  let bin = EDGES.length - 2;
  while (bin > 0 && pt < EDGES[bin]!) bin -= 1;
  return bin;
}
