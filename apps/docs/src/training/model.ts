/**
 * What learns, on the gradients of core: a model says logits, and takes a step on some examples.
 */
import { type BatchOptions, focalLossWithLogitsBatch } from "@focal-loss/core";
import { Adam } from "./adam.ts";
import type { Examples } from "./examples.ts";

export interface Model {
  /** One logit a row of inputs, for all examples or for some of their rows. */
  logits(examples: Pick<Examples, "inputs" | "features">, rows?: readonly number[]): Float64Array;
  /** One step on the mean loss of some examples. */
  step(examples: Examples, rows: readonly number[]): void;
}

/** Derivatives of the mean loss by each logit. */
export function logitGradients(
  { labels }: Examples,
  rows: readonly number[],
  logits: Float64Array,
  options: BatchOptions,
): Float64Array {
  const gradients = new Float64Array(rows.length);
  focalLossWithLogitsBatch(
    Float64Array.from(rows, (row) => labels[row]!),
    logits,
    options,
    { gradients },
  );
  return gradients.map((gradient) => gradient / rows.length);
}

const RATE = 0.01;

/** One weight a feature, and the bias. */
export class LogisticRegression implements Model {
  readonly #weights: Float64Array;
  readonly #options: BatchOptions;
  readonly #adam: Adam;

  constructor(features: number, options: BatchOptions, bias: number) {
    this.#weights = new Float64Array(features + 1);
    this.#weights[features] = bias;
    this.#options = options;
    this.#adam = new Adam(features + 1, RATE);
  }

  logits(
    { inputs, features }: Pick<Examples, "inputs" | "features">,
    rows?: readonly number[],
  ): Float64Array {
    const out = new Float64Array(rows?.length ?? inputs.length / features);
    for (let i = 0; i < out.length; i++) {
      const start = (rows?.[i] ?? i) * features;
      let z = this.#weights[features]!;
      for (let j = 0; j < features; j++) z += this.#weights[j]! * inputs[start + j]!;
      out[i] = z;
    }
    return out;
  }

  step(examples: Examples, rows: readonly number[]): void {
    const { inputs, features } = examples;
    const gradients = logitGradients(examples, rows, this.logits(examples, rows), this.#options);
    const total = new Float64Array(features + 1);
    rows.forEach((row, i) => {
      for (let j = 0; j < features; j++) total[j]! += gradients[i]! * inputs[row * features + j]!;
      total[features]! += gradients[i]!;
    });
    this.#adam.step(this.#weights, total);
  }
}
