/**
 * ASCII decimals to doubles, rounded correctly: the digits are a whole number `w` of 64 bits, and the value is `w 10^q`.
 *
 * Where `w` and the power of ten are exact doubles, IEEE arithmetic rounds correctly. Else the product of `w` and a power of
 * five of 128 bits has the digits of the double, and the rest below them: see the source for why that is enough.
 *
 * Source: D. Lemire, Number parsing at a gigabyte per second (2021).
 */
const MINUS: u32 = 45;
const PLUS: u32 = 43;
const DOT: u32 = 46;
const LOWER_CASE: u32 = 32;
const E: u32 = 101;

/** 5^q in 128 bits, the upper half first, for q from {@link LOWEST_POWER} to {@link HIGHEST_POWER}; filled by JavaScript. */
export const LOWEST_POWER: i32 = -80;
export const HIGHEST_POWER: i32 = 40;
export const powersOfFive: usize = memory.data(1936);
/** 10^0 to 10^22, exact doubles; filled by JavaScript. */
export const powersOfTen: usize = memory.data(184);

/** Where the number that {@link readDecimal} took ends. */
export let decimalEnd: usize = 0;

/** The decimal that starts at `start`; NaN where there is none, or where it takes more than this to round it. */
export function readDecimal(start: usize): f64 {
  let p = start;
  const negative = load<u8>(p) == MINUS;
  if (negative) p += 1;
  const digits = p;
  let w: u64 = 0;
  let digit: u32 = <u32>load<u8>(p) ^ 48;
  while (digit <= 9) {
    w = w * 10 + digit;
    digit = <u32>load<u8>(++p) ^ 48;
  }
  let count = <i32>(p - digits);
  let q: i32 = 0;
  if (load<u8>(p) == DOT) {
    const fraction = ++p;
    digit = <u32>load<u8>(p) ^ 48;
    while (digit <= 9) {
      w = w * 10 + digit;
      digit = <u32>load<u8>(++p) ^ 48;
    }
    q = <i32>(fraction - p);
    count -= q;
  }
  if (count == 0) {
    decimalEnd = p;
    return NaN;
  }
  if (count > 19 && !fitsWithoutZeros(digits, p)) {
    decimalEnd = p;
    return NaN;
  }
  if ((<u32>load<u8>(p) | LOWER_CASE) == E) {
    let exponent: i32 = 0;
    const sign: u32 = load<u8>(p + 1);
    let r = p + (sign == MINUS || sign == PLUS ? 2 : 1);
    const first = r;
    digit = <u32>load<u8>(r) ^ 48;
    while (digit <= 9 && r < first + 4) {
      exponent = exponent * 10 + digit;
      digit = <u32>load<u8>(++r) ^ 48;
    }
    decimalEnd = r;
    if (r == first || digit <= 9) return NaN;
    q += sign == MINUS ? -exponent : exponent;
  } else {
    decimalEnd = p;
  }
  const value = toDouble(w, q);
  return negative ? -value : value;
}

/** Whether more than 19 digits are at most 19 after the zeros that lead. */
function fitsWithoutZeros(from: usize, to: usize): bool {
  let p = from;
  let dots = 0;
  while (p < to && (load<u8>(p) == 48 || load<u8>(p) == DOT)) p += 1;
  for (let r = p; r < to; r++) dots += load<u8>(r) == DOT ? 1 : 0;
  return <i32>(to - p) - dots <= 19;
}

function toDouble(w: u64, q: i32): f64 {
  if (w <= 9007199254740992 && q >= -22 && q <= 22) {
    return q < 0 ? <f64>w / load<f64>(powersOfTen + (-q << 3)) : <f64>w * load<f64>(powersOfTen + (q << 3));
  }
  if (w == 0) return 0;
  if (q < LOWEST_POWER || q > HIGHEST_POWER) return NaN;
  const zeros = <i32>clz(w);
  w <<= zeros;
  const power = powersOfFive + ((q - LOWEST_POWER) << 4);
  let low = w * load<u64>(power);
  let high = highProduct(w, load<u64>(power));
  if ((high & 0x1ff) == 0x1ff) {
    const more = highProduct(w, load<u64>(power, 8));
    low += more;
    if (low < more) high += 1;
    if (low == u64.MAX_VALUE) return NaN;
  }
  const upper = <i32>(high >> 63);
  const shift = upper + 9;
  let mantissa = high >> shift;
  let exponent = ((217706 * q) >> 16) + 63 + upper - zeros + 1023;
  if (exponent <= 0 || exponent >= 2046) return NaN;
  // Exactly between two doubles: to the even one.
  if (low <= 1 && q >= -4 && q <= 23 && (mantissa & 3) == 1 && mantissa << shift == high) mantissa &= ~1;
  mantissa += mantissa & 1;
  mantissa >>= 1;
  if (mantissa >= (<u64>1) << 53) {
    mantissa = (<u64>1) << 52;
    exponent += 1;
  }
  return reinterpret<f64>((mantissa & (((<u64>1) << 52) - 1)) | ((<u64>exponent) << 52));
}

/** The upper 64 bits of a product. */
function highProduct(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const cross = aHigh * bLow + ((aLow * bLow) >> 32);
  const middle = aLow * bHigh + (cross & 0xffffffff);
  return aHigh * bHigh + (cross >> 32) + (middle >> 32);
}
