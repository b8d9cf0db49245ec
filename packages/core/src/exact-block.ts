/**
 * A block of doubles as few doubles with the same sum, so that most of the work of an exact sum is ordinary additions.
 *
 * With sigma = 1.5 2^M, at least 2^11 of the largest term, `(sigma + x) - sigma` is x rounded to a multiple of 2^(M-52): its
 * upper digits. The sum of these over a block is exact, and so is what x has below them: 42 bits a round.
 *
 * Source: S. M. Rump, T. Ogita, S. Oishi, Accurate floating-point summation part I (2008), ExtractVector.
 */
import { highWord, powerOfTwo } from "./float64-bits.ts";

/** The most terms of a block: 2^10, of which sums of upper digits leave room for. */
export const LARGEST_BLOCK = 1024;
/** Below, one by one is as fast. */
const SMALLEST_BLOCK = 16;
const LARGEST_IN_BLOCK = 1.0715086071862673e301; // 2^1000
const SMALLEST_IN_BLOCK = 1.3319983461951343e-256; // 2^-850
/** From one sigma to the next: 2^-42. */
const STEP = 2.2737367544323206e-13;

/** Deposits the terms from `start` to `end` as three doubles and what they leave; false, and nothing, where it cannot. */
export function depositBlock(
  values: ArrayLike<number>,
  start: number,
  end: number,
  deposit: (value: number) => void,
): boolean {
  let largest = 0;
  for (let i = start; i < end; i++) {
    const size = Math.abs(values[i]!);
    if (size > largest) largest = size;
  }
  // Beyond, sigma is not finite or the last one is 0.
  if (end - start < SMALLEST_BLOCK || !(largest < LARGEST_IN_BLOCK && largest > SMALLEST_IN_BLOCK))
    return false;
  const sigma1 = 1.5 * powerOfTwo((highWord(largest) >>> 20) - 1023 + 12);
  const sigma2 = sigma1 * STEP;
  const sigma3 = sigma2 * STEP;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let left = 0;
  for (let i = start; i < end; i++) {
    const x = values[i]!;
    const part1 = sigma1 + x - sigma1;
    const rest1 = x - part1;
    const part2 = sigma2 + rest1 - sigma2;
    const rest2 = rest1 - part2;
    const part3 = sigma3 + rest2 - sigma3;
    sum1 += part1;
    sum2 += part2;
    sum3 += part3;
    left += Math.abs(rest2 - part3);
  }
  if (sum1 !== sum1) return false;
  deposit(sum1);
  deposit(sum2);
  deposit(sum3);
  const last = left > 0 ? end : start;
  for (let i = start; i < last; i++) {
    const x = values[i]!;
    const rest1 = x - (sigma1 + x - sigma1);
    const rest2 = rest1 - (sigma2 + rest1 - sigma2);
    const rest3 = rest2 - (sigma3 + rest2 - sigma3);
    if (rest3 !== 0) deposit(rest3);
  }
  return true;
}
