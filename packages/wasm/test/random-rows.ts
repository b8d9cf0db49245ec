/** Seeded rows of the kinds that batches treat differently. */
import type { Numbers } from "@focal-loss/core";

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

/** Mostly ordinary probabilities; some near 0 or 1, at the limits, or NaN. */
export function randomProbability(random: () => number): number {
  const kind = random();
  if (kind < 0.7) return random();
  if (kind < 0.8) return 1 / (1 + Math.exp(90 * (random() - 0.5)));
  if (kind < 0.85) return 2 ** (-1074 * random());
  if (kind < 0.9) return 1 - 2 ** (-53 * random());
  if (kind < 0.96) return Math.round(random());
  return kind < 0.97 ? NaN : 0.5;
}

/** Weights and ways to ignore elements: for a number of elements. */
export const WEIGHINGS: readonly (readonly [
  name: string,
  optionsOf: (
    random: () => number,
    n: number,
  ) => { weights?: Numbers; mask?: ArrayLike<boolean | number>; ignoreLabel?: number },
])[] = [
  ["weights", (random, n) => ({ weights: Float64Array.from({ length: n }, () => randomWeight(random)) })],
  ["weights in floats", (random, n) => ({ weights: Float32Array.from({ length: n }, random) })],
  ["a mask", (random, n) => ({ mask: Array.from({ length: n }, () => random() < 0.5) })],
  ["an ignored label", () => ({ ignoreLabel: 1 })],
  [
    "all of them",
    (random, n) => ({
      weights: Array.from({ length: n }, () => randomWeight(random)),
      mask: Uint8Array.from({ length: n }, () => Math.round(random())),
      ignoreLabel: 0,
    }),
  ],
];

function randomWeight(random: () => number): number {
  const kind = random();
  if (kind < 0.2) return 0;
  if (kind < 0.25) return 2 ** (2000 * random() - 1000);
  return kind < 0.26 ? NaN : 3 * random();
}
