/**
 * x^y = exp(y ln x), from ln x in two words, for 0 < x <= 1 and y >= 0.
 *
 * The product y ln x is carried in two words too: rounded to one, an exponent X would cost about X ulp.
 * Where the power is below e^-700, it is e^-700: its square, which the losses use, is 0 in double all the same, times any
 * weight up to 1e280.
 */
import { fastTwoSum, low, twoProduct } from "./double-double.ts";
import { scaledExp } from "./exp.ts";

/** A larger exponent counts as this one: the arithmetic of pairs needs the room. */
export const LARGEST_EXPONENT = 1e280;

export function pow(lnX: number, lnXLow: number, y: number): number {
  const exponent = y < LARGEST_EXPONENT ? y : LARGEST_EXPONENT;
  if (exponent * lnX < -700) return scaledExp(700, 0);
  const product = twoProduct(exponent, lnX);
  const x = fastTwoSum(product, low[0]! + exponent * lnXLow);
  return scaledExp(-x, -low[0]!);
}
