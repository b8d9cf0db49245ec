/**
 * Points in a plane: two clouds of class 0, and between them one of class 1, as rare as the imbalance says. They overlap, so
 * that nobody can be right everywhere.
 */
import type { Examples, Split } from "./examples.ts";
import { normal, seededRandom } from "./random.ts";

const TRAIN_NEGATIVES = 2000;
const TEST = { negatives: 1000, positives: 500 } as const;
/** Of each class there has to be something to learn from. */
const LEAST = 2;

/** The plane that is drawn: almost all points are in it. */
export const PLANE = [-3.2, 3.2] as const;

interface Cloud {
  readonly center: readonly [x: number, y: number];
  readonly deviation: number;
}
const NEGATIVE: readonly Cloud[] = [
  { center: [-1.1, -0.5], deviation: 0.75 },
  { center: [1.2, -0.3], deviation: 0.65 },
];
const POSITIVE: readonly Cloud[] = [{ center: [0, 0.9], deviation: 0.55 }];

/**
 * Draws the points.
 *
 * @param options - `imbalance`: negatives for one positive, from 1 to 1000; `seed`. The test has positives enough, which are
 * weighted instead.
 */
export function drawBlobs({ imbalance, seed }: { imbalance: number; seed: number }): Split {
  const random = seededRandom(seed);
  const positives = Math.max(LEAST, Math.round(TRAIN_NEGATIVES / imbalance));
  const train = draw(TRAIN_NEGATIVES, positives, random);
  return { train, test: draw(TEST.negatives, TEST.positives, random) };
}

function draw(negatives: number, positives: number, random: () => number): Examples {
  const n = negatives + positives;
  const inputs = new Float64Array(2 * n);
  const labels = new Float64Array(n).fill(1, negatives);
  for (let i = 0; i < n; i++) {
    const clouds = labels[i] === 1 ? POSITIVE : NEGATIVE;
    const { center, deviation } = clouds[i % clouds.length]!;
    for (const axis of [0, 1] as const) inputs[2 * i + axis] = center[axis] + deviation * normal(random);
  }
  return { labels, inputs, features: 2 };
}
