/**
 * The focal loss A(s) of one gamma and its derivatives: a row of c0 to c5 and 15 c6 for each s0 = j/32, |s0| <= 127, which holds
 * for |s - s0| <= 1/64. Rows are filled when margins come that need them.
 *
 * The loss is multiplied by 2^60 and weights by 2^-60, so that where the loss is below 2^-126 a large weight finds its digits.
 */
import { coefficient, expand, ORDER } from "./series";

/** Beyond it q is 0 or 1, within 2^-183. */
export const LIMIT: f64 = 127;
export const SCALE: f64 = 1152921504606846976;

const ROWS: i32 = 8192;
const ROW_BYTES: i32 = 32;
/** The row of j begins at 32 (j mod 8192). */
export const table: usize = memory.data(ROW_BYTES * ROWS, 64);

// 1.5 * 2^18: a float there has steps of 1/32, and the last bits of s0 + 1.5 * 2^18 are those of j.
const rounding: usize = memory.data<f32>([393216], 16);
const inTable: usize = memory.data<i32>([ROW_BYTES * (ROWS - 1)], 16);

/** s + this rounds s to s0, and {@link rowOf} finds the row of the sum. */
export function rounder(): v128 {
  return v128.load_splat<f32>(rounding);
}
export function rowMask(): v128 {
  return v128.load_splat<i32>(inTable);
}
/** Of no number, one too. */
export function rowOf(rounded: v128, mask: v128): v128 {
  return v128.and(i32x4.shl(rounded, 5), mask);
}

let filledGamma: f64 = NaN;
// The rows from `first` to before `end` are filled.
let first: i32 = 0;
let end: i32 = 0;

/** Fills the rows of all margins from `least` to `most`. */
export function cover(gamma: f64, least: f64, most: f64): void {
  const from = 32 * <i32>Math.floor(Math.max(-LIMIT, Math.min(least, LIMIT)));
  const to = 32 * <i32>Math.ceil(Math.max(-LIMIT, Math.min(most, LIMIT))) + 2;
  if (gamma != filledGamma) {
    filledGamma = gamma;
    first = from;
    end = from;
  }
  for (; end < to; end += 2) fillRows(end, gamma);
  for (; first > from; first -= 2) fillRows(first - 2, gamma);
}

/** Fills the rows of j and j + 1. */
function fillRows(j: i32, gamma: f64): void {
  expand(f64x2.replace_lane(f64x2.splat(<f64>j / 32), 1, <f64>(j + 1) / 32), gamma);
  const to = table + <usize>(ROW_BYTES * (j & (ROWS - 1)));
  for (let k: usize = 0; k <= ORDER; k++) {
    const c = f64x2.mul(f64x2.splat(k == ORDER ? 15 * SCALE : SCALE), coefficient(k));
    store<f32>(to + (k << 2), <f32>f64x2.extract_lane(c, 0));
    store<f32>(to + (k << 2), <f32>f64x2.extract_lane(c, 1), ROW_BYTES);
  }
}
