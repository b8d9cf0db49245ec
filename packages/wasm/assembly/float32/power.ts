/**
 * The modulating factor q^gamma of a block: the root or another power of q below 1, times q as often as gamma says.
 *
 *     q^f = exp(-f softplus(s)),  softplus(s) = max(s, 0) + ln(1 + exp(-|s|))       0 < f < 1
 */
import { expand } from "./exponential";
import { bend, factor, margin, ones, rest, scale, wrong } from "./layout";
import { high, join, low } from "./vectors";

/** The least exponent, 1/ln 2, 1.5 * 2^52, ln 2. */
const constants: usize = memory.data<f64>(
  [-700, 1.4426950408889634, 6755399441055744, 0.6931471805599453],
  16,
);

/** Fills `factor` for `bytes` / 4 elements. */
export function fillPower(bytes: usize, gamma: f64): void {
  let times = <i32>gamma;
  const fraction = gamma - <f64>times;
  if (fraction == 0.5) fillRoot(bytes);
  else if (fraction > 0) fillFraction(bytes, fraction);
  else if (times > 1) {
    fillSquare(bytes);
    times -= 2;
  } else fillOnes(bytes);
  for (; times > 0; times--) multiply(bytes);
}

function fillOnes(bytes: usize): void {
  const one = ones();
  for (let at: usize = 0; at < 2 * bytes; at += 16) v128.store(at, one, factor);
}

function fillSquare(bytes: usize): void {
  for (let at: usize = 0; at < 2 * bytes; at += 16) {
    const q = v128.load(at, wrong);
    v128.store(at, f64x2.mul(q, q), factor);
  }
}

function fillRoot(bytes: usize): void {
  for (let at: usize = 0; at < 2 * bytes; at += 16) v128.store(at, f64x2.sqrt(v128.load(at, wrong)), factor);
}

function multiply(bytes: usize): void {
  for (let at: usize = 0; at < 2 * bytes; at += 16) {
    v128.store(at, f64x2.mul(v128.load(at, factor), v128.load(at, wrong)), factor);
  }
}

function fillFraction(bytes: usize, fraction: f64): void {
  const f = f64x2.splat(-fraction);
  const one = ones();
  const zero = f32x4.splat(0);
  const least = v128.load_splat<f64>(constants);
  const perUnit = v128.load_splat<f64>(constants, 8);
  const round = v128.load_splat<f64>(constants, 16);
  const ln2 = v128.load_splat<f64>(constants, 24);
  for (let at: usize = 0; at < bytes; at += 16) {
    const line = f32x4.pmax(v128.load(at, margin), zero);
    const bent = v128.load(at, bend);
    const q1 = v128.load(at << 1, wrong);
    const q2 = v128.load(at << 1, wrong + 16);
    const m1 = f64x2.pmin(f64x2.sub(one, q1), q1);
    const m2 = f64x2.pmin(f64x2.sub(one, q2), q2);
    const x1 = f64x2.pmax(f64x2.mul(f, f64x2.add(low(line), f64x2.add(m1, low(bent)))), least);
    const x2 = f64x2.pmax(f64x2.mul(f, f64x2.add(high(line), f64x2.add(m2, high(bent)))), least);
    const shifted1 = f64x2.add(f64x2.mul(x1, perUnit), round);
    const shifted2 = f64x2.add(f64x2.mul(x2, perUnit), round);
    const r1 = f64x2.sub(x1, f64x2.mul(f64x2.sub(shifted1, round), ln2));
    const r2 = f64x2.sub(x2, f64x2.mul(f64x2.sub(shifted2, round), ln2));
    v128.store(at, join(r1, r2), rest);
    v128.store(at, v128.shuffle<i32>(shifted1, shifted2, 0, 2, 4, 6), scale);
  }
  expand(bytes, factor);
}
