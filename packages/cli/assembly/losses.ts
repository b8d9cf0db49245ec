/**
 * The exact sum of doubles that are none below zero, and the sum of the same rounded to multiples of 2^-30, in one pass.
 *
 * A double is a whole number of 53 bits times a power of two that its exponent tells. The numbers of each exponent are added up,
 * their upper and lower 32 bits apart: 2^32 of them fit. JavaScript puts it all together.
 *
 * Source: R. M. Neal, Fast exact summation using small and large superaccumulators (2015), section 4.
 */
const EXPONENTS: usize = 2048;
/** For each exponent the sum of the upper bits, then that of the lower ones. */
export const sums: usize = memory.data(32768);
/** The losses. */
export const room: usize = memory.data(65536);
/** How many were infinite. */
export let infinite: i32 = 0;
/** How many were not a number. */
export let nan: i32 = 0;

/** Adds the first `n` doubles in {@link room}. Returns the sum of the rounded ones in units of 2^-30: exact if it is below 2^52. */
export function add(n: i32): f64 {
  let units: f64 = 0;
  const end = room + ((<usize>n) << 3);
  for (let p = room; p < end; p += 8) {
    const bits = load<u64>(p) & 0x7fffffffffffffff;
    const exponent = <usize>(bits >> 52);
    if (exponent == EXPONENTS - 1) {
      if (bits << 12 == 0) infinite += 1;
      else nan += 1;
    } else {
      const number = (bits & 0xfffffffffffff) | (exponent == 0 ? 0 : (<u64>1) << 52);
      const sum = sums + (exponent << 4);
      store<u64>(sum, load<u64>(sum) + (number >> 32));
      store<u64>(sum, load<u64>(sum, 8) + (number & 0xffffffff), 8);
    }
    units += floor<f64>(load<f64>(p) * 1073741824.0 + 0.5);
  }
  return units;
}
