/**
 * The logistic functions of a block of margins, from e^s.
 *
 *     q = sigmoid(-s) = 1/(1 + e^s),  m = min(q, 1 - q)
 *     softplus(-s) = max(-s, 0) - ln(1 - m)
 *     -ln(1 - m) = 2 artanh t = m + t (m + 2 t^2/3 + 2 t^4/5 + ...),  t = m/(2 - m)
 *
 * m is a double. What is added to it is at most 0.28 of the sum, so that its errors, those of floats, count as much less.
 */
import { bend, margin, odds, ones, softplus, wrong } from "./layout";
import { madd } from "./madd";
import { high, join, low } from "./vectors";

/** 2/3, 2/5, ... with an error below 2^-25.8, and 2 and 0. */
const terms: usize = memory.data<f32>(
  [0.6666664033669925, 0.40007560644910084, 0.2823661980534504, 0.26851498022600045, 2, 0],
  16,
);

/** Fills `wrong`, `softplus` and `bend` for `bytes` / 4 elements. */
export function fillLogistic(bytes: usize): void {
  const one = ones();
  const b3 = v128.load_splat<f32>(terms);
  const b5 = v128.load_splat<f32>(terms, 4);
  const b7 = v128.load_splat<f32>(terms, 8);
  const b9 = v128.load_splat<f32>(terms, 12);
  const two = v128.load_splat<f32>(terms, 16);
  const zero = v128.load_splat<f32>(terms, 20);
  for (let at: usize = 0; at < bytes; at += 16) {
    const to = at << 1;
    const q1 = f64x2.div(one, f64x2.add(one, v128.load(to, odds)));
    const q2 = f64x2.div(one, f64x2.add(one, v128.load(to, odds + 16)));
    v128.store(to, q1, wrong);
    v128.store(to, q2, wrong + 16);
    const m1 = f64x2.pmin(f64x2.sub(one, q1), q1);
    const m2 = f64x2.pmin(f64x2.sub(one, q2), q2);
    const m = join(m1, m2);
    const t = f32x4.div(m, f32x4.sub(two, m));
    const w = f32x4.mul(t, t);
    const series = madd(f32x4.mul(w, w), madd(w, b9, b7), madd(w, b5, b3));
    const bent = f32x4.mul(t, madd(w, series, m));
    v128.store(at, bent, bend);
    const more = f32x4.add(bent, f32x4.pmax(f32x4.sub(zero, v128.load(at, margin)), zero));
    v128.store(to, f64x2.add(m1, low(more)), softplus);
    v128.store(to, f64x2.add(m2, high(more)), softplus + 16);
  }
}
