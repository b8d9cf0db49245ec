/**
 * ln and power, correctly rounded: the real value of the function at the given doubles, rounded once to nearest even.
 *
 * Fixed-point arithmetic on whole numbers (BigInt) with P bits after the point. Where the error bound straddles a rounding
 * boundary, the value is computed again with twice the bits (Ziv's test), so no assumption on hard cases is made. Powers
 * that are exact or exactly half-way, where that would never end, are found first and rounded from their exact value.
 *
 * Some tens of microseconds a call: for replaying digits, not for training.
 *
 * Source: A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded last bit (1991).
 */
import { highWord, lowWord } from "./float64-bits.ts";
import { bitLength, nearestDouble } from "./float64-rounding.ts";

const FIRST_PRECISION = 192;
/** Bits carried beyond P inside a function, so that hundreds of truncations cost less than the bound below. */
const GUARD_BITS = 32;
/** Bound of the error of a fixed-point value, in units of its last place. */
const ERROR = 16n;

/** A real number near value * 2^exponent, at most ERROR * 2^exponent away. */
interface Approximation {
  readonly value: bigint;
  readonly exponent: number;
}

/** ln x for 0 <= x < Infinity; NaN elsewhere. */
export function correctlyRoundedLog(x: number): number {
  if (!(x >= 0 && x < Infinity)) return NaN;
  if (x === 0) return -Infinity;
  if (x === 1) return 0;
  return roundWhenSure((precision) => ({ value: fixedLog(x, precision), exponent: -precision }));
}

/** x^y for 0 <= x <= 1 and 0 <= y < Infinity, with x^0 = 1; NaN elsewhere. */
export function correctlyRoundedPow(x: number, y: number): number {
  if (!(x >= 0 && x <= 1 && y >= 0 && y < Infinity)) return NaN;
  if (y === 0 || x === 1) return 1;
  if (x === 0) return 0;
  // y ln x to a few digits. Below -1000 the power is far below half of the smallest double.
  if (y * roundScaled(fixedLog(x, 64), -64) < -1000) return 0;
  return exactPower(x, y) ?? roundWhenSure((precision) => power(x, y, precision));
}

function roundWhenSure(approximate: (precision: number) => Approximation): number {
  for (let precision = FIRST_PRECISION; ; precision *= 2) {
    const { value, exponent } = approximate(precision);
    const result = roundScaled(value - ERROR, exponent);
    if (result === roundScaled(value + ERROR, exponent)) return result;
  }
}

/** value * 2^exponent, rounded once, for exponent <= 0. */
function roundScaled(value: bigint, exponent: number): number {
  return nearestDouble(value << 1074n, 1n << BigInt(-exponent));
}

/** x = significand * 2^exponent with an odd significand. */
function decompose(x: number): { significand: bigint; exponent: number } {
  const high = highWord(x);
  const biased = (high >>> 20) & 0x7ff;
  const upper = (high & 0xfffff) | (biased === 0 ? 0 : 0x100000);
  let significand = (BigInt(upper) << 32n) | BigInt(lowWord(x));
  let exponent = (biased === 0 ? 1 : biased) - 1075;
  while ((significand & 1n) === 0n) {
    significand >>= 1n;
    exponent += 1;
  }
  return { significand, exponent };
}

/** ln x, from x = 2^k m with 1/2 < m <= 1: k ln 2 + 2 atanh((m - 1)/(m + 1)). */
function fixedLog(x: number, precision: number): bigint {
  const { significand, exponent } = decompose(x);
  const bits = bitLength(significand);
  const p = precision + GUARD_BITS;
  const one = 1n << BigInt(bits);
  const s = ((significand - one) << BigInt(p)) / (significand + one);
  const sum = BigInt(exponent + bits) * ln2(p) + 2n * fixedAtanh(s, p);
  return sum >> BigInt(GUARD_BITS);
}

/** atanh s = s + s^3/3 + s^5/5 + ... */
function fixedAtanh(s: bigint, precision: number): bigint {
  const p = BigInt(precision);
  const square = (s * s) >> p;
  let sum = 0n;
  let term = s;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term / n;
    term = (term * square) / (1n << p);
  }
  return sum;
}

/** ln 2 = 2 atanh(1/3). */
function ln2(precision: number): bigint {
  return 2n * fixedAtanh((1n << BigInt(precision)) / 3n, precision);
}

/** x^y = 2^k e^r with k = floor(y ln x / ln 2), 0 <= r < ln 2. */
function power(x: number, y: number, precision: number): Approximation {
  const p = precision + GUARD_BITS;
  const { significand, exponent } = decompose(y);
  // The error of the logarithm is multiplied by y.
  const extra = Math.max(0, bitLength(significand) + exponent);
  const product = significand * fixedLog(x, p + extra);
  const shift = BigInt(extra - exponent);
  const t = product >> shift;
  const unit = ln2(p);
  // BigInt division cuts toward 0 and t < 0: one less is the floor.
  const k = t / unit - 1n;
  const value = fixedExp(t - k * unit, p) >> BigInt(GUARD_BITS);
  return { value, exponent: Number(k) - precision };
}

/** e^r = 1 + r + r^2/2! + ... */
function fixedExp(r: bigint, precision: number): bigint {
  const p = BigInt(precision);
  let sum = 0n;
  let term = 1n << p;
  for (let n = 1n; term !== 0n; n += 1n) {
    sum += term;
    term = ((term * r) >> p) / n;
  }
  return sum;
}

/**
 * x^y where it has at most 54 significant bits, so that it is a double or half-way between two: with y = n/2^j, only if
 * the odd significand of x is a 2^j-th power.
 */
function exactPower(x: number, y: number): number | undefined {
  let { significand: base, exponent } = decompose(x);
  const { significand: multiplier, exponent: minusRoots } = decompose(y);
  for (let roots = -minusRoots; roots > 0; roots--) {
    const root = BigInt(Math.round(Math.sqrt(Number(base))));
    if (root * root !== base || exponent % 2 !== 0) return undefined;
    base = root;
    exponent /= 2;
  }
  const times = multiplier << BigInt(Math.max(0, minusRoots));
  if (base !== 1n && times * BigInt(bitLength(base) - 1) > 54n) return undefined;
  let result = 1n;
  if (base !== 1n) for (let i = 0n; i < times; i++) result *= base;
  return roundScaled(result, exponent * Number(times));
}
