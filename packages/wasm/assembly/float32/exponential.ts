/**
 * Exponentials of negative numbers, in head and tail, within 2^-28.
 *
 *     e^-x = 2^n e^r,  n = round(-x / ln 2),  r = -x - n ln 2
 *
 * n ln 2 is exact in its first 9 bits. The last bits of n + 1.5 * 2^23 are those of n.
 */
import { COLUMN, heads, ones, scale, signBits } from "./layout";
import { madd, nmadd } from "./madd";

/** 1.5 * 2^23 */
const ROUND: f32 = 12582912;

const constants: usize = memory.data<f32>([1.44269504, ROUND, 0.693359375, -2.1219444e-4], 16);
/** (e^r - 1 - r)/r^2 for |r| <= ln(2)/2, within 3e-9 of e^r. */
const terms: usize = memory.data<f32>(
  [0.4999999403953552, 0.1666652113199234, 0.04166826605796814, 0.00836867280304432, 0.001382071408443153],
  16,
);

/**
 * Of four columns the first two hold x in two words: the others are filled with exp(-|x|). No |x| is above 87 unless `far`
 * says so.
 */
export function fillExponentials(bytes: usize, columns: usize, far: bool): void {
  reduce(bytes, columns, far);
  if (far) expandFar(bytes, columns);
  else expand(bytes, columns);
}

/** Leaves r in two words and n. */
function reduce(bytes: usize, columns: usize, far: bool): void {
  const least = f32x4.splat(far ? -105 : -f32.MAX_VALUE);
  const perUnit = v128.load_splat<f32>(constants);
  const round = v128.load_splat<f32>(constants, 4);
  const ln2 = v128.load_splat<f32>(constants, 8);
  const ln2Tail = v128.load_splat<f32>(constants, 12);
  const signBit = signBits();
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = columns + at;
    const v = f32x4.pmax(v128.or(v128.load(x), signBit), least);
    const shifted = madd(v, perUnit, round);
    const n = f32x4.sub(shifted, round);
    const near = nmadd(n, ln2, v);
    const low = madd(n, ln2Tail, v128.load(x, COLUMN));
    const r = f32x4.sub(near, low);
    v128.store(at, shifted, scale);
    v128.store(x, r, 2 * COLUMN);
    v128.store(x, f32x4.sub(f32x4.sub(near, r), low), 3 * COLUMN);
  }
}

/** e^r = 1 + (r + (what r lacks, and the terms of r)) */
function rest(r: v128, lack: v128, a2: v128, a3: v128, a4: v128, a5: v128, a6: v128): v128 {
  const square = f32x4.mul(r, r);
  return madd(square, madd(square, madd(square, a6, madd(r, a5, a4)), madd(r, a3, a2)), lack);
}

function expand(bytes: usize, columns: usize): void {
  const one = ones();
  const cut = heads();
  const a2 = v128.load_splat<f32>(terms);
  const a3 = v128.load_splat<f32>(terms, 4);
  const a4 = v128.load_splat<f32>(terms, 8);
  const a5 = v128.load_splat<f32>(terms, 12);
  const a6 = v128.load_splat<f32>(terms, 16);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = columns + at;
    const r = v128.load(x, 2 * COLUMN);
    const small = rest(r, v128.load(x, 3 * COLUMN), a2, a3, a4, a5, a6);
    const y = v128.and(f32x4.add(one, r), cut);
    const yTail = f32x4.add(f32x4.sub(r, f32x4.sub(y, one)), small);
    const power = i32x4.shl(v128.load(at, scale), 23);
    v128.store(x, i32x4.add(y, power), 2 * COLUMN);
    v128.store(x, f32x4.mul(yTail, i32x4.add(one, power)), 3 * COLUMN);
  }
}

/** The same in two steps: a power of two may be below the least float. */
function expandFar(bytes: usize, columns: usize): void {
  const one = ones();
  const cut = heads();
  const round = v128.load_splat<f32>(constants, 4);
  const a2 = v128.load_splat<f32>(terms);
  const a3 = v128.load_splat<f32>(terms, 4);
  const a4 = v128.load_splat<f32>(terms, 8);
  const a5 = v128.load_splat<f32>(terms, 12);
  const a6 = v128.load_splat<f32>(terms, 16);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = columns + at;
    const r = v128.load(x, 2 * COLUMN);
    const small = rest(r, v128.load(x, 3 * COLUMN), a2, a3, a4, a5, a6);
    const y = v128.and(f32x4.add(one, r), cut);
    const yTail = f32x4.add(f32x4.sub(r, f32x4.sub(y, one)), small);
    const n = i32x4.sub(v128.load(at, scale), round);
    const half = i32x4.shr_s(n, 1);
    const first = i32x4.add(one, i32x4.shl(half, 23));
    const second = i32x4.add(one, i32x4.shl(i32x4.sub(n, half), 23));
    v128.store(x, f32x4.mul(f32x4.mul(y, first), second), 2 * COLUMN);
    v128.store(x, f32x4.mul(f32x4.mul(yTail, first), second), 3 * COLUMN);
  }
}
