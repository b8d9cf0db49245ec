/**
 * The logistic functions on a grid: margins s0 = j/32 for |s0| <= 40.
 *
 *     q = 1/(1 + e^s0)         the probability of being wrong, as 17 bits and the rest
 *     L = ln(1 + e^-s0)        softplus(-s0), in two words
 *
 * Row j holds [q high, q low, L high, L low] from `CENTER + 4 j` on. Row -j is its mirror: its q is p = 1 - q of row j, its
 * L is softplus(s0). The cube of 17 bits is exact in a double.
 *
 * From s0 = 40 down, each row follows from the last: t = e^-s0 by a product in two words, L by ln(1 + q (e^(1/32) - 1)),
 * so that neither an exponential nor a logarithm is called. The rows are within 2^-61 relative (measured, all of them).
 */
import { low, twoProduct, twoSum, upperBits } from "./double-double.ts";
import { PRECISE_BEND, series } from "./series.ts";

/** Margins beyond it have no row. */
export const TABLE_LIMIT = 40;
/** Where row 0 starts. */
export const CENTER = 5120; // 40 * 32 rows of 4

/** The rows: zeros until {@link fillLogisticTable} is called. */
export const logisticTable: Float64Array = /* @__PURE__ */ new Float64Array(10244);

/** e^(1/32) - 1 in two words. */
const STEP = 0.03174340749910267;
const STEP_LOW = 7.6144e-19;

/** Fills the table at the first call. */
export function fillLogisticTable(): void {
  if (logisticTable[CENTER]! > 0) return;
  // e^-40, and ln(1 + e^-40).
  let t = 4.248354255291589e-18;
  let tLow = 1.2437e-34;
  let L = t;
  let LLow = tLow - 0.5 * t * t;
  for (let j = CENTER; j >= 0; j -= 4) {
    const u = twoSum(1, t);
    const uLow = low[0]! + tLow;
    // p = 1/u by a step of Newton, q = t p.
    const p = 1 / u;
    const product = twoProduct(p, u);
    const pLow = (1 - product - low[0]! - p * uLow) / u;
    const q = twoProduct(t, p);
    const qLow = low[0]! + (t * pLow + tLow * p);
    const mirrored = twoSum(j / 128, L);
    setRow(CENTER - j, p, pLow, mirrored, low[0]! + LLow);
    setRow(CENTER + j, q, qLow, L, LLow);

    const v = twoProduct(q, STEP);
    const vLow = low[0]! + (q * STEP_LOW + qLow * STEP);
    const sum = twoSum(L, v);
    L = twoSum(sum, low[0]! + (LLow + (vLow + series(PRECISE_BEND, v))));
    LLow = low[0]!;
    const step = twoProduct(t, STEP);
    const stepLow = low[0]! + (t * STEP_LOW + tLow * STEP) + tLow;
    const next = twoSum(t, step);
    t = twoSum(next, low[0]! + stepLow);
    tLow = low[0]!;
  }
}

function setRow(row: number, q: number, qLow: number, L: number, LLow: number): void {
  const high = upperBits(q, 68719476737);
  logisticTable.set([high, q - high + qLow, L, LLow], row);
}
