/**
 * The focal loss of a block and its derivatives, with the letters of core.
 *
 *     V = |w| q^g L,  L = softplus(-s)
 *     G = w q^g (g p L + q)
 *     H = |w| q^g p (g L (g p - q) + (2g + 1) q)
 *     N = |w| q^g (g (g - 1) p^2 L + q (2 g p + q))               Gauss-Newton
 *
 * The weight has head and tail, and is rounded with the value: a rounded weight would be an error of all values alike.
 */
import { GRADIENT, HESSIAN, VALUE } from "../float64/focal";
import {
  decay,
  decayTail,
  factor,
  factorTail,
  heads,
  margin,
  nothing,
  ones,
  softplus,
  softplusTail,
  weight,
  weightTail,
  wrong,
  wrongTail,
} from "./layout";
import { madd } from "./madd";

/** Computes what `kind` wants. Returns the sum of the values. */
export function fillFocal(
  bytes: usize,
  gamma: f64,
  kind: i32,
  value: usize,
  gradient: usize,
  hessian: usize,
): f64 {
  const sum = kind == VALUE ? fillValue(bytes, value) : fillGradient(bytes, gamma, value, gradient);
  if (kind == HESSIAN) fillHessian(bytes, gamma, hessian);
  else if (kind > GRADIENT) fillGaussNewton(bytes, gamma, hessian);
  return sum;
}

/** (w + wTail)(x + xTail), rounded once. */
function weigh(w: v128, wTail: v128, x: v128, xTail: v128): v128 {
  return madd(w, x, madd(w, xTail, f32x4.mul(wTail, f32x4.add(x, xTail))));
}

/** w q^g, rounded once. */
function weighFactor(at: usize, w: v128, wTail: v128, cut: v128): v128 {
  const f = v128.load(at, factor);
  const fTail = v128.load(at, factorTail);
  const head = v128.and(f32x4.add(f, fTail), cut);
  return weigh(w, wTail, head, f32x4.add(f32x4.sub(f, head), fTail));
}

function addHalves(sum: v128, x: v128): v128 {
  const high = v128.shuffle<i32>(x, x, 2, 3, 2, 3);
  return f64x2.add(sum, f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(high)));
}

function fillValue(bytes: usize, value: usize): f64 {
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const f = f32x4.add(v128.load(at, factor), v128.load(at, factorTail));
    const L = v128.load(at, softplus);
    const LTail = v128.load(at, softplusTail);
    const wL = weigh(v128.load(at, weight), v128.load(at, weightTail), L, LTail);
    const v = f32x4.abs(f32x4.mul(f, wL));
    v128.store(value + at, v);
    sum = addHalves(sum, v);
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

function fillGradient(bytes: usize, gamma: f64, value: usize, gradient: usize): f64 {
  const cut = heads();
  const one = ones();
  const g = f32x4.splat(<f32>gamma);
  const gTail = f32x4.splat(<f32>(gamma - <f32>gamma));
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const f = f32x4.add(v128.load(at, factor), v128.load(at, factorTail));
    const L = v128.load(at, softplus);
    const LTail = v128.load(at, softplusTail);
    const w = v128.load(at, weight);
    const wTail = v128.load(at, weightTail);
    const v = f32x4.abs(f32x4.mul(f, weigh(w, wTail, L, LTail)));
    v128.store(value + at, v);
    sum = addHalves(sum, v);
    const head = v128.load(at, wrong);
    const tail = v128.load(at, wrongTail);
    // Where p is not exact it adds little to q.
    const p = f32x4.sub(f32x4.sub(one, head), tail);
    const pL = f32x4.mul(p, f32x4.add(L, LTail));
    const slope = madd(g, pL, madd(gTail, pL, f32x4.add(head, tail)));
    v128.store(gradient + at, f32x4.mul(weighFactor(at, w, wTail, cut), slope));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Two elements of a column that has a tail, in double. */
function doubles(at: usize, column: usize, columnTail: usize): v128 {
  const head = f64x2.promote_low_f32x4(v128.load64_zero(at + column));
  return f64x2.add(head, f64x2.promote_low_f32x4(v128.load64_zero(at + columnTail)));
}

/** sigmoid(s): 1 - q, or e q on the wrong side. */
function rightSide(at: usize, q: v128, zero: v128, one: v128): v128 {
  const s = f64x2.promote_low_f32x4(v128.load64_zero(at + margin));
  return v128.bitselect(f64x2.mul(doubles(at, decay, decayTail), q), f64x2.sub(one, q), f64x2.lt(s, zero));
}

/** L, but where p is 0 anyway. */
function limited(at: usize, most: v128): v128 {
  return f64x2.pmin(doubles(at, softplus, softplusTail), most);
}

function give(column: usize, x: v128): void {
  v128.store64_lane(column, f32x4.demote_f64x2_zero(x), 0);
}

/** In double: the terms of H may cancel. */
function fillHessian(bytes: usize, gamma: f64, hessian: usize): void {
  const zero = nothing();
  const one = f64x2.splat(1);
  const most = f64x2.splat(1000);
  const g = f64x2.splat(gamma);
  const two = f64x2.splat(2 * gamma + 1);
  for (let at: usize = 0; at < bytes; at += 8) {
    const wf = f64x2.mul(f64x2.abs(doubles(at, weight, weightTail)), doubles(at, factor, factorTail));
    const q = doubles(at, wrong, wrongTail);
    const p = rightSide(at, q, zero, one);
    const gL = f64x2.mul(g, limited(at, most));
    const curve = f64x2.add(f64x2.mul(gL, f64x2.sub(f64x2.mul(g, p), q)), f64x2.mul(two, q));
    give(hessian + at, f64x2.add(f64x2.mul(f64x2.mul(wf, p), curve), zero));
  }
}

function fillGaussNewton(bytes: usize, gamma: f64, hessian: usize): void {
  const zero = nothing();
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const most = f64x2.splat(1000);
  const g = f64x2.splat(gamma);
  const less = f64x2.splat(gamma - 1);
  for (let at: usize = 0; at < bytes; at += 8) {
    const wf = f64x2.mul(f64x2.abs(doubles(at, weight, weightTail)), doubles(at, factor, factorTail));
    const q = doubles(at, wrong, wrongTail);
    const p = rightSide(at, q, zero, one);
    const gp = f64x2.mul(g, p);
    const bent = f64x2.mul(f64x2.mul(f64x2.mul(gp, less), p), limited(at, most));
    const bracket = f64x2.add(bent, f64x2.mul(q, f64x2.add(f64x2.mul(two, gp), q)));
    give(hessian + at, f64x2.add(f64x2.mul(wf, bracket), zero));
  }
}
