/**
 * Powers of a base in (0, 2] that is known a little better than to one double.
 */
import { add, call, divide, type Expression, multiply, number } from "./expression.ts";

/** e to this is the smallest double; below it some engines raise an error. */
export const LOWEST_EXPONENT = -744.44;

/**
 * (base (1 + rest))^exponent, or nothing for the exponent 0. A rest is below 2^-53 of the base: it matters only where the
 * exponent multiplies it.
 */
export function power(base: Expression, exponent: number, rest?: Expression): Expression | undefined {
  if (exponent === 0) return undefined;
  const rounded = roundedPower(base, exponent);
  if (rest === undefined || Math.abs(exponent) <= 1) return rounded;
  return multiply(rounded, add(number(1), multiply(number(exponent), rest)));
}

/** Products where they are as good: they are faster, and rounded alike everywhere. */
function roundedPower(base: Expression, exponent: number): Expression {
  if (exponent < 0 && exponent >= -2 && exponent % 1 === 0) {
    return divide(number(1), roundedPower(base, -exponent));
  }
  if (exponent === 1) return base;
  if (exponent === 2) return multiply(base, base);
  return call("POWER", base, number(exponent));
}
