/**
 * Exact sum of doubles: a superaccumulator.
 *
 * A double is a whole multiple of 2^-1074 below 2^2098 of them. The sum is kept as such a whole number, cut into limbs of
 * 32 bits. A term touches three limbs; carries wait, since a limb (a double) holds 2^20 shares of less than 2^32 exactly.
 * So no order, chunking or number of workers can change the total, and it is rounded once, at the end.
 *
 * Source: R. M. Neal, Fast exact summation using small and large superaccumulators (2015).
 */
import { highWord, lowWord } from "./float64-bits.ts";
import { roundQuotient, roundScaled } from "./float64-rounding.ts";

/** 2098 bits of a double and 64 more, for as many terms as anyone adds, in limbs of 32. */
const LIMBS = 68;
const LIMB = 4294967296; // 2^32
const TERMS_BETWEEN_CARRIES = 1048576; // 2^20
const UNIT_EXPONENT = -1074;

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
  readonly #limbs: Float64Array = new Float64Array(LIMBS);
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
    const high = highWord(value);
    const biased = (high >>> 20) & 0x7ff;
    if (biased === 0x7ff) {
      if (value === Infinity) this.#positiveInfinity += 1;
      else if (value === -Infinity) this.#negativeInfinity += 1;
      else this.#nan += 1;
      return this;
    }
    if (this.#sinceCarry === TERMS_BETWEEN_CARRIES) this.#carry();
    this.#sinceCarry += 1;

    // |value| = (upper 2^32 + lower) 2^(position - 1074); a subnormal has no hidden bit.
    const lower = lowWord(value);
    const upper = (high & 0xfffff) | (biased === 0 ? 0 : 0x100000);
    const position = biased === 0 ? 0 : biased - 1;
    const limb = position >>> 5;
    const shift = position & 31;
    const sign = high < 0 ? -1 : 1;
    this.#limbs[limb]! += sign * ((lower << shift) >>> 0);
    this.#limbs[limb + 1]! += sign * (((lower >>> 1) >>> (31 - shift)) + ((upper << shift) >>> 0));
    this.#limbs[limb + 2]! += sign * ((upper >>> 1) >>> (31 - shift));
    return this;
  }

  /** Adds every double of an array, typed or plain. */
  addAll(values: ArrayLike<number>): this {
    for (let i = 0; i < values.length; i++) this.add(values[i]!);
    return this;
  }

  /** Adds the terms of another sum, which stays as it is. */
  merge(other: ExactSum): this {
    this.#carry();
    other.#carry();
    for (let i = 0; i < LIMBS; i++) this.#limbs[i]! += other.#limbs[i]!;
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
    // Masks, since QuickJS has `BigInt.asUintN` wrong for negative numbers.
    let rest = BigInt(units);
    for (let i = 0; i < LIMBS - 1; i++) {
      result.#limbs[i] = Number(rest & 0xffffffffn);
      rest >>= 32n;
    }
    if (rest >> 31n !== 0n && rest >> 31n !== -1n) {
      throw new TypeError(`"units" expected a sum of doubles, got a number of ${units.length} digits`);
    }
    result.#limbs[LIMBS - 1] = Number(rest);
    return result;
  }

  /** What NaN and infinite terms make of the sum, if there are any. */
  #special(): number | undefined {
    if (this.#nan > 0 || (this.#positiveInfinity > 0 && this.#negativeInfinity > 0)) return NaN;
    if (this.#positiveInfinity > 0) return Infinity;
    return this.#negativeInfinity > 0 ? -Infinity : undefined;
  }

  /** Every limb but the highest into [0, 2^32). */
  #carry(): void {
    for (let i = 0; i < LIMBS - 1; i++) {
      const carry = Math.floor(this.#limbs[i]! / LIMB);
      this.#limbs[i]! -= carry * LIMB;
      this.#limbs[i + 1]! += carry;
    }
    this.#sinceCarry = 0;
  }

  #units(): bigint {
    this.#carry();
    let units = 0n;
    for (let i = LIMBS - 1; i >= 0; i--) units = (units << 32n) + BigInt(this.#limbs[i]!);
    return units;
  }
}

function wholeNumber(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new TypeError(`"${name}" expected a whole number >= 0, got ${show(value)}`);
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
