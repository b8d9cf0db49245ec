/**
 * Logarithms in two words: core's log.ts, two at a time, for normal numbers.
 */
import { logTable } from "./layout";

const constants: usize = memory.data<f64>(
  [
    1 / 3,
    1 / 2,
    1 / 5,
    1 / 4,
    1 / 7,
    1 / 6,
    1 / 8,
    // 2^27 + 1, ln 2 in two words, and what 2^52 + 1023 is beside a biased exponent.
    134217729,
    0.6931471803691238,
    1.9082149292705877e-10,
    4503599627370496 + 1023,
  ],
  16,
);
/** Half a row of the table, the bits of a row's place, a half, 2^52, and the sum of the exponents of a number and its inverse. */
const bits: usize = memory.data<u64>(
  [0x0000100000000000, 0xfe0, 0x0008000000000000, 0x4330000000000000, 2046],
  16,
);

/** Replaces `n` doubles x and what they lack by ln(x + lack), also in two words. */
export function logarithms(n: i32, column: usize, lows: usize): void {
  const halfRow = v128.load_splat<f64>(bits);
  const place = v128.load_splat<f64>(bits, 8);
  const half = v128.load_splat<f64>(bits, 16);
  const whole52 = v128.load_splat<f64>(bits, 24);
  const inverse = v128.load_splat<f64>(bits, 32);
  const splitter = v128.load_splat<f64>(constants, 56);
  const ln2 = v128.load_splat<f64>(constants, 64);
  const ln2Low = v128.load_splat<f64>(constants, 72);
  const bias = v128.load_splat<f64>(constants, 80);
  const end = column + ((<usize>n) << 3);
  for (let at = column, lowAt = lows; at < end; at += 16, lowAt += 16) {
    const x = v128.load(at);
    const rounded = i64x2.add(x, halfRow);
    const rows = v128.and(i64x2.shr_u(rounded, 40), place);
    const biased = i64x2.shr_u(i64x2.add(rounded, half), 52);
    const first = <usize>i32x4.extract_lane(rows, 0);
    const second = <usize>i32x4.extract_lane(rows, 2);
    const ln1 = v128.load(first, logTable);
    const ln2nd = v128.load(second, logTable);
    const c1 = v128.load(first, logTable + 16);
    const c2 = v128.load(second, logTable + 16);
    const inverseC = v128.shuffle<f64>(c1, c2, 0, 2);
    const c = v128.shuffle<f64>(c1, c2, 1, 3);
    const scale = i64x2.shl(i64x2.sub(inverse, biased), 52);
    const rest = f64x2.mul(v128.load(lowAt), scale);
    const distance = f64x2.sub(f64x2.mul(x, scale), c);
    const v = f64x2.mul(f64x2.add(distance, rest), inverseC);
    const cut = f64x2.mul(splitter, v);
    const vHigh = f64x2.sub(cut, f64x2.sub(cut, v));
    const vLow = f64x2.mul(f64x2.add(f64x2.sub(distance, f64x2.mul(vHigh, c)), rest), inverseC);
    const exponent = f64x2.sub(v128.or(biased, whole52), bias);
    const whole = f64x2.mul(exponent, ln2);
    const lnC = v128.shuffle<f64>(ln1, ln2nd, 0, 2);
    const head = f64x2.add(whole, lnC);
    const lost = f64x2.add(f64x2.sub(whole, head), lnC);
    const lnCLow = f64x2.add(f64x2.mul(exponent, ln2Low), v128.shuffle<f64>(ln1, ln2nd, 1, 3));
    const headLow = f64x2.add(lost, lnCLow);
    const sum = f64x2.add(head, vHigh);
    const sumLow = f64x2.add(
      f64x2.add(f64x2.sub(head, sum), vHigh),
      f64x2.add(headLow, f64x2.add(vLow, bend(v))),
    );
    const result = f64x2.add(sum, sumLow);
    v128.store(at, result);
    v128.store(lowAt, f64x2.sub(sumLow, f64x2.sub(result, sum)));
  }
}

/** ln(1 + v) - v */
function bend(v: v128): v128 {
  const b3 = v128.load_splat<f64>(constants);
  const b2 = v128.load_splat<f64>(constants, 8);
  const b5 = v128.load_splat<f64>(constants, 16);
  const b4 = v128.load_splat<f64>(constants, 24);
  const b7 = v128.load_splat<f64>(constants, 32);
  const b6 = v128.load_splat<f64>(constants, 40);
  const b8 = v128.load_splat<f64>(constants, 48);
  const square = f64x2.mul(v, v);
  const high = f64x2.sub(f64x2.sub(f64x2.mul(v, b7), b6), f64x2.mul(square, b8));
  const middle = f64x2.add(f64x2.sub(f64x2.mul(v, b5), b4), f64x2.mul(square, high));
  return f64x2.mul(square, f64x2.add(f64x2.sub(f64x2.mul(v, b3), b2), f64x2.mul(square, middle)));
}
