/**
 * Sum of losses that are each rounded to a multiple of 2^-30 first: what engines that compute a loss to a slightly different
 * last digit agree on. Their exact sums differ where they differ; here a loss counts the same unless the middle between two
 * multiples lies between its two values, which about one in 10^8 does.
 */
const UNIT = 1073741824; // 2^30
/** A sum of as many units stays below 2^53. */
const COLLECT_AT = 2 ** 52;

export class QuantisedSum {
  #units = 0n;
  #some = 0;

  /** Adds a loss. */
  add(loss: number): void {
    const units = Math.floor(loss * UNIT + 0.5);
    if (units < COLLECT_AT) this.addUnits(units);
    else if (units < Infinity) this.#units += BigInt(units);
  }

  /** Adds a sum of units; a number of them below 2^52. */
  addUnits(units: bigint | number): this {
    if (typeof units === "bigint") this.#units += units;
    else this.#some += units;
    if (this.#some >= COLLECT_AT) this.#collect();
    return this;
  }

  /** The sum in units of 2^-30. */
  units(): bigint {
    this.#collect();
    return this.#units;
  }

  /** The sum, rounded to a double. */
  sum(): number {
    return Number(this.units()) / UNIT;
  }

  #collect(): void {
    this.#units += BigInt(this.#some);
    this.#some = 0;
  }
}
