/**
 * The modulating factor q^gamma of a block, in two words: the root or another power of q below 1, times q as often as gamma
 * says.
 *
 *     q^(1/2) = a + (q - a^2)/(sqrt(q) + a)         a the head of the root
 *     q^f     = exp(-f (max(s, 0) + ln(1 + e)))     0 < f < 1
 */
import { fillExponentials } from "./exponential";
import {
  bend,
  bendTail,
  exponent,
  exponentTail,
  factor,
  factorTail,
  heads,
  margin,
  ones,
  wrong,
  wrongTail,
} from "./layout";
import { madd, nmadd } from "./madd";
import { headOf, tailOf } from "./margins";

export function fillPower(bytes: usize, gamma: f64, far: bool): void {
  let times = <i32>gamma;
  const fraction = gamma - <f64>times;
  if (fraction == 0 && times > 1) {
    fillSquare(bytes);
    times -= 2;
  } else if (fraction == 0.5) {
    fillRoot(bytes);
  } else if (fraction > 0) {
    fillExponent(bytes, fraction);
    fillExponentials(bytes, exponent, far);
  } else {
    fillUnit(bytes);
  }
  for (; times > 0; times--) multiply(bytes);
}

function fillUnit(bytes: usize): void {
  const one = ones();
  for (let at: usize = 0; at < bytes; at += 16) v128.store(at, one, factor);
  memory.fill(factorTail, 0, bytes);
}

function fillSquare(bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const q = v128.load(at, wrong);
    const tail = v128.load(at, wrongTail);
    v128.store(at, f32x4.mul(q, q), factor);
    v128.store(at, f32x4.mul(tail, f32x4.add(q, f32x4.add(q, tail))), factorTail);
  }
}

function multiply(bytes: usize): void {
  const cut = heads();
  for (let at: usize = 0; at < bytes; at += 16) {
    const q = v128.load(at, wrong);
    const qTail = v128.load(at, wrongTail);
    const f = v128.load(at, factor);
    const fTail = v128.load(at, factorTail);
    const head = v128.and(f32x4.add(f, fTail), cut);
    const tail = f32x4.add(f32x4.sub(f, head), fTail);
    v128.store(at, f32x4.mul(head, q), factor);
    v128.store(at, madd(tail, f32x4.add(q, qTail), f32x4.mul(head, qTail)), factorTail);
  }
}

function fillRoot(bytes: usize): void {
  const cut = heads();
  const least = f32x4.splat(f32.MIN_NORMAL_VALUE);
  for (let at: usize = 0; at < bytes; at += 16) {
    const q = v128.load(at, wrong);
    const qTail = v128.load(at, wrongTail);
    const root = f32x4.sqrt(f32x4.add(q, qTail));
    const head = v128.and(root, cut);
    const rest = f32x4.add(nmadd(head, head, q), qTail);
    v128.store(at, head, factor);
    // Not 0/0.
    v128.store(at, f32x4.div(rest, f32x4.add(f32x4.add(root, head), least)), factorTail);
  }
}

/** f (max(s, 0) + ln(1 + e)) in two words. Beyond 105, where q is 0, all margins are alike. */
function fillExponent(bytes: usize, fraction: f64): void {
  const cut = heads();
  const most = f32x4.splat(105);
  const f = f32x4.splat(headOf(fraction));
  const fTail = f32x4.splat(tailOf(fraction));
  for (let at: usize = 0; at < bytes; at += 16) {
    const signed = v128.load(at, margin);
    const s = f32x4.pmin(v128.andnot(signed, i32x4.shr_s(signed, 31)), most);
    const L = v128.load(at, bend);
    const LTail = v128.load(at, bendTail);
    const sHead = v128.and(s, cut);
    const main = f32x4.mul(f, sHead);
    const other = f32x4.mul(f, L);
    const sum = f32x4.add(main, other);
    const larger = f32x4.pmax(main, other);
    const smaller = f32x4.pmin(main, other);
    const lost = f32x4.sub(smaller, f32x4.sub(sum, larger));
    const low = madd(
      f,
      f32x4.add(f32x4.sub(s, sHead), LTail),
      f32x4.mul(fTail, f32x4.add(s, f32x4.add(L, LTail))),
    );
    v128.store(at, sum, exponent);
    v128.store(at, f32x4.add(lost, low), exponentTail);
  }
}
