/**
 * Summaries of samples. Medians: a machine that does something else for a moment moves them little.
 */

/** NaN for no samples. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How many times as long `samples` took as `base`: the median of the quotients of each round. */
export function ratio(samples: readonly number[], base: readonly number[]): number {
  const rounds = Math.min(samples.length, base.length);
  return median(Array.from({ length: rounds }, (_, round) => samples[round]! / base[round]!));
}
