/**
 * The logistic functions of a block of margins, from e = exp(-|s|).
 *
 *     q = sigmoid(-s) = (s < 0 ? 1 : e) / (1 + e)                              in head and tail
 *     softplus(-s) = max(-s, 0) + ln(1 + e)
 *     ln(1 + e) = 2 artanh(t/2) = t + t^3/12 + ...,  t = 2 e/(2 + e)          t in head and tail
 *
 * The head of a quotient comes from a division, and the tail from what is left of the dividend: heads multiply exactly.
 */
import {
  bend,
  bendTail,
  decay,
  decayTail,
  heads,
  margin,
  ones,
  softplus,
  softplusTail,
  wrong,
  wrongTail,
} from "./layout";
import { madd, nmadd } from "./madd";

/** (ln(1 + e) - t)/t^3 in powers of t^2, within 2e-10 of ln(1 + e). */
const terms: usize = memory.data<f32>(
  [
    2, 0.0833333432674408, 0.012499671429395676, 0.002235563239082694, 0.00041882714140228927,
    0.00011837133505512028,
  ],
  16,
);

/** Fills `bend` and its tail with ln(1 + e). */
export function fillBend(bytes: usize): void {
  fillQuotient(bytes);
  fillSeries(bytes);
}

function fillQuotient(bytes: usize): void {
  const one = ones();
  const cut = heads();
  const two = v128.load_splat<f32>(terms);
  for (let at: usize = 0; at < bytes; at += 16) {
    const head = v128.load(at, decay);
    const tail = v128.load(at, decayTail);
    const sum = f32x4.add(two, f32x4.add(head, tail));
    const divisor = v128.and(sum, cut);
    const divisorTail = f32x4.add(f32x4.add(f32x4.sub(two, divisor), head), tail);
    const inverse = f32x4.div(one, sum);
    const dividend = f32x4.add(head, head);
    const dividendTail = f32x4.add(tail, tail);
    const t = v128.and(f32x4.mul(f32x4.add(dividend, dividendTail), inverse), cut);
    const rest = f32x4.add(nmadd(t, divisorTail, nmadd(t, divisor, dividend)), dividendTail);
    v128.store(at, t, bend);
    v128.store(at, f32x4.mul(rest, inverse), bendTail);
  }
}

/** Adds the terms of t^3 and on to the tail. */
function fillSeries(bytes: usize): void {
  const b3 = v128.load_splat<f32>(terms, 4);
  const b5 = v128.load_splat<f32>(terms, 8);
  const b7 = v128.load_splat<f32>(terms, 12);
  const b9 = v128.load_splat<f32>(terms, 16);
  const b11 = v128.load_splat<f32>(terms, 20);
  for (let at: usize = 0; at < bytes; at += 16) {
    const tail = v128.load(at, bendTail);
    const t = f32x4.add(v128.load(at, bend), tail);
    const square = f32x4.mul(t, t);
    const series = madd(
      f32x4.mul(square, square),
      madd(square, madd(square, b11, b9), b7),
      madd(square, b5, b3),
    );
    v128.store(at, madd(f32x4.mul(square, t), series, tail), bendTail);
  }
}

/** Fills `softplus` and its tail. */
export function fillSoftplus(bytes: usize): void {
  const cut = heads();
  for (let at: usize = 0; at < bytes; at += 16) {
    const s = v128.load(at, margin);
    const line = v128.and(f32x4.abs(s), i32x4.shr_s(s, 31));
    const bent = v128.load(at, bend);
    const tail = v128.load(at, bendTail);
    const head = v128.and(f32x4.add(line, f32x4.add(bent, tail)), cut);
    v128.store(at, head, softplus);
    // The larger one is near the head: their difference is exact.
    const rest = f32x4.add(f32x4.sub(f32x4.pmax(line, bent), head), f32x4.pmin(line, bent));
    v128.store(at, f32x4.add(rest, tail), softplusTail);
  }
}

/** Fills `wrong` and its tail. */
export function fillWrong(bytes: usize): void {
  const one = ones();
  const cut = heads();
  for (let at: usize = 0; at < bytes; at += 16) {
    const left = i32x4.shr_s(v128.load(at, margin), 31);
    const head = v128.load(at, decay);
    const tail = v128.load(at, decayTail);
    const sum = f32x4.add(one, f32x4.add(head, tail));
    const divisor = v128.and(sum, cut);
    const divisorTail = f32x4.add(f32x4.add(f32x4.sub(one, divisor), head), tail);
    const inverse = f32x4.div(one, sum);
    const dividend = v128.bitselect(one, head, left);
    const dividendTail = v128.andnot(tail, left);
    const q = v128.and(f32x4.mul(f32x4.add(dividend, dividendTail), inverse), cut);
    const rest = nmadd(q, divisorTail, nmadd(q, divisor, dividend));
    v128.store(at, q, wrong);
    v128.store(at, f32x4.mul(f32x4.add(rest, dividendTail), inverse), wrongTail);
  }
}
