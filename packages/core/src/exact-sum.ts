/**
 * Exact sum of doubles: a superaccumulator.
 *
 * A finite double is a whole number of 2^-1074, and so is the sum; NaN and the infinities are counted. So no order, chunking
 * or number of workers can change the total, and it is rounded once, at the end. A weighted term is added as the two words of
 * its product.
 *
 *     sum = units 2^-1074 + (limb[0] + limb[1] 2^32 + limb[2] 2^64 + ...) 2^-1087
 *
 * A double touches the three limbs around its exponent, with at most 2^32 for each. A limb is itself a double and holds 2^21
 * of them exactly; before there are more, the limbs are collected into the units, a BigInt.
 *
 * Source: R. M. Neal, Fast exact summation using small and large superaccumulators (2015).
 */
import { low, twoProduct } from "./double-double.ts";
import { LARGEST_BLOCK, depositBlock } from "./exact-block.ts";
import { highWord, powerOfTwo } from "./float64-bits.ts";
import { nearestDouble, nearestWhole } from "./float64-rounding.ts";
import { refuse } from "./show.ts";

const LIMB = 4294967296; // 2^32
/** By the upper 6 bits of the exponent: makes a double less than 2^32, and its last bit at least 2^-52. */
const SCALES: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 64 }, (_, k) =>
  powerOfTwo(1023 - 32 * k),
);
/** How often limbs are collected. Each term may be two doubles, the words of a product. */
const TERMS_BETWEEN_COLLECTIONS = 1048576; // 2^20
/** From here on, no part of a two-product is below 2^-1074. */
const SMALLEST_PRODUCT = 4.008336720017946e-292; // 2^-968
/** 2098 bits of a double and some more, for as many terms as anyone adds. */
const LARGEST_BITS = 2175n;

/** What {@link ExactSum.toJSON} returns: plain data that survives JSON without loss. */
export interface ExactSumJson {
  /** The sum of the finite terms in units of 2^-1074, in decimal. */
  readonly units: string;
  /** How many terms were added. */
  readonly count: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
}

type CountName = Exclude<keyof ExactSumJson, "units">;

/**
 * Exact, order-free sum of doubles. Any split of the data, added and merged in any order, gives the same bits.
 *
 * NaN and the infinities are counted beside the finite terms: a NaN, or infinities of both signs, make the sum NaN.
 *
 * ```ts
 * new ExactSum().addAll([1e100, 1, -1e100]).sum(); // => 1
 * ```
 */
export class ExactSum {
  #units = 0n;
  /** Two more than there are scales, for the digits after the first. */
  readonly #limbs = new Float64Array(66);
  readonly #counts = { count: 0, nan: 0, positiveInfinity: 0, negativeInfinity: 0 };

  /** How many terms were added, NaN and the infinities included. */
  get count(): number {
    return this.#counts.count;
  }

  /** How many of the terms were `Infinity` or `-Infinity`. */
  get infinite(): number {
    return this.#counts.positiveInfinity + this.#counts.negativeInfinity;
  }

  /** Adds one double. What is no number counts as NaN. */
  add(value: number): this {
    this.#deposit(value);
    this.#countTerms(1);
    return this;
  }

  /** Adds every double of an array, typed or plain. */
  addAll(values: ArrayLike<number>): this {
    const { length } = values;
    const deposit = (value: number): void => this.#deposit(value);
    for (let start = 0; start < length; start += LARGEST_BLOCK) {
      const end = Math.min(start + LARGEST_BLOCK, length);
      if (!depositBlock(values, start, end, deposit)) for (let i = start; i < end; i++) deposit(values[i]!);
      this.#countTerms(end - start);
    }
    return this;
  }

  /**
   * Adds the real product of two doubles, not a rounded one, as one term. What it has below 2^-1074 is rounded, ties to even.
   *
   * Where IEEE arithmetic makes the product NaN or infinite (`0 * Infinity`, overflow), that is added.
   */
  addProduct(weight: number, value: number): this {
    const product = twoProduct(weight, value);
    const rest = low[0]!;
    if (product === 0 || !Number.isFinite(product)) return this.add(product);
    // Beside a factor or product too large for the two-product, the rest is not finite.
    if (Math.abs(product) >= SMALLEST_PRODUCT && Number.isFinite(rest)) {
      this.#deposit(product);
      return this.add(rest);
    }
    const units = new ExactSum().add(weight).#collect() * new ExactSum().add(value).#collect();
    this.#units += nearestWhole(units, 1n << 1074n);
    return this.add(0);
  }

  /** Adds the terms of another sum, which stays as it is. */
  merge(other: ExactSum): this {
    this.#units = this.#collect() + other.#collect();
    for (const name of Object.keys(this.#counts) as CountName[]) this.#counts[name] += other.#counts[name];
    return this;
  }

  /** The sum, rounded once to double (0 for no terms; `Infinity` where it overflows). */
  sum(): number {
    return this.#rounded(1);
  }

  /** The exact sum divided by {@link count}, rounded once to double (NaN for no terms). */
  mean(): number {
    return this.count === 0 ? NaN : this.#rounded(this.count);
  }

  /** Plain data for `JSON.stringify`; {@link fromJSON} makes the same sum of it. */
  toJSON(): ExactSumJson {
    return { units: this.#collect().toString(), ...this.#counts };
  }

  /**
   * The sum that {@link toJSON} wrote.
   *
   * @throws If `json` is not what `toJSON` writes. {@link TypeError}
   */
  static fromJSON(json: ExactSumJson): ExactSum {
    const units: unknown = json?.units;
    if (typeof units !== "string" || !/^-?\d+$/.test(units)) {
      refuse("units", "a whole number as a string", units, false);
    }
    const result = new ExactSum();
    const counts = result.#counts;
    for (const name of Object.keys(counts) as CountName[]) {
      const count = json[name];
      if (!(Number.isSafeInteger(count) && count >= 0)) refuse(name, "a whole number >= 0", count, false);
      counts[name] = count;
    }
    if (counts.nan + result.infinite > counts.count) {
      refuse("count", "at least as many terms as are not finite", counts.count, false);
    }
    result.#units = BigInt(units);
    if (result.#units >> LARGEST_BITS !== result.#units >> (LARGEST_BITS + 1n)) {
      throw new TypeError(`"units" expected a sum of doubles, got a number of ${units.length} digits`);
    }
    return result;
  }

  #rounded(divisor: number): number {
    const { nan, positiveInfinity, negativeInfinity } = this.#counts;
    const special = (nan && NaN) + (positiveInfinity && Infinity) - (negativeInfinity && Infinity);
    return special === 0 ? nearestDouble(this.#collect(), BigInt(divisor)) : special;
  }

  /** Counts terms that were deposited, fewer than lie between collections, and collects when it is time. */
  #countTerms(terms: number): void {
    const counts = this.#counts;
    const rest = counts.count % TERMS_BETWEEN_COLLECTIONS;
    counts.count += terms;
    if (rest + terms >= TERMS_BETWEEN_COLLECTIONS) this.#collect();
  }

  #deposit(value: number): void {
    if (!Number.isFinite(value)) {
      const name = value === Infinity ? "positiveInfinity" : value === -Infinity ? "negativeInfinity" : "nan";
      this.#counts[name] += 1;
      return;
    }
    // Three digits in base 2^32. Only the first has the sign: the others are what is above its floor.
    const k = (highWord(value) >>> 25) & 63;
    const scaled = value * SCALES[k]!;
    const first = Math.floor(scaled);
    const rest = (scaled - first) * LIMB;
    const second = Math.floor(rest);
    const limbs = this.#limbs;
    limbs[k + 2]! += first;
    limbs[k + 1]! += second;
    limbs[k]! += (rest - second) * LIMB;
  }

  /** Empties the limbs into the units, and returns these. */
  #collect(): bigint {
    this.#units += this.#limbs.reduceRight((sum, limb) => (sum << 32n) + BigInt(limb), 0n) >> 13n;
    this.#limbs.fill(0);
    return this.#units;
  }
}
