/**
 * A network of two hidden layers of eight, with tanh: small enough to watch, and its boundary can bend.
 *
 *     h1 = tanh(W1 x + b1),   h2 = tanh(W2 h1 + b2),   z = w3 h2 + b3
 */
import type { BatchOptions } from "@focal-loss/core";
import { Adam } from "./adam.ts";
import type { Examples } from "./examples.ts";
import { logitGradients, type Model } from "./model.ts";
import { normal } from "./random.ts";

const WIDTH = 8;
const RATE = 0.01;

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Row-major [outputs, inputs + 1], the bias last. */
  readonly weights: Float64Array;
  readonly gradient: Float64Array;
  readonly adam: Adam;
}

export class MultilayerPerceptron implements Model {
  readonly #layers: readonly Layer[];
  readonly #options: BatchOptions;

  /**
   * @param bias - The logit of every example at the start: the last layer's weights are 0, so that nothing else counts.
   * @param random - Numbers in [0, 1), for the weights of the hidden layers.
   */
  constructor(features: number, options: BatchOptions, bias: number, random: () => number) {
    this.#options = options;
    this.#layers = [
      [features, WIDTH],
      [WIDTH, WIDTH],
      [WIDTH, 1],
    ].map(([inputs, outputs], depth) => {
      const size = (inputs! + 1) * outputs!;
      const weights = new Float64Array(size);
      if (depth < 2) weights.forEach((_, i) => (weights[i] = normal(random) / Math.sqrt(inputs!)));
      else weights[size - 1] = bias;
      return {
        inputs: inputs!,
        outputs: outputs!,
        weights,
        gradient: new Float64Array(size),
        adam: new Adam(size, RATE),
      };
    });
  }

  logits(
    { inputs, features }: Pick<Examples, "inputs" | "features">,
    rows?: readonly number[],
  ): Float64Array {
    return Float64Array.from({ length: rows?.length ?? inputs.length / features }, (_, i) => {
      const start = (rows?.[i] ?? i) * features;
      return this.#forward(inputs.subarray(start, start + features)).at(-1)![0]!;
    });
  }

  step(examples: Examples, rows: readonly number[]): void {
    const { inputs, features } = examples;
    const passes = rows.map((row) => this.#forward(inputs.subarray(row * features, (row + 1) * features)));
    const logits = Float64Array.from(passes, (pass) => pass.at(-1)![0]!);
    const gradients = logitGradients(examples, rows, logits, this.#options);
    for (const { gradient } of this.#layers) gradient.fill(0);
    passes.forEach((pass, i) => this.#backward(pass, Float64Array.of(gradients[i]!)));
    for (const { weights, gradient, adam } of this.#layers) adam.step(weights, gradient);
  }

  /** What goes into each layer, and last the logit. */
  #forward(input: Float64Array): Float64Array[] {
    const pass = [input];
    this.#layers.forEach(({ inputs, outputs, weights }, depth) => {
      const from = pass[depth]!;
      const to = new Float64Array(outputs);
      for (let k = 0; k < outputs; k++) {
        const start = k * (inputs + 1);
        let sum = weights[start + inputs]!;
        for (let j = 0; j < inputs; j++) sum += weights[start + j]! * from[j]!;
        to[k] = depth < this.#layers.length - 1 ? Math.tanh(sum) : sum;
      }
      pass.push(to);
    });
    return pass;
  }

  /** Adds one example's gradients, from the last layer to the first. */
  #backward(pass: readonly Float64Array[], byLogit: Float64Array): void {
    let above = byLogit;
    for (let depth = this.#layers.length - 1; depth >= 0; depth--) {
      const { inputs, outputs, weights, gradient } = this.#layers[depth]!;
      const from = pass[depth]!;
      const below = new Float64Array(inputs);
      for (let k = 0; k < outputs; k++) {
        const start = k * (inputs + 1);
        for (let j = 0; j < inputs; j++) {
          gradient[start + j]! += above[k]! * from[j]!;
          below[j]! += above[k]! * weights[start + j]!;
        }
        gradient[start + inputs]! += above[k]!;
      }
      // tanh' = 1 - tanh^2; what went into a hidden layer is itself a tanh.
      above = below.map((value, j) => value * (1 - from[j]! ** 2));
    }
  }
}
