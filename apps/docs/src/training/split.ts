/**
 * "Is it an 8?": images to train on and images to test with, as rare as the imbalance says.
 */
import type { Examples, Split } from "./examples.ts";
import { seededRandom, shuffle } from "./random.ts";

export interface Digits {
  readonly labels: Uint8Array;
  /** Grey levels, row-major [n, 64]. */
  readonly pixels: Uint8Array;
}

/** Images as a model sees them: 1 for an 8, and standardised pixels. */
export interface Images extends Examples {
  /** Their rows in the data. */
  readonly rows: readonly number[];
}

const FEATURES = 64;
const POSITIVE = 8;

/**
 * Two thirds to train on, one third to test with. Of the positives to train on, as many are kept as the imbalance leaves
 * (at least 5); the test keeps all of its own, which are weighted instead.
 *
 * @param options - `imbalance`: negatives for one positive; `seed`.
 */
export function splitDigits(
  { labels, pixels }: Digits,
  { imbalance, seed }: { imbalance: number; seed: number },
): Split<Images> {
  const random = seededRandom(seed);
  const rows = Array.from(labels, (_, i) => i);
  const [negatives, positives] = [false, true].map((wanted) =>
    shuffle(
      rows.filter((row) => (labels[row] === POSITIVE) === wanted),
      random,
    ),
  ) as [number[], number[]];
  const cut = (group: number[]): number => Math.round((group.length * 2) / 3);
  const kept = Math.max(5, Math.round(cut(negatives) / imbalance));
  const train = [
    ...negatives.slice(0, cut(negatives)),
    ...positives.slice(0, Math.min(kept, cut(positives))),
  ];
  const test = [...negatives.slice(cut(negatives)), ...positives.slice(cut(positives))];
  const scale = standardise(pixels, train);
  return { train: take(train), test: take(test) };

  function take(rows: readonly number[]): Images {
    const inputs = new Float64Array(rows.length * FEATURES);
    rows.forEach((row, i) => {
      for (let j = 0; j < FEATURES; j++) inputs[i * FEATURES + j] = scale(pixels[row * FEATURES + j]!, j);
    });
    return {
      labels: Float64Array.from(rows, (row) => (labels[row] === POSITIVE ? 1 : 0)),
      inputs,
      features: FEATURES,
      rows,
    };
  }
}

/** Mean 0 and deviation 1 over the training images; a pixel that never changes becomes 0. */
function standardise(pixels: Uint8Array, rows: readonly number[]): (value: number, j: number) => number {
  const mean = new Float64Array(FEATURES);
  const deviation = new Float64Array(FEATURES);
  for (let j = 0; j < FEATURES; j++) {
    for (const row of rows) mean[j]! += pixels[row * FEATURES + j]! / rows.length;
    for (const row of rows) deviation[j]! += (pixels[row * FEATURES + j]! - mean[j]!) ** 2 / rows.length;
    deviation[j] = Math.sqrt(deviation[j]!);
  }
  return (value, j) => (deviation[j] === 0 ? 0 : (value - mean[j]!) / deviation[j]!);
}
