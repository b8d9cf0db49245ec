/**
 * The focal loss of a block of margins and its derivatives: core's focal-columns.ts, two elements at a time.
 *
 *     V = w q^g L,  L = softplus(-s)
 *     G = -+ w q^g (g p L + q)                                  - for the term of class 1, + for that of class 0
 *     H = w q^g p (g g p L + q (2g + 1 - g L))
 *     N = w q^g (g (g - 1) p^2 L + q (2 g p + q))               Gauss-Newton
 *
 * Weights have the sign of G. Adding 0 makes +0 of -0, as core has it.
 */
import { factor, head, magnitudes, right, softplus, spread, tail, weight } from "./layout";

/** What is computed: each kind is the one before and one more, but for the last, which takes another Hessian. */
export const VALUE: i32 = 0;
export const GRADIENT: i32 = 1;
export const HESSIAN: i32 = 2;
export const GAUSS_NEWTON: i32 = 3;

/** Fills what `kind` wants for `n` elements. */
export function fillFocal(
  n: i32,
  gamma: f64,
  kind: i32,
  values: usize,
  gradients: usize,
  hessians: usize,
): void {
  const bytes = (<usize>n) << 3;
  if (kind == VALUE) fillValue(bytes, values);
  else fillGradient(bytes, gamma, values, gradients);
  if (kind == HESSIAN) fillHessian(bytes, gamma, hessians);
  else if (kind == GAUSS_NEWTON) fillGaussNewton(bytes, gamma, hessians);
}

/** w q^g */
function factorOf(at: usize): v128 {
  return f64x2.mul(v128.load(at, factor), v128.load(at, weight));
}

function fillValue(bytes: usize, values: usize): void {
  const magnitude = magnitudes();
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(values + at, v128.and(f64x2.mul(factorOf(at), v128.load(at, softplus)), magnitude));
  }
}

function fillGradient(bytes: usize, gamma: f64, values: usize, gradients: usize): void {
  const magnitude = magnitudes();
  const zero = spread(0);
  const g = spread(gamma);
  for (let at: usize = 0; at < bytes; at += 16) {
    const f = factorOf(at);
    const L = v128.load(at, softplus);
    const q = f64x2.add(v128.load(at, head), v128.load(at, tail));
    const slope = f64x2.add(f64x2.mul(f64x2.mul(g, L), v128.load(at, right)), q);
    v128.store(values + at, v128.and(f64x2.mul(f, L), magnitude));
    v128.store(gradients + at, f64x2.add(zero, f64x2.mul(f, slope)));
  }
}

function fillHessian(bytes: usize, gamma: f64, hessians: usize): void {
  const magnitude = magnitudes();
  const zero = spread(0);
  const g = spread(gamma);
  const two = spread(2 * gamma + 1);
  for (let at: usize = 0; at < bytes; at += 16) {
    const f = v128.and(factorOf(at), magnitude);
    const q = f64x2.add(v128.load(at, head), v128.load(at, tail));
    const p = v128.load(at, right);
    const gL = f64x2.mul(g, v128.load(at, softplus));
    const curve = f64x2.add(f64x2.mul(g, f64x2.mul(gL, p)), f64x2.mul(q, f64x2.sub(two, gL)));
    v128.store(hessians + at, f64x2.add(zero, f64x2.mul(f, f64x2.mul(p, curve))));
  }
}

function fillGaussNewton(bytes: usize, gamma: f64, hessians: usize): void {
  const magnitude = magnitudes();
  const zero = spread(0);
  const g = spread(gamma);
  const less = spread(gamma - 1);
  const two = spread(2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const p = v128.load(at, right);
    const q = f64x2.add(v128.load(at, head), v128.load(at, tail));
    const gp = f64x2.mul(g, p);
    const bent = f64x2.mul(f64x2.mul(f64x2.mul(gp, less), p), v128.load(at, softplus));
    const bracket = f64x2.add(bent, f64x2.mul(q, f64x2.add(f64x2.mul(two, gp), q)));
    v128.store(hessians + at, f64x2.add(zero, f64x2.mul(v128.and(factorOf(at), magnitude), bracket)));
  }
}
