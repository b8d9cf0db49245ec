/**
 * The softmax focal loss of rows of logits with one target class c each, in double: core's softmax-block.ts.
 *
 *     FL = w A(d)
 *     gradient:          w A'(d) at c,  -w A'(d) r_j else,  r_j = e_j / S
 *     Hessian diagonal:  w A''(d) at c,  w (A''(d) r_j^2 - A'(d) r_j (1 - r_j)) else
 */
import { fillFocal, GRADIENT, HESSIAN } from "./focal";
import { BLOCK, gradient, hessian, label, logit, off, rowOff, sum, value } from "./layout";
import { fillLogistic, fillMargins, moveOffsets } from "./margins";
import { fillPower } from "./power";
import { fillDistances, fillExponentials } from "./softmax-rows";

/** What brings weights back that were multiplied by 2^60, so that a subnormal result is rounded once. */
const UNIT: f64 = 8.673617379884035e-19;

/**
 * Computes `rows` rows of logits, which are overwritten. `weights` are those of the target classes, times 2^60; `limit` is core's
 * largestMargin. Rows that are left to core are listed in `rowOff`. Returns how many they are.
 */
export function softmaxFocalLoss(
  rows: i32,
  classes: i32,
  targets: usize,
  weights: usize,
  logits: usize,
  lows: usize,
  values: usize,
  gradients: usize,
  hessians: usize,
  gamma: f64,
  limit: f64,
  kind: i32,
): i32 {
  let count = 0;
  for (let start = 0; start < rows; start += BLOCK) {
    const n = min(BLOCK, rows - start);
    const w = weights + ((<usize>start) << 3);
    const c = targets + ((<usize>start) << 2);
    const first = (<usize>(start * classes)) << 3;
    fillExponentials(n, classes, logits + first, lows + first, c);
    fillDistances(n);
    memory.fill(label, 0, 8 * BLOCK);
    for (let i = 0; i < n; i++) store<f64>(label + ((<usize>i) << 3), 1);
    const offs = fillMargins(n, label, logit, 1, 1, limit);
    moveOffsets(n);
    fillLogistic(n);
    fillPower(n, gamma);
    fillFocal(n, gamma, kind, value, gradient, hessian);
    for (let k = 0; k < offs; k++) {
      store<i32>(rowOff + ((<usize>count) << 2), start + load<i32>(off + ((<usize>k) << 2)));
      count++;
    }
    weighTerms(n, w, values + ((<usize>start) << 3), kind);
    if (kind >= GRADIENT) spreadSlopes(n, classes, c, logits + first, gradients + first);
    if (kind >= HESSIAN) spreadCurvatures(n, classes, c, logits + first, hessians + first);
  }
  return count;
}

function weighTerms(n: i32, weights: usize, values: usize, kind: i32): void {
  for (let at: usize = 0; at < (<usize>n) << 3; at += 8) {
    const w = load<f64>(weights + at);
    store<f64>(values + at, load<f64>(at, value) * w * UNIT);
    if (kind >= GRADIENT) store<f64>(at, 0 + load<f64>(at, gradient) * w, gradient);
    if (kind >= HESSIAN) store<f64>(at, 0 + load<f64>(at, hessian) * w, hessian);
  }
}

/** -w A'(d)/S */
function shareOf(at: usize): f64 {
  return 0 - load<f64>(at, gradient) / load<f64>(at, sum);
}

function spreadSlopes(rows: i32, classes: i32, targets: usize, exponential: usize, out: usize): void {
  const width = (<usize>classes) << 3;
  for (let row = 0; row < rows; row++) {
    const at = (<usize>row) << 3;
    const first = <usize>row * width;
    const share = shareOf(at);
    const shares = f64x2.splat(share);
    const unit = f64x2.splat(UNIT);
    let i = first;
    for (; i + 16 <= first + width; i += 16) {
      v128.store(out + i, f64x2.mul(f64x2.mul(v128.load(exponential + i), shares), unit));
    }
    if (i < first + width) store<f64>(out + i, load<f64>(exponential + i) * share * UNIT);
    const target = first + ((<usize>load<i32>(targets + (at >> 1))) << 3);
    store<f64>(out + target, load<f64>(at, gradient) * UNIT);
  }
}

function spreadCurvatures(rows: i32, classes: i32, targets: usize, exponential: usize, out: usize): void {
  const width = (<usize>classes) << 3;
  for (let row = 0; row < rows; row++) {
    const at = (<usize>row) << 3;
    const first = exponential + <usize>row * width;
    const end = first + width;
    const toOut = out - exponential;
    const s = load<f64>(at, sum);
    const share = shareOf(at);
    const bent = load<f64>(at, hessian);
    let top = first;
    for (let i = first; i < end; i += 8) if (load<f64>(i) > load<f64>(top)) top = i;
    // 1 - r loses nothing where r <= 1/2; the largest r takes the sum of the others.
    let others: f64 = 0;
    let othersLow: f64 = 0;
    for (let i = first; i < end; i += 8) {
      if (i == top) continue;
      const e = load<f64>(i);
      const next = others + e;
      const rounded = next - others;
      othersLow += others - (next - rounded) + (e - rounded);
      others = next;
    }
    for (let i = first; i < end; i += 8) {
      const e = load<f64>(i);
      const r = e / s;
      const rest = i == top ? (others + othersLow) / s : 1 - r;
      store<f64>(i + toOut, (bent * r * r + e * share * rest) * UNIT);
    }
    const target = toOut + first + ((<usize>load<i32>(targets + (at >> 1))) << 3);
    store<f64>(target, bent * UNIT);
  }
}
