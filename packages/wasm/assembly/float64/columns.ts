/**
 * From arrays to columns and back, floats promoted and doubles rounded on the way. A column of an odd number of elements is
 * filled up with a 0, since two are computed at a time.
 */

/** Copies `n` elements from `start` on to the head of a column. */
export function takeLogits(column: usize, source: usize, start: i32, n: i32, single: i32): void {
  const even = n & ~1;
  if (single) {
    const from = source + ((<usize>start) << 2);
    for (let i = 0; i < even; i += 2) {
      const at = (<usize>i) << 2;
      v128.store(column + (at << 1), f64x2.promote_low_f32x4(v128.load64_zero(from + at)));
    }
    if (even < n) store<f64>(column + ((<usize>even) << 3), load<f32>(from + ((<usize>even) << 2)));
  } else {
    const from = source + ((<usize>start) << 3);
    for (let i = 0; i < even; i += 2) {
      const at = (<usize>i) << 3;
      v128.store(column + at, v128.load(from + at));
    }
    if (even < n) store<f64>(column + ((<usize>even) << 3), load<f64>(from + ((<usize>even) << 3)));
  }
  if (even < n) store<f64>(column + ((<usize>n) << 3), 0);
}

/** The same, and smooths: y (1 - labelSmoothing) + labelSmoothing / 2. */
export function takeLabels(
  column: usize,
  source: usize,
  start: i32,
  n: i32,
  single: i32,
  labelSmoothing: f64,
): void {
  takeLogits(column, source, start, n, single);
  if (!(labelSmoothing > 0)) return;
  for (let i = 0; i < n; i++) {
    const at = column + ((<usize>i) << 3);
    store<f64>(at, load<f64>(at) * (1 - labelSmoothing) + labelSmoothing / 2);
  }
}

/** Copies the first `n` elements of a column to `target`, from `start` on. */
export function give(column: usize, target: usize, start: i32, n: i32, single: i32): void {
  const even = n & ~1;
  if (single) {
    const to = target + ((<usize>start) << 2);
    for (let i = 0; i < even; i += 2) {
      const at = (<usize>i) << 2;
      v128.store64_lane(to + at, f32x4.demote_f64x2_zero(v128.load(column + (at << 1))), 0);
    }
    if (even < n) store<f32>(to + ((<usize>even) << 2), <f32>load<f64>(column + ((<usize>even) << 3)));
  } else {
    const to = target + ((<usize>start) << 3);
    for (let i = 0; i < even; i += 2) {
      const at = (<usize>i) << 3;
      v128.store(to + at, v128.load(column + at));
    }
    if (even < n) store<f64>(to + ((<usize>even) << 3), load<f64>(column + ((<usize>even) << 3)));
  }
}

/** What becomes of negative second derivatives: they stay, or are 0, or positive. */
export const EXACT: i32 = 0;
export const CLAMP: i32 = 1;

export function makePositive(column: usize, n: i32, mode: i32): void {
  if (mode == EXACT) return;
  for (let i = 0; i < n; i++) {
    const at = column + ((<usize>i) << 3);
    const x = load<f64>(at);
    store<f64>(at, mode == CLAMP ? (x < 0 ? 0 : x) : abs(x));
  }
}

/** How many of `n` labels are 1, or -1 if some are neither 0 nor 1. */
export function areHard(labels: usize, n: i32, single: i32): i32 {
  return single ? areHardFloats(labels, n) : areHardDoubles(labels, n);
}

const unit: usize = memory.data<f64>([1], 16);
const floatUnit: usize = memory.data<f32>([1], 16);

function areHardDoubles(labels: usize, n: i32): i32 {
  const one = v128.load_splat<f64>(unit);
  let ones = i64x2.splat(0);
  let others = i64x2.splat(0);
  const end = labels + ((<usize>n) << 3);
  let at = labels;
  for (; at + 16 <= end; at += 16) {
    const y = v128.load(at);
    const isOne = f64x2.eq(y, one);
    ones = i64x2.sub(ones, isOne);
    // The bits of 0 are none; -0 is computed as any number is.
    others = v128.or(others, v128.andnot(y, isOne));
  }
  let count = <i32>(i64x2.extract_lane(ones, 0) + i64x2.extract_lane(ones, 1));
  for (; at < end; at += 8) {
    const y = load<f64>(at);
    if (y == 1) count += 1;
    else if (y != 0) return -1;
  }
  return v128.any_true(others) ? -1 : count;
}

function areHardFloats(labels: usize, n: i32): i32 {
  const one = v128.load_splat<f32>(floatUnit);
  let ones = i32x4.splat(0);
  let others = i32x4.splat(0);
  const end = labels + ((<usize>n) << 2);
  let at = labels;
  for (; at + 16 <= end; at += 16) {
    const y = v128.load(at);
    const isOne = f32x4.eq(y, one);
    ones = i32x4.sub(ones, isOne);
    others = v128.or(others, v128.andnot(y, isOne));
  }
  let count =
    i32x4.extract_lane(ones, 0) +
    i32x4.extract_lane(ones, 1) +
    i32x4.extract_lane(ones, 2) +
    i32x4.extract_lane(ones, 3);
  for (; at < end; at += 4) {
    const y = load<f32>(at);
    if (y == 1) count += 1;
    else if (y != 0) return -1;
  }
  return v128.any_true(others) ? -1 : count;
}

/** Whether `n` numbers are in [0, 1] or NaN. */
export function areIn(array: usize, n: i32, single: i32): bool {
  let others = i32x4.splat(0);
  if (single) {
    const one = v128.load_splat<f32>(floatUnit);
    const zero = f32x4.splat(0);
    const whole = array + ((<usize>n & ~3) << 2);
    for (let at = array; at < whole; at += 16) {
      const x = v128.load(at);
      others = v128.or(others, v128.or(f32x4.gt(x, one), f32x4.lt(x, zero)));
    }
    for (let at = whole; at < array + ((<usize>n) << 2); at += 4) if (isOutside(load<f32>(at))) return false;
  } else {
    const one = v128.load_splat<f64>(unit);
    const zero = f64x2.splat(0);
    const whole = array + ((<usize>n & ~1) << 3);
    for (let at = array; at < whole; at += 16) {
      const x = v128.load(at);
      others = v128.or(others, v128.or(f64x2.gt(x, one), f64x2.lt(x, zero)));
    }
    if (n & 1 && isOutside(load<f64>(whole))) return false;
  }
  return !v128.any_true(others);
}

function isOutside(x: f64): bool {
  return x < 0 || x > 1;
}
