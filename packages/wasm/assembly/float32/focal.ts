/**
 * The focal loss of a block and its derivatives, with the letters of core.
 *
 *     V = |w| q^g L,  L = softplus(-s)
 *     G = w q^g (g p L + q)
 *     H = |w| q^g p (g L (g p - q) + (2g + 1) q)
 *     N = |w| q^g (g (g - 1) p^2 L + q (2 g p + q))               Gauss-Newton
 *
 * In doubles, and rounded in the end. p = 1 - q adds little to q where it is not exact; p = e^s q is exact everywhere.
 */
import { GRADIENT, HESSIAN, VALUE } from "../float64/focal";
import { factor, limits, magnitudes, odds, ones, softplus, spread, weight, wrong } from "./layout";
import { maddDoubles } from "./madd";
import { join } from "./vectors";

/** Computes what `kind` wants of `bytes` / 4 elements. Returns the sum of the values. */
export function fillFocal(
  bytes: usize,
  gamma: f64,
  kind: i32,
  value: usize,
  gradient: usize,
  hessian: usize,
): f64 {
  let sum: f64;
  if (kind == VALUE) sum = fillValue(bytes, value);
  else if (kind == GRADIENT && gamma == 2) sum = fillGradientOfSquares(bytes, value, gradient);
  else sum = fillGradient(bytes, gamma, value, gradient);
  if (kind == HESSIAN) fillHessian(bytes, gamma, hessian);
  else if (kind > GRADIENT) fillGaussNewton(bytes, gamma, hessian);
  // No sum of finite floats comes near what stands for infinity.
  return sum > 1e100 ? Infinity : sum;
}

function addLanes(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

function fillValue(bytes: usize, value: usize): f64 {
  const most = limits();
  const unsigned = magnitudes();
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const to = at << 1;
    const f1 = f64x2.mul(v128.load(to, weight), v128.load(to, factor));
    const f2 = f64x2.mul(v128.load(to, weight + 16), v128.load(to, factor + 16));
    const v1 = v128.and(f64x2.mul(f1, f64x2.pmin(v128.load(to, softplus), most)), unsigned);
    const v2 = v128.and(f64x2.mul(f2, f64x2.pmin(v128.load(to, softplus + 16), most)), unsigned);
    sum = f64x2.add(sum, f64x2.add(v1, v2));
    v128.store(value + at, join(v1, v2));
  }
  return addLanes(sum);
}

function fillGradient(bytes: usize, gamma: f64, value: usize, gradient: usize): f64 {
  const most = limits();
  const unsigned = magnitudes();
  const one = ones();
  const g = spread(gamma);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const to = at << 1;
    const f1 = f64x2.mul(v128.load(to, weight), v128.load(to, factor));
    const f2 = f64x2.mul(v128.load(to, weight + 16), v128.load(to, factor + 16));
    const L1 = f64x2.pmin(v128.load(to, softplus), most);
    const L2 = f64x2.pmin(v128.load(to, softplus + 16), most);
    const v1 = v128.and(f64x2.mul(f1, L1), unsigned);
    const v2 = v128.and(f64x2.mul(f2, L2), unsigned);
    sum = f64x2.add(sum, f64x2.add(v1, v2));
    v128.store(value + at, join(v1, v2));
    const G1 = f64x2.mul(f1, slopeOf(v128.load(to, wrong), L1, g, one));
    const G2 = f64x2.mul(f2, slopeOf(v128.load(to, wrong + 16), L2, g, one));
    v128.store(gradient + at, join(G1, G2));
  }
  return addLanes(sum);
}

/** The same for gamma 2, which most batches have, without a column of squares. */
function fillGradientOfSquares(bytes: usize, value: usize, gradient: usize): f64 {
  const most = limits();
  const unsigned = magnitudes();
  const one = ones();
  const two = spread(2);
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const to = at << 1;
    const q1 = v128.load(to, wrong);
    const q2 = v128.load(to, wrong + 16);
    const f1 = f64x2.mul(v128.load(to, weight), f64x2.mul(q1, q1));
    const f2 = f64x2.mul(v128.load(to, weight + 16), f64x2.mul(q2, q2));
    const L1 = f64x2.pmin(v128.load(to, softplus), most);
    const L2 = f64x2.pmin(v128.load(to, softplus + 16), most);
    const v1 = v128.and(f64x2.mul(f1, L1), unsigned);
    const v2 = v128.and(f64x2.mul(f2, L2), unsigned);
    sum = f64x2.add(sum, f64x2.add(v1, v2));
    v128.store(value + at, join(v1, v2));
    const G1 = f64x2.mul(f1, slopeOf(q1, L1, two, one));
    const G2 = f64x2.mul(f2, slopeOf(q2, L2, two, one));
    v128.store(gradient + at, join(G1, G2));
  }
  return addLanes(sum);
}

/** g p L + q */
function slopeOf(q: v128, L: v128, g: v128, one: v128): v128 {
  return maddDoubles(g, f64x2.mul(f64x2.sub(one, q), L), q);
}

/** |w| q^g */
function weightedFactor(at: usize): v128 {
  return f64x2.abs(f64x2.mul(v128.load(at, weight), v128.load(at, factor)));
}

/** L, at most what stands for infinity. */
function limited(at: usize, most: v128): v128 {
  return f64x2.pmin(v128.load(at, softplus), most);
}

function fillHessian(bytes: usize, gamma: f64, hessian: usize): void {
  const most = limits();
  const zero = f32x4.splat(0);
  const g = spread(gamma);
  const two = spread(2 * gamma + 1);
  for (let at: usize = 0; at < bytes; at += 16) {
    const H1 = curvatureOf(at << 1, most, g, two);
    const H2 = curvatureOf((at << 1) + 16, most, g, two);
    v128.store(hessian + at, f32x4.add(join(H1, H2), zero));
  }
}

function curvatureOf(at: usize, most: v128, g: v128, two: v128): v128 {
  const q = v128.load(at, wrong);
  const p = f64x2.mul(v128.load(at, odds), q);
  const gL = f64x2.mul(g, limited(at, most));
  const curve = f64x2.add(f64x2.mul(gL, f64x2.sub(f64x2.mul(g, p), q)), f64x2.mul(two, q));
  return f64x2.mul(f64x2.mul(weightedFactor(at), p), curve);
}

function fillGaussNewton(bytes: usize, gamma: f64, hessian: usize): void {
  const most = limits();
  const zero = f32x4.splat(0);
  const g = spread(gamma);
  const less = spread(gamma - 1);
  const two = spread(2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const N1 = positiveCurvatureOf(at << 1, most, g, less, two);
    const N2 = positiveCurvatureOf((at << 1) + 16, most, g, less, two);
    v128.store(hessian + at, f32x4.add(join(N1, N2), zero));
  }
}

function positiveCurvatureOf(at: usize, most: v128, g: v128, less: v128, two: v128): v128 {
  const q = v128.load(at, wrong);
  const p = f64x2.mul(v128.load(at, odds), q);
  const gp = f64x2.mul(g, p);
  const bent = f64x2.mul(f64x2.mul(f64x2.mul(gp, less), p), limited(at, most));
  const bracket = f64x2.add(bent, f64x2.mul(q, f64x2.add(f64x2.mul(two, gp), q)));
  return f64x2.mul(weightedFactor(at), bracket);
}
