/**
 * A whole number of 2^-1074 in limbs: what a sum of doubles is kept in.
 *
 *     sum = limb[0] + limb[1] 2^32 + limb[2] 2^64 + ...   in units of 2^-1074
 *
 * A double is such a whole number, below 2^2098. It touches three limbs, with less than 2^32 for each; carries wait, since
 * a limb (a double) holds 2^20 such shares, and what was there before, exactly.
 *
 * Source: R. M. Neal, Fast exact summation using small and large superaccumulators (2015).
 */
import { cell, HIGH, words } from "./float64-bits.ts";

/** 2098 bits of a double and 64 more, for as many terms as anyone adds, in limbs of 32. */
const LIMBS = 68;
const LIMB = 4294967296; // 2^32
/** How many doubles {@link deposit} may add between two calls of {@link carry}. */
export const DEPOSITS_BETWEEN_CARRIES = 1048576; // 2^20

/** Zero. */
export function newLimbs(): Float64Array {
  return new Float64Array(LIMBS);
}

/** Adds a finite double and returns true; leaves NaN and the infinities out and returns false. */
export function deposit(limbs: Float64Array, value: number): boolean {
  cell[0] = value;
  const high = words[HIGH]!;
  const biased = (high >>> 20) & 0x7ff;
  if (biased === 0x7ff) return false;
  // |value| = (upper 2^32 + lower) 2^(position - 1074); a subnormal has no hidden bit.
  const lower = words[1 - HIGH]!;
  const upper = (high & 0xfffff) | (biased === 0 ? 0 : 0x100000);
  const position = biased === 0 ? 0 : biased - 1;
  const limb = position >>> 5;
  const shift = position & 31;
  const sign = high < 0 ? -1 : 1;
  limbs[limb]! += sign * ((lower << shift) >>> 0);
  limbs[limb + 1]! += sign * (((lower >>> 1) >>> (31 - shift)) + ((upper << shift) >>> 0));
  limbs[limb + 2]! += sign * ((upper >>> 1) >>> (31 - shift));
  return true;
}

/** Brings every limb but the highest into [0, 2^32). */
export function carry(limbs: Float64Array): void {
  for (let i = 0; i < LIMBS - 1; i++) {
    const over = Math.floor(limbs[i]! / LIMB);
    limbs[i]! -= over * LIMB;
    limbs[i + 1]! += over;
  }
}

/** The whole number of carried limbs. */
export function toUnits(limbs: Float64Array): bigint {
  let units = 0n;
  for (let i = LIMBS - 1; i >= 0; i--) units = (units << 32n) + BigInt(limbs[i]!);
  return units;
}

/** Carried limbs of a whole number, or undefined where there is no room for it. */
export function fromUnits(units: bigint): Float64Array | undefined {
  const limbs = newLimbs();
  // Masks, since QuickJS has `BigInt.asUintN` wrong for negative numbers.
  let rest = units;
  for (let i = 0; i < LIMBS - 1; i++) {
    limbs[i] = Number(rest & 0xffffffffn);
    rest >>= 32n;
  }
  if (rest >> 31n !== 0n && rest >> 31n !== -1n) return undefined;
  limbs[LIMBS - 1] = Number(rest);
  return limbs;
}
