/** Seeded rows of the kinds that batches treat differently. */

/** A linear congruential generator: uniform in [0, 1). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Mostly ordinary logits; some far out, huge, infinite, tiny or NaN. */
export function randomLogit(random: () => number): number {
  const kind = random();
  if (kind < 0.8) return 12 * (random() + random() + random() - 1.5);
  if (kind < 0.93) return 200 * (random() - 0.5);
  if (kind < 0.95) return 2000 * (random() - 0.5);
  if (kind < 0.96) return 2 ** (2000 * random() - 1000) * (random() < 0.5 ? -1 : 1);
  if (kind < 0.97) return (Math.floor(random() * 2600) - 1300) / 32;
  if (kind < 0.98) return random() < 0.5 ? 0 : -0;
  if (kind < 0.99) return random() < 0.5 ? Infinity : -Infinity;
  return NaN;
}

/** A label: 0 or 1, or with the given share of them soft, or NaN. */
export function randomLabel(random: () => number, soft: number): number {
  if (random() >= soft) return random() < 0.3 ? 1 : 0;
  return random() < 0.05 ? NaN : random();
}
