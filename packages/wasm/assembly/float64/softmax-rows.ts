/**
 * Rows of logits with one target class c each: core's softmax-exponentials.ts and softmax-terms.ts.
 *
 *     d = z_c - M - ln S,  S = sum of e_j,  e_j = exp(z_j - M)       over j != c
 *
 * M is the first logit of another class. Rows with a logit that is larger than M by 24 or smaller by 700, or no number, are left
 * to core, and so are those whose d is off the table.
 */
import { exponentials } from "./exponential";
import { largest, lnP, lnPLow, low, logit, own, sum, sumLow } from "./layout";
import { logarithms } from "./logarithm";

/** How much larger or smaller than M a logit may be. */
const HIGHEST: f64 = 24;
const LOWEST: f64 = -700;

/**
 * Replaces the logits of `rows` rows by e_j, with 0 for the target, and fills `own`, `largest`, `sum` and `sumLow`. Where a row is
 * core's, M is NaN. `lows` is room for as many numbers, and for one more where they are odd.
 */
export function fillExponentials(rows: i32, classes: i32, logits: usize, lows: usize, targets: usize): void {
  const width = (<usize>classes) << 3;
  for (let row = 0; row < rows; row++) {
    const at = (<usize>row) << 3;
    const first = logits + <usize>row * width;
    const target = first + ((<usize>load<i32>(targets + (at >> 1))) << 3);
    store<f64>(own + at, load<f64>(target));
    const M = load<f64>(target == first ? first + 8 : first);
    store<f64>(target, M);
    store<f64>(largest + at, subtract(first, width, M, lows - logits) ? M : NaN);
  }
  const n = rows * classes;
  exponentials(n, logits, lows);
  for (let row = 0; row < rows; row++) {
    const first = logits + <usize>row * width;
    addUp(row, first, width, lows - logits);
    store<f64>(first + ((<usize>load<i32>(targets + ((<usize>row) << 2))) << 3), 0);
  }
}

/** Replaces the logits of a row by M - z in two words, the second `lows` further on. Returns whether all are in range. */
function subtract(first: usize, width: usize, M: f64, lows: usize): bool {
  let fits = true;
  for (let at = first; at < first + width; at += 8) {
    const z = load<f64>(at);
    const x = z - M;
    const difference = x - z;
    fits = fits && x >= LOWEST && x <= HIGHEST;
    store<f64>(at, -x);
    store<f64>(at + lows, -(z - (x - difference) - (M + difference)));
  }
  return fits;
}

/** The target counts as the exponential 1, so S starts at -1. */
function addUp(row: i32, first: usize, width: usize, lows: usize): void {
  let s: f64 = -1;
  let sLow: f64 = 0;
  for (let at = first; at < first + width; at += 8) {
    const e = load<f64>(at);
    const next = s + e;
    const rounded = next - s;
    sLow += s - (next - rounded) + (e - rounded) + load<f64>(at + lows);
    s = next;
  }
  const total = s + sLow;
  store<f64>(sum + ((<usize>row) << 3), total);
  store<f64>(sumLow + ((<usize>row) << 3), sLow - (total - s));
}

/** Fills `logit` and `low` with d in two words. Where it is not finite, `logit` is not either. */
export function fillDistances(rows: i32): void {
  const bytes = ((<usize>rows + 1) & ~1) << 3;
  memory.copy(lnP, sum, bytes);
  memory.copy(lnPLow, sumLow, bytes);
  logarithms(rows, lnP, lnPLow);
  for (let at: usize = 0; at < bytes; at += 16) {
    const z = v128.load(at, own);
    const M = v128.load(at, largest);
    const L = v128.load(at, lnP);
    const difference = f64x2.sub(z, M);
    const rounded = f64x2.sub(difference, z);
    const high = f64x2.sub(difference, L);
    const highRounded = f64x2.sub(high, difference);
    const lost = f64x2.sub(f64x2.sub(difference, f64x2.sub(high, highRounded)), f64x2.add(L, highRounded));
    const lostBefore = f64x2.sub(f64x2.sub(z, f64x2.sub(difference, rounded)), f64x2.add(M, rounded));
    const rest = f64x2.add(lost, f64x2.sub(lostBefore, v128.load(at, lnPLow)));
    const d = f64x2.add(high, rest);
    v128.store(at, d, logit);
    v128.store(at, f64x2.sub(rest, f64x2.sub(d, high)), low);
  }
}
