/**
 * The values and gradients of gamma 2, which most batches want: the steps of margins.ts, power.ts and focal.ts in one loop, so that
 * nothing is written and read again.
 */
import { grown, logisticTable, magnitudes, MIRROR, row, spread, weight } from "./layout";
import { bendTerms, ones } from "./margins";

/** Fills the values and gradients of `n` elements. */
export function fillSquares(n: i32, value: usize, gradient: usize): void {
  const magnitude = magnitudes();
  const zero = spread(0);
  const two = spread(2);
  const one = ones();
  const b2 = v128.load_splat<f64>(bendTerms);
  const b3 = v128.load_splat<f64>(bendTerms, 8);
  const b4 = v128.load_splat<f64>(bendTerms, 16);
  const b5 = v128.load_splat<f64>(bendTerms, 24);
  const b6 = v128.load_splat<f64>(bendTerms, 32);
  const b7 = v128.load_splat<f64>(bendTerms, 40);
  const bytes = (<usize>n) << 3;
  for (let at: usize = 0; at < bytes; at += 16) {
    const first = <usize>load<u32>(at, row);
    const second = <usize>load<u32>(at, row + 8);
    const own1 = v128.load(first, logisticTable);
    const own2 = v128.load(second, logisticTable);
    const c = v128.shuffle<f64>(own1, own2, 0, 2);
    const cLow = v128.shuffle<f64>(own1, own2, 1, 3);
    const v = f64x2.mul(f64x2.add(c, cLow), v128.load(at, grown));
    const mirror1 = v128.load(MIRROR - first, logisticTable);
    const mirror2 = v128.load(MIRROR - second, logisticTable);
    const p0 = v128.shuffle<f64>(mirror1, mirror2, 0, 2);
    const p0Low = v128.shuffle<f64>(mirror1, mirror2, 1, 3);
    const d = f64x2.mul(f64x2.add(p0, p0Low), f64x2.div(v, f64x2.add(one, v)));
    const square = f64x2.mul(v, v);
    const low = f64x2.add(b2, f64x2.mul(v, b3));
    const middle = f64x2.add(b4, f64x2.mul(v, b5));
    const high = f64x2.mul(square, f64x2.add(b6, f64x2.mul(v, b7)));
    const b = f64x2.mul(square, f64x2.add(low, f64x2.mul(square, f64x2.add(middle, high))));
    const L1 = v128.load(first, logisticTable + 16);
    const L2 = v128.load(second, logisticTable + 16);
    const LLow = f64x2.add(v128.shuffle<f64>(L1, L2, 1, 3), f64x2.add(v, b));
    const L = f64x2.add(v128.shuffle<f64>(L1, L2, 0, 2), LLow);
    const x = f64x2.add(cLow, d);
    const q = f64x2.add(c, x);
    const p = f64x2.add(p0, f64x2.sub(p0Low, d));
    const power = f64x2.add(f64x2.mul(c, c), f64x2.add(f64x2.mul(x, q), f64x2.mul(c, x)));
    const f = f64x2.mul(power, v128.load(at, weight));
    const V = v128.and(f64x2.mul(f, L), magnitude);
    v128.store(value + at, V);
    const slope = f64x2.add(f64x2.mul(f64x2.mul(two, L), p), q);
    v128.store(gradient + at, f64x2.add(zero, f64x2.mul(f, slope)));
  }
}
