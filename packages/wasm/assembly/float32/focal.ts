/**
 * The focal loss of a block of margins and its derivatives: the polynomial of each margin's row, and its derivatives.
 *
 *     V = |w| A(s)    G = w A'(s)    H = |w| A''(s)
 *
 * Horner's scheme, three times over: b is the polynomial so far, f its derivative, h half of its second derivative, which alone
 * takes c6. The last step of each adds to its own coefficient, so that what is rounded before is small beside that.
 */
import { GRADIENT, HESSIAN } from "../float64/focal";
import { magnitudes, rest, row, weight } from "./layout";
import { madd } from "./madd";
import { table } from "./table";
import { evens, firsts, high, low, odds, seconds } from "./vectors";

/** The sum of the values of the last block with the signs of their weights, in float. */
export let signedSum: f64 = 0;

/** Computes what `kind` wants of `bytes` / 4 elements. Returns the sum of the values. */
export function fillFocal(bytes: usize, kind: i32, value: usize, gradient: usize, hessian: usize): f64 {
  const magnitude = magnitudes();
  let sum = f64x2.splat(0);
  let balance = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const r0 = load<u32>(at, row);
    const r1 = load<u32>(at, row + 4);
    const r2 = load<u32>(at, row + 8);
    const r3 = load<u32>(at, row + 12);
    const w = v128.load(at, weight);
    const d = v128.load(at, rest);

    // Four rows of four coefficients, and what follows, become columns.
    const tail0 = v128.load(r0, table + 16);
    const tail1 = v128.load(r1, table + 16);
    const tail2 = v128.load(r2, table + 16);
    const tail3 = v128.load(r3, table + 16);
    const tail01 = firsts(tail0, tail1);
    const tail23 = firsts(tail2, tail3);
    const b5 = odds(tail01, tail23);
    const b4 = madd(d, b5, evens(tail01, tail23));
    const head0 = v128.load(r0, table);
    const head1 = v128.load(r1, table);
    const head2 = v128.load(r2, table);
    const head3 = v128.load(r3, table);
    const second01 = seconds(head0, head1);
    const second23 = seconds(head2, head3);
    const b3 = madd(d, b4, odds(second01, second23));
    const c2 = evens(second01, second23);
    const b2 = madd(d, b3, c2);
    const first01 = firsts(head0, head1);
    const first23 = firsts(head2, head3);
    const c1 = odds(first01, first23);
    const b1 = madd(d, b2, c1);
    const signed = f32x4.mul(w, madd(d, b1, evens(first01, first23)));
    const V = v128.and(signed, magnitude);
    v128.store(value + at, V);
    sum = f64x2.add(sum, f64x2.add(low(V), high(V)));
    balance = f32x4.add(balance, signed);

    if (kind >= GRADIENT) {
      const f4 = madd(d, b5, b4);
      const f3 = madd(d, f4, b3);
      const f2 = madd(d, f3, b2);
      v128.store(gradient + at, f32x4.mul(w, madd(d, f32x4.add(b2, f2), c1)));
      if (kind == HESSIAN) {
        const h5 = madd(d, evens(seconds(tail0, tail1), seconds(tail2, tail3)), b5);
        const h3 = madd(d, madd(d, h5, f4), f3);
        const half = madd(d, f32x4.add(f32x4.add(b3, f3), h3), c2);
        // Adding 0 makes +0 of -0.
        const H = f32x4.mul(f32x4.abs(w), f32x4.add(half, half));
        v128.store(hessian + at, f32x4.add(H, f32x4.splat(0)));
      }
    }
  }
  signedSum =
    f32x4.extract_lane(balance, 0) +
    f32x4.extract_lane(balance, 1) +
    f32x4.extract_lane(balance, 2) +
    f32x4.extract_lane(balance, 3);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
