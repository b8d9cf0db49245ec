/**
 * What gamma does to answers of different quality.
 */
import { type Evaluation, evaluate } from "./evaluate.ts";
import { shortNumber } from "./numbers.ts";
import type { Table } from "./table.ts";

const PROBABILITIES = [0.1, 0.3, 0.5, 0.7, 0.9, 0.968, 0.99];

export function gammaTable(gamma: number): Table {
  return {
    columns: ["the right answer got", "cross-entropy", "focal loss", "times less", "gradient dL/dz"],
    rows: PROBABILITIES.map((probability) => {
      const { crossEntropy, focalLoss, timesSmaller, gradient } = at(gamma, probability);
      return [String(probability), ...[crossEntropy, focalLoss, timesSmaller, gradient].map(shortNumber)];
    }),
  };
}

/** How many times less than with cross-entropy a right answer costs. */
export function timesLess(gamma: number, probability: number): string {
  return shortNumber(at(gamma, probability).timesSmaller);
}

function at(gamma: number, probability: number): Evaluation {
  return evaluate({ gamma, alpha: undefined, label: 1, probability });
}
