/**
 * Exact sum of doubles: a superaccumulator.
 *
 * The finite terms are added as whole numbers of 2^-1074 (limbs.ts); NaN and the infinities are counted. So no order,
 * chunking or number of workers can change the total, and it is rounded once, at the end. A weighted term is added as
 * the two words of its product.
 */
import { low, twoProduct } from "./double-double.ts";
import { roundQuotient, roundScaled } from "./float64-rounding.ts";
import { carry, deposit, DEPOSITS_BETWEEN_CARRIES, fromUnits, newLimbs, toUnits } from "./limbs.ts";
import { show } from "./show.ts";

const UNIT_EXPONENT = -1074;

/** The two-product is exact for factors below LARGE and a product between these: no part of it over- or underflows. */
const LARGE = 6.696928794914171e299; // 2^996
const LARGEST_PRODUCT = 1.1235582092889474e307; // 2^1020
const SMALLEST_PRODUCT = 4.008336720017946e-292; // 2^-968
/** Brings other factors and products there. */
const SCALE = 1.6069380442589903e60; // 2^200

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
  readonly #limbs: Float64Array = newLimbs();
  #sinceCarry = 0;
  #count = 0;
  #nan = 0;
  #positiveInfinity = 0;
  #negativeInfinity = 0;

  /** How many terms were added, NaN and the infinities included. */
  get count(): number {
    return this.#count;
  }

  /** How many of the terms were `Infinity` or `-Infinity`. */
  get infinite(): number {
    return this.#positiveInfinity + this.#negativeInfinity;
  }

  /** Adds one double. */
  add(value: number): this {
    this.#count += 1;
    this.#deposit(value);
    return this;
  }

  /** Adds every double of an array, typed or plain. */
  addAll(values: ArrayLike<number>): this {
    const limbs = this.#limbs;
    const { length } = values;
    for (let start = 0; start < length; start += DEPOSITS_BETWEEN_CARRIES) {
      const end = Math.min(length, start + DEPOSITS_BETWEEN_CARRIES);
      this.#makeRoomFor(end - start);
      for (let i = start; i < end; i++) {
        if (!deposit(limbs, values[i]!)) this.#addSpecial(values[i]!);
      }
    }
    this.#count += length;
    return this;
  }

  /**
   * Adds the real product of two doubles, not a rounded one, as one term. What it has below 2^-1074 is rounded.
   *
   * Where IEEE arithmetic makes the product NaN or infinite (`0 * Infinity`, overflow), that is added.
   */
  addProduct(weight: number, value: number): this {
    this.#count += 1;
    const size = Math.abs(weight * value);
    const inRange = size >= SMALLEST_PRODUCT && size < LARGEST_PRODUCT;
    if (inRange && Math.abs(weight) < LARGE && Math.abs(value) < LARGE) {
      this.#makeRoomFor(2);
      deposit(this.#limbs, twoProduct(weight, value));
      deposit(this.#limbs, low[0]!);
    } else {
      this.#addScaledProduct(weight, value, size);
    }
    return this;
  }

  /** Adds the terms of another sum, which stays as it is. */
  merge(other: ExactSum): this {
    this.#carry();
    other.#carry();
    for (let i = 0; i < this.#limbs.length; i++) this.#limbs[i]! += other.#limbs[i]!;
    this.#sinceCarry = 1;
    this.#count += other.#count;
    this.#nan += other.#nan;
    this.#positiveInfinity += other.#positiveInfinity;
    this.#negativeInfinity += other.#negativeInfinity;
    return this;
  }

  /** The sum, rounded once to double (0 for no terms; `Infinity` where it overflows). */
  sum(): number {
    return this.#special() ?? roundScaled(this.#units(), UNIT_EXPONENT);
  }

  /** The exact sum divided by {@link count}, rounded once to double (NaN for no terms). */
  mean(): number {
    if (this.#count === 0) return NaN;
    return this.#special() ?? roundQuotient(this.#units(), BigInt(this.#count), UNIT_EXPONENT);
  }

  /** Plain data for `JSON.stringify`; {@link fromJSON} makes the same sum of it. */
  toJSON(): ExactSumJson {
    return {
      units: this.#units().toString(),
      count: this.#count,
      nan: this.#nan,
      positiveInfinity: this.#positiveInfinity,
      negativeInfinity: this.#negativeInfinity,
    };
  }

  /**
   * The sum that {@link toJSON} wrote.
   *
   * @throws If `json` is not what `toJSON` writes. {@link TypeError}
   */
  static fromJSON(json: ExactSumJson): ExactSum {
    const units: unknown = json?.units;
    if (typeof units !== "string" || !/^-?\d+$/.test(units)) {
      throw new TypeError(`"units" expected a whole number as a string, got ${show(units)}`);
    }
    const result = new ExactSum();
    result.#count = wholeNumber("count", json.count);
    result.#nan = wholeNumber("nan", json.nan);
    result.#positiveInfinity = wholeNumber("positiveInfinity", json.positiveInfinity);
    result.#negativeInfinity = wholeNumber("negativeInfinity", json.negativeInfinity);
    if (result.#nan + result.#positiveInfinity + result.#negativeInfinity > result.#count) {
      throw new TypeError(`"count" expected at least as many terms as are not finite, got ${result.#count}`);
    }
    const limbs = fromUnits(BigInt(units));
    if (limbs === undefined) {
      throw new TypeError(`"units" expected a sum of doubles, got a number of ${units.length} digits`);
    }
    result.#limbs.set(limbs);
    return result;
  }

  /** What NaN and infinite terms make of the sum, if there are any. */
  #special(): number | undefined {
    if (this.#nan > 0 || (this.#positiveInfinity > 0 && this.#negativeInfinity > 0)) return NaN;
    if (this.#positiveInfinity > 0) return Infinity;
    return this.#negativeInfinity > 0 ? -Infinity : undefined;
  }

  #addScaledProduct(weight: number, value: number, size: number): void {
    if (weight === 0 || value === 0 || !(size < Infinity)) {
      this.#deposit(weight * value);
      return;
    }
    // A product too small has a small factor to scale up, any other here a large factor to scale down: both are exact.
    const scale = size < SMALLEST_PRODUCT ? SCALE : 1 / SCALE;
    const scaleWeight = Math.abs(weight) > Math.abs(value) === scale < 1;
    const product = twoProduct(scaleWeight ? weight * scale : weight, scaleWeight ? value : value * scale);
    const rounded = product / scale;
    const rest = (product - rounded * scale + low[0]!) / scale;
    this.#deposit(rounded);
    this.#deposit(rest);
  }

  #deposit(value: number): void {
    this.#makeRoomFor(1);
    if (!deposit(this.#limbs, value)) this.#addSpecial(value);
  }

  #addSpecial(value: number): void {
    if (value === Infinity) this.#positiveInfinity += 1;
    else if (value === -Infinity) this.#negativeInfinity += 1;
    else this.#nan += 1;
  }

  #makeRoomFor(deposits: number): void {
    if (this.#sinceCarry + deposits > DEPOSITS_BETWEEN_CARRIES) this.#carry();
    this.#sinceCarry += deposits;
  }

  #carry(): void {
    carry(this.#limbs);
    this.#sinceCarry = 0;
  }

  #units(): bigint {
    this.#carry();
    return toUnits(this.#limbs);
  }
}

function wholeNumber(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new TypeError(`"${name}" expected a whole number >= 0, got ${show(value)}`);
}
