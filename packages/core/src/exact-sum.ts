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
/** Terms that are added at once: 2^10, of which sums of upper digits leave room for. */
const BLOCK = 1024;
/** Below, one by one is as fast. */
const SMALLEST_BLOCK = 16;
const LARGEST_IN_BLOCK = 1.0715086071862673e301; // 2^1000
const SMALLEST_IN_BLOCK = 1.3319983461951343e-256; // 2^-850
/** From one sigma to the next: 2^-42. */
const STEP = 2.2737367544323206e-13;
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
    this.#counts.count += 1;
    if (this.#counts.count % TERMS_BETWEEN_COLLECTIONS === 0) this.#collect();
    return this;
  }

  /** Adds every double of an array, typed or plain. */
  addAll(values: ArrayLike<number>): this {
    const { length } = values;
    for (let start = 0; start < length; start += BLOCK) {
      const end = Math.min(start + BLOCK, length);
      if (!this.#addBlock(values, start, end)) for (let i = start; i < end; i++) this.add(values[i]!);
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

  /**
   * Adds a block as three doubles and what they leave; false, and nothing added, where it cannot.
   *
   * With sigma = 1.5 2^M, at least 2^11 of the largest term, `(sigma + x) - sigma` is x rounded to a multiple of 2^(M-52): its
   * upper digits. The sum of these over a block is exact, and so is what x has below them: 42 bits a round.
   *
   * Source: S. M. Rump, T. Ogita, S. Oishi, Accurate floating-point summation part I (2008), ExtractVector.
   */
  #addBlock(values: ArrayLike<number>, start: number, end: number): boolean {
    let largest = 0;
    for (let i = start; i < end; i++) {
      const size = Math.abs(values[i]!);
      if (size > largest) largest = size;
    }
    // Beyond, sigma is not finite or the last one is 0.
    if (end - start < SMALLEST_BLOCK || !(largest < LARGEST_IN_BLOCK && largest > SMALLEST_IN_BLOCK))
      return false;
    const sigma1 = 1.5 * powerOfTwo((highWord(largest) >>> 20) - 1023 + 12);
    const sigma2 = sigma1 * STEP;
    const sigma3 = sigma2 * STEP;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let left = 0;
    for (let i = start; i < end; i++) {
      const x = values[i]!;
      const part1 = sigma1 + x - sigma1;
      const rest1 = x - part1;
      const part2 = sigma2 + rest1 - sigma2;
      const rest2 = rest1 - part2;
      const part3 = sigma3 + rest2 - sigma3;
      sum1 += part1;
      sum2 += part2;
      sum3 += part3;
      left += Math.abs(rest2 - part3);
    }
    if (sum1 !== sum1) return false;
    this.#deposit(sum1);
    this.#deposit(sum2);
    this.#deposit(sum3);
    const last = left > 0 ? end : start;
    for (let i = start; i < last; i++) {
      const x = values[i]!;
      const rest1 = x - (sigma1 + x - sigma1);
      const rest2 = rest1 - (sigma2 + rest1 - sigma2);
      const rest3 = rest2 - (sigma3 + rest2 - sigma3);
      if (rest3 !== 0) this.#deposit(rest3);
    }
    const { count } = this.#counts;
    this.#counts.count += end - start;
    if (Math.floor(count / TERMS_BETWEEN_COLLECTIONS) < Math.floor(this.count / TERMS_BETWEEN_COLLECTIONS)) {
      this.#collect();
    }
    return true;
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
