/**
 * Adam (Kingma and Ba, 2015).
 *
 * It divides each step by the size of the gradients, so that a loss with a small scale (focal loss) does not learn more slowly
 * for that alone.
 */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export class Adam {
  readonly #rate: number;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(weights: number, rate: number) {
    this.#rate = rate;
    this.#first = new Float64Array(weights);
    this.#second = new Float64Array(weights);
  }

  /** Moves the weights, in place. */
  step(weights: Float64Array, gradient: Float64Array): void {
    this.#steps += 1;
    const correction1 = 1 - BETA1 ** this.#steps;
    const correction2 = 1 - BETA2 ** this.#steps;
    gradient.forEach((value, j) => {
      this.#first[j] = BETA1 * this.#first[j]! + (1 - BETA1) * value;
      this.#second[j] = BETA2 * this.#second[j]! + (1 - BETA2) * value ** 2;
      const size = Math.sqrt(this.#second[j] / correction2) + EPSILON;
      weights[j]! -= (this.#rate * this.#first[j]) / correction1 / size;
    });
  }
}
