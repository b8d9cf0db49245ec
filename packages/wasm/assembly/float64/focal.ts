/**
 * The focal loss of a block of margins and its derivatives: core's focal-columns.ts, two elements at a time.
 *
 *     V = w q^g L,  L = softplus(-s)
 *     G = -+ w q^g (g p L + q)                                  - for the term of class 1, + for that of class 0
 *     H = w q^g p (g L ((g + 1) p - 1) + (2g + 1) q)
 *     N = w q^g (g (g - 1) p^2 L + q (2 g p + q))               Gauss-Newton
 */
import { factor, gradient, head, hessian, right, sign, softplus, tail, value } from "./layout";

/** What is computed: each kind is the one before and one more, but for the last, which takes another Hessian. */
export const VALUE: i32 = 0;
export const GRADIENT: i32 = 1;
export const HESSIAN: i32 = 2;
export const GAUSS_NEWTON: i32 = 3;

const constants: usize = memory.data<f64>([0, 1], 16);

/** Fills the columns of `kind` for `n` elements. */
export function fillFocal(n: i32, gamma: f64, kind: i32): void {
  if (kind == VALUE) fillValue(n);
  else if (kind == GRADIENT) fillGradient(n, gamma);
  else if (kind == HESSIAN) fillHessian(n, gamma);
  else {
    fillGradient(n, gamma);
    fillGaussNewton(n, gamma);
  }
}

function fillValue(n: i32): void {
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    v128.store(value + at, f64x2.mul(v128.load(factor + at), v128.load(softplus + at)));
  }
}

function fillGradient(n: i32, gamma: f64): void {
  const zero = v128.load_splat<f64>(constants);
  const g = f64x2.splat(gamma);
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const f = v128.load(factor + at);
    const L = v128.load(softplus + at);
    const q = f64x2.add(v128.load(head + at), v128.load(tail + at));
    const slope = f64x2.add(f64x2.mul(f64x2.mul(g, L), v128.load(right + at)), q);
    v128.store(value + at, f64x2.mul(f, L));
    v128.store(gradient + at, f64x2.sub(zero, f64x2.mul(v128.load(sign + at), f64x2.mul(f, slope))));
  }
}

function fillHessian(n: i32, gamma: f64): void {
  const zero = v128.load_splat<f64>(constants);
  const unit = v128.load_splat<f64>(constants, 8);
  const g = f64x2.splat(gamma);
  const one = f64x2.splat(gamma + 1);
  const two = f64x2.splat(2 * gamma + 1);
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const f = v128.load(factor + at);
    const L = v128.load(softplus + at);
    const q = f64x2.add(v128.load(head + at), v128.load(tail + at));
    const p = v128.load(right + at);
    const gL = f64x2.mul(g, L);
    const slope = f64x2.add(f64x2.mul(gL, p), q);
    const curve = f64x2.add(f64x2.mul(gL, f64x2.sub(f64x2.mul(one, p), unit)), f64x2.mul(two, q));
    v128.store(value + at, f64x2.mul(f, L));
    v128.store(gradient + at, f64x2.sub(zero, f64x2.mul(v128.load(sign + at), f64x2.mul(f, slope))));
    v128.store(hessian + at, f64x2.add(zero, f64x2.mul(f, f64x2.mul(p, curve))));
  }
}

function fillGaussNewton(n: i32, gamma: f64): void {
  const zero = v128.load_splat<f64>(constants);
  const g = f64x2.splat(gamma);
  const less = f64x2.splat(gamma - 1);
  const two = f64x2.splat(2);
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const p = v128.load(right + at);
    const q = f64x2.add(v128.load(head + at), v128.load(tail + at));
    const gp = f64x2.mul(g, p);
    const bent = f64x2.mul(f64x2.mul(f64x2.mul(gp, less), p), v128.load(softplus + at));
    const bracket = f64x2.add(bent, f64x2.mul(q, f64x2.add(f64x2.mul(two, gp), q)));
    v128.store(hessian + at, f64x2.add(zero, f64x2.mul(v128.load(factor + at), bracket)));
  }
}
