/**
 * The modulating factor q^gamma of a block of margins: core's focal-columns.ts and exp-column.ts, two elements at a time.
 *
 *     gamma = 1, 2, 3:         q = c + x, c in 17 bits:  c + x,  c^2 + (x q + c x),  c^3 + ((x q + c x) q + c^2 x)
 *     gamma = 0.5, 1.5, 2.5:   the same from sqrt(q) = h + rest, h in 17 bits
 *     others:                  exp(-gamma softplus(s)),  softplus(s) = M0 - p0 r + q0 (y - r) + (ln(1 + v) - v)
 */
import { exponentials } from "./exponential";
import { exponentLow, factor, growthTerms, head, logisticTable, MIRROR, offset, row, tail } from "./layout";

/** 2^27 + 1 */
const SPLITTER: f64 = 134217729;

// 1.5 * 2^18 rounds to a multiple of 2^-34; 2^36 + 1 splits off 17 bits.
const constants: usize = memory.data<f64>([SPLITTER, 393216, 1, 68719476737], 16);
/** core's PRECISE_BEND. */
const preciseBend: usize = memory.data<f64>(
  [-1 / 2, 1 / 3, -1 / 4, 1 / 5, -1 / 6, 1 / 7, -1 / 7.998, 1 / 9],
  16,
);

/** Fills the factors of `n` elements. */
export function fillPower(n: i32, gamma: f64): void {
  if (gamma == 1) linear(n);
  else if (gamma == 2) square(n);
  else if (gamma == 3) cube(n);
  else if (gamma < 3 && gamma - floor(gamma) == 0.5) root(n, <i32>gamma);
  else if (gamma > 0) {
    exponent(n, gamma);
    exponentials(n, factor, exponentLow);
  } else unit(n);
}

function unit(n: i32): void {
  const one = v128.load_splat<f64>(constants, 16);
  for (let i = 0; i < n; i += 2) v128.store(factor + ((<usize>i) << 3), one);
}

function linear(n: i32): void {
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    v128.store(factor + at, f64x2.add(v128.load(at, head), v128.load(at, tail)));
  }
}

function square(n: i32): void {
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const c = v128.load(at, head);
    const x = v128.load(at, tail);
    const rest = f64x2.add(f64x2.mul(x, f64x2.add(c, x)), f64x2.mul(c, x));
    v128.store(factor + at, f64x2.add(f64x2.mul(c, c), rest));
  }
}

function cube(n: i32): void {
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const c = v128.load(at, head);
    const x = v128.load(at, tail);
    const q = f64x2.add(c, x);
    const rest = f64x2.add(f64x2.mul(x, q), f64x2.mul(c, x));
    const c2 = f64x2.mul(c, c);
    v128.store(factor + at, f64x2.add(f64x2.mul(c2, c), f64x2.add(f64x2.mul(rest, q), f64x2.mul(c2, x))));
  }
}

/** q^(times + 1/2) */
function root(n: i32, times: i32): void {
  const splitter = v128.load_splat<f64>(constants, 24);
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const c = v128.load(at, head);
    const x = v128.load(at, tail);
    const q = f64x2.add(c, x);
    const sqrt = f64x2.sqrt(q);
    const cut = f64x2.mul(splitter, sqrt);
    let f = f64x2.sub(cut, f64x2.sub(cut, sqrt));
    let rest = f64x2.sub(sqrt, f);
    for (let k = 0; k < times; k++) {
      rest = f64x2.add(f64x2.mul(rest, q), f64x2.mul(f, x));
      f = f64x2.mul(f, c);
    }
    v128.store(factor + at, f64x2.add(f, rest));
  }
}

/** gamma softplus(s) in two words, into `factor` and `exponentLow`. */
function exponent(n: i32, gamma: f64): void {
  const splitter = v128.load_splat<f64>(constants);
  const cut = v128.load_splat<f64>(constants, 8);
  const upper = SPLITTER * gamma - (SPLITTER * gamma - gamma);
  const g = f64x2.splat(gamma);
  const gHigh = f64x2.splat(upper);
  const gLow = f64x2.splat(gamma - upper);
  const a2 = v128.load_splat<f64>(growthTerms);
  const a3 = v128.load_splat<f64>(growthTerms, 8);
  const a4 = v128.load_splat<f64>(growthTerms, 16);
  const a5 = v128.load_splat<f64>(growthTerms, 24);
  const a6 = v128.load_splat<f64>(growthTerms, 32);
  const a7 = v128.load_splat<f64>(growthTerms, 40);
  const b2 = v128.load_splat<f64>(preciseBend);
  const b3 = v128.load_splat<f64>(preciseBend, 8);
  const b4 = v128.load_splat<f64>(preciseBend, 16);
  const b5 = v128.load_splat<f64>(preciseBend, 24);
  const b6 = v128.load_splat<f64>(preciseBend, 32);
  const b7 = v128.load_splat<f64>(preciseBend, 40);
  const b8 = v128.load_splat<f64>(preciseBend, 48);
  const b9 = v128.load_splat<f64>(preciseBend, 56);
  for (let i = 0; i < n; i += 2) {
    const at = (<usize>i) << 3;
    const first = <usize>load<u32>(at, row);
    const second = <usize>load<u32>(at, row + 8);
    const p1 = v128.load(MIRROR - first, logisticTable);
    const p2 = v128.load(MIRROR - second, logisticTable);
    const m1 = v128.load(MIRROR - first, logisticTable + 16);
    const m2 = v128.load(MIRROR - second, logisticTable + 16);
    const own1 = v128.load(first, logisticTable);
    const own2 = v128.load(second, logisticTable);
    const r = v128.load(at, offset);
    const rHigh = f64x2.sub(f64x2.add(r, cut), cut);
    const c = v128.shuffle<f64>(p1, p2, 0, 2);
    const M0 = v128.shuffle<f64>(m1, m2, 0, 2);
    const share = f64x2.mul(c, rHigh);
    const M = f64x2.sub(M0, share);
    const q0 = f64x2.add(v128.shuffle<f64>(own1, own2, 0, 2), v128.shuffle<f64>(own1, own2, 1, 3));
    const r2 = f64x2.mul(r, r);
    const growth = f64x2.mul(
      r2,
      f64x2.add(
        f64x2.add(a2, f64x2.mul(r, a3)),
        f64x2.mul(
          r2,
          f64x2.add(f64x2.add(a4, f64x2.mul(r, a5)), f64x2.mul(r2, f64x2.add(a6, f64x2.mul(r, a7)))),
        ),
      ),
    );
    const moved = f64x2.add(f64x2.mul(c, f64x2.sub(r, rHigh)), f64x2.mul(v128.shuffle<f64>(p1, p2, 1, 3), r));
    const v = f64x2.mul(q0, f64x2.add(r, growth));
    const v2 = f64x2.mul(v, v);
    const bend = f64x2.mul(
      v2,
      f64x2.add(
        f64x2.add(b2, f64x2.mul(v, b3)),
        f64x2.mul(
          v2,
          f64x2.add(
            f64x2.add(b4, f64x2.mul(v, b5)),
            f64x2.mul(
              v2,
              f64x2.add(f64x2.add(b6, f64x2.mul(v, b7)), f64x2.mul(v2, f64x2.add(b8, f64x2.mul(v, b9)))),
            ),
          ),
        ),
      ),
    );
    const curved = f64x2.add(f64x2.mul(q0, growth), bend);
    const MLow = f64x2.add(
      f64x2.sub(f64x2.sub(M0, M), share),
      f64x2.add(f64x2.sub(v128.shuffle<f64>(m1, m2, 1, 3), moved), curved),
    );
    const split = f64x2.mul(splitter, M);
    const MHigh = f64x2.sub(split, f64x2.sub(split, M));
    v128.store(factor + at, f64x2.mul(gHigh, MHigh));
    v128.store(
      exponentLow + at,
      f64x2.add(f64x2.mul(gHigh, f64x2.sub(M, MHigh)), f64x2.add(f64x2.mul(gLow, M), f64x2.mul(g, MLow))),
    );
  }
}
