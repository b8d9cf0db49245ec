/**
 * The binary losses of a block of labels and probabilities: core's probability-terms.ts, two at a time.
 *
 *     A   = q^g (-ln p)
 *     A'  = -q^g (g r + 1/p),  r = -ln p / q
 *     A'' = q^g (g ((g - 1) r + 2/p)/q + 1/p^2)
 *
 * The term of class 0 has p and q swapped and A' negated. A probability that is 0, 1, at most 1e-17 or NaN is computed by core,
 * and so is all with a gamma above 15: no power of what is left is too small.
 */
import { exponentials } from "./exponential";
import { GRADIENT, HESSIAN } from "./focal";
import { probabilityTerms } from "./host";
import {
  exponentLow,
  factor,
  head,
  lnP,
  lnPLow,
  lnQ,
  lnQLow,
  off,
  right,
  signBits,
  softplus,
  spread,
  tail,
  term,
  weight,
} from "./layout";
import { logarithms } from "./logarithm";
import { listOff, ones } from "./margins";

/** Computes `n` elements, `soft` if a label may be neither 0 nor 1. Arrays are of doubles, and outputs apart from inputs. */
export function probabilityBlock(
  n: i32,
  labels: usize,
  probabilities: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  kind: i32,
  soft: bool,
): void {
  const bytes = ((<usize>n + 1) & ~1) << 3;
  const count = fillLogarithms(n, bytes, probabilities);
  memory.fill(values, 0, bytes);
  if (kind >= GRADIENT) memory.fill(gradients, 0, bytes);
  if (kind >= HESSIAN) memory.fill(hessians, 0, bytes);
  // Of hard labels, each has the term of its class; of others, both.
  for (let classes = soft ? 1 : 2; classes >= (soft ? 0 : 2); classes--) {
    fillTerms(bytes, labels, probabilities, gamma, w1, w0, classes);
    exponentials(n, factor, exponentLow);
    addTerms(bytes, values, gradients, hessians, gamma, kind);
  }
  for (let k = 0; k < count; k++) {
    const i = load<i32>(off + ((<usize>k) << 2));
    const at = (<usize>i) << 3;
    const y = load<f64>(labels + at);
    probabilityTerms(w1 * y, w0 * (1 - y), load<f64>(probabilities + at), gamma);
    store<f64>(values + at, load<f64>(term));
    if (kind >= GRADIENT) store<f64>(gradients + at, load<f64>(term, 8));
    if (kind >= HESSIAN) store<f64>(hessians + at, load<f64>(term, 16));
  }
}

/** Fills the logarithms of p and 1 - p. Lists what core computes; there, p counts as 1/2. Returns how many they are. */
function fillLogarithms(n: i32, bytes: usize, probabilities: usize): i32 {
  const one = ones();
  const zero = spread(0);
  const least = spread(1e-17);
  const middle = spread(0.5);
  let count = 0;
  for (let at: usize = 0; at < bytes; at += 16) {
    let p = v128.load(probabilities + at);
    const inside = v128.and(f64x2.gt(p, least), f64x2.lt(p, one));
    if (!i64x2.all_true(inside)) {
      count = listOff(count, <i32>(at >> 3), i64x2.bitmask(inside), n);
      p = v128.bitselect(p, middle, inside);
    }
    v128.store(at, p, lnP);
    v128.store(at, zero, lnPLow);
    const q = f64x2.sub(one, p);
    const rounded = f64x2.sub(q, one);
    v128.store(at, q, lnQ);
    v128.store(at, f64x2.sub(f64x2.sub(one, f64x2.sub(q, rounded)), f64x2.add(p, rounded)), lnQLow);
  }
  logarithms(n, lnP, lnPLow);
  logarithms(n, lnQ, lnQLow);
  return count;
}

/**
 * Fills p, q, -ln p, the weight and the exponent of q^g of terms: of class 1 or 0, or if `classes` is 2, of that of the label.
 */
function fillTerms(
  bytes: usize,
  labels: usize,
  probabilities: usize,
  gamma: f64,
  w1: f64,
  w0: f64,
  classes: i32,
): void {
  const one = ones();
  const signBit = signBits();
  const g = spread(gamma);
  const splitter = spread(134217729);
  const cutG = f64x2.mul(splitter, g);
  const gHigh = f64x2.sub(cutG, f64x2.sub(cutG, g));
  const gLow = f64x2.sub(g, gHigh);
  const all = i64x2.splat(classes == 1 ? -1 : 0);
  const ofLabel = i64x2.splat(classes == 2 ? -1 : 0);
  const plus = spread(w1);
  const minus = spread(w0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const y = v128.load(labels + at);
    const isOne = v128.or(all, v128.and(ofLabel, f64x2.eq(y, one)));
    const w = v128.bitselect(f64x2.mul(plus, y), f64x2.mul(minus, f64x2.sub(one, y)), isOne);
    v128.store(at, w, weight);
    // The sign bit for class 0.
    v128.store(at, v128.andnot(signBit, isOne), head);
    const p = v128.load(probabilities + at);
    const q = f64x2.sub(one, p);
    v128.store(at, v128.bitselect(p, q, isOne), right);
    v128.store(at, v128.bitselect(q, p, isOne), tail);
    const P = v128.load(at, lnP);
    const Q = v128.load(at, lnQ);
    v128.store(at, f64x2.neg(v128.bitselect(P, Q, isOne)), softplus);
    // g ln q in two words: core's pow.ts.
    const x = v128.bitselect(Q, P, isOne);
    const xLow = v128.bitselect(v128.load(at, lnQLow), v128.load(at, lnPLow), isOne);
    const product = f64x2.mul(g, x);
    const cut = f64x2.mul(splitter, x);
    const high = f64x2.sub(cut, f64x2.sub(cut, x));
    const low = f64x2.sub(x, high);
    let lost = f64x2.sub(product, f64x2.mul(gHigh, high));
    lost = f64x2.sub(lost, f64x2.mul(gLow, high));
    lost = f64x2.sub(lost, f64x2.mul(gHigh, low));
    const rest = f64x2.add(f64x2.sub(f64x2.mul(gLow, low), lost), f64x2.mul(g, xLow));
    const sum = f64x2.add(product, rest);
    v128.store(at, f64x2.neg(sum), factor);
    v128.store(at, f64x2.neg(f64x2.sub(rest, f64x2.sub(sum, product))), exponentLow);
  }
}

function addTerms(
  bytes: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  gamma: f64,
  kind: i32,
): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const wL = f64x2.mul(v128.load(at, weight), v128.load(at, softplus));
    v128.store(values + at, f64x2.add(v128.load(values + at), f64x2.mul(v128.load(at, factor), wL)));
  }
  if (kind >= GRADIENT) addSlopes(bytes, gradients, gamma);
  if (kind >= HESSIAN) addCurvatures(bytes, hessians, gamma);
}

function addSlopes(bytes: usize, gradients: usize, gamma: f64): void {
  const one = ones();
  const g = spread(gamma);
  for (let at: usize = 0; at < bytes; at += 16) {
    const r = f64x2.div(v128.load(at, softplus), v128.load(at, tail));
    const bracket = f64x2.add(f64x2.mul(g, r), f64x2.div(one, v128.load(at, right)));
    const slope = f64x2.mul(v128.load(at, factor), f64x2.mul(v128.load(at, weight), bracket));
    const signed = v128.xor(slope, v128.load(at, head));
    v128.store(gradients + at, f64x2.sub(v128.load(gradients + at), signed));
  }
}

function addCurvatures(bytes: usize, hessians: usize, gamma: f64): void {
  const g = spread(gamma);
  const less = spread(gamma - 1);
  const two = spread(2);
  for (let at: usize = 0; at < bytes; at += 16) {
    const p = v128.load(at, right);
    const q = v128.load(at, tail);
    const w = v128.load(at, weight);
    const power = v128.load(at, factor);
    const r = f64x2.div(v128.load(at, softplus), q);
    const bracket = f64x2.add(f64x2.mul(less, r), f64x2.div(two, p));
    const bent = f64x2.mul(f64x2.mul(power, f64x2.mul(f64x2.div(g, q), bracket)), w);
    const rest = f64x2.mul(power, f64x2.div(f64x2.div(w, p), p));
    v128.store(hessians + at, f64x2.add(v128.load(hessians + at), f64x2.add(bent, rest)));
  }
}
