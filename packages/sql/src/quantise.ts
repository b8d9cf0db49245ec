/**
 * Sums that depend on nothing but what is summed.
 *
 * Sums of doubles depend on their order, and so on the number of partitions and threads. So each value x >= 0 is cut into
 * whole numbers, whose sums do not:
 *
 *     v = 2^30 x,   units = floor(v + 1/2),   rest = floor(2^60 (v - units) + 1/2)
 *     total = (2^60 sum of units + sum of rests) / 2^90
 *
 * A value of at least 2^-38 is cut without a remainder, a smaller one to a multiple of 2^-90. Both numbers fit 64 bits, and
 * their sums fit the type of the dialect for 10^18 rows.
 */
import {
  add,
  and,
  call,
  cast,
  choose,
  compare,
  divide,
  type Expression,
  multiply,
  number,
  step,
  type Step,
  subtract,
  sum,
} from "./expression.ts";

/** 2^32: a larger value does not fit 64 bits in units. */
export const TOO_LARGE = 4294967296;
const UNIT = 1073741824; // 2^30
const REST = 1152921504606846976; // 2^60

const [zero, half] = [number(0), number(0.5)];

/** The whole numbers that a value is cut into, 0 where the row is not valid or the value too large. */
export function quantise(name: string, value: Expression, isValid: Expression): Step[] {
  const [scaled, units] = [step(`${name}_scaled`), step(`${name}_units`)];
  const counts = and(isValid, compare(step(name), "<", number(TOO_LARGE)));
  const rest = multiply(subtract(scaled, units), number(REST));
  return [
    { name, expression: value },
    { name: `${name}_scaled`, expression: choose([[counts, multiply(step(name), number(UNIT))]], zero) },
    { name: `${name}_units`, expression: call("FLOOR", add(scaled, half)) },
    { name: `${name}_rest`, expression: call("FLOOR", add(rest, half)) },
  ];
}

/** The sums of both whole numbers of a value; no row has no sum. */
export function wholes(value: string): Step[] {
  return [`${value}_units`, `${value}_rest`].map((name) => ({
    name,
    expression: call("COALESCE", sum(cast("wide", cast("integer", step(name)))), cast("wide", zero)),
  }));
}

/** What two sums of whole numbers stand for, to two roundings. */
export const asDouble = (name: string): Expression =>
  add(
    divide(cast("double", step(`${name}_units`)), number(UNIT)),
    divide(cast("double", step(`${name}_rest`)), number(UNIT * REST)),
  );
