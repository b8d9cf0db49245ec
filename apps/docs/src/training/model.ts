/**
 * Logistic regression, trained by Adam on the gradients of core.
 *
 * Adam divides each step by the size of the gradients, so that a loss with a small scale (focal loss) does not learn more
 * slowly for that alone.
 */
import { type BatchOptions, focalLossWithLogitsBatch } from "@focal-loss/core";
import type { Examples } from "./split.ts";

const RATE = 0.01;
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export class LogisticRegression {
  /** One weight a feature, and the bias. */
  readonly weights: Float64Array;
  readonly #options: BatchOptions;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(features: number, options: BatchOptions, bias: number) {
    this.weights = new Float64Array(features + 1);
    this.weights[features] = bias;
    this.#options = options;
    this.#first = new Float64Array(features + 1);
    this.#second = new Float64Array(features + 1);
  }

  /** One logit an example. */
  logits({ inputs, features, labels }: Examples, rows?: readonly number[]): Float64Array {
    const out = new Float64Array(rows?.length ?? labels.length);
    for (let i = 0; i < out.length; i++) {
      const start = (rows?.[i] ?? i) * features;
      let z = this.weights[features]!;
      for (let j = 0; j < features; j++) z += this.weights[j]! * inputs[start + j]!;
      out[i] = z;
    }
    return out;
  }

  /** One step on the mean loss of some examples. */
  step(examples: Examples, rows: readonly number[]): void {
    const { inputs, features, labels } = examples;
    const gradients = new Float64Array(rows.length);
    focalLossWithLogitsBatch(
      Float64Array.from(rows, (row) => labels[row]!),
      this.logits(examples, rows),
      this.#options,
      { gradients },
    );
    const total = new Float64Array(features + 1);
    rows.forEach((row, i) => {
      const gradient = gradients[i]! / rows.length;
      for (let j = 0; j < features; j++) total[j]! += gradient * inputs[row * features + j]!;
      total[features]! += gradient;
    });
    this.#steps += 1;
    const correction1 = 1 - BETA1 ** this.#steps;
    const correction2 = 1 - BETA2 ** this.#steps;
    total.forEach((gradient, j) => {
      this.#first[j] = BETA1 * this.#first[j]! + (1 - BETA1) * gradient;
      this.#second[j] = BETA2 * this.#second[j]! + (1 - BETA2) * gradient ** 2;
      const size = Math.sqrt(this.#second[j] / correction2) + EPSILON;
      this.weights[j]! -= (RATE * this.#first[j]) / correction1 / size;
    });
  }
}
