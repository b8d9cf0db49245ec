/**
 * The two terms of the loss at a logit z, of which `x` is the column. With a = |z|, one class is on its right side and the
 * other on its wrong side:
 *
 *     FL = (1 + t)^-g (f e^-(g a) l + h (a + l))       t = e^-a,  l = ln(1 + t),  f, h: the weights of those classes
 *     1 + t = u (1 + r),  u = 1 + t rounded,  l = ln u + r,  (1 + t)^-g = u^-g (1 - g r)
 *
 * r is the rest of u, as for probabilities. Two roundings would count gamma times:
 *
 * - That of the exponent g a. So a = b + c with b a multiple of 1/1024, and e^-(g a) = e^-(k b) e^-(g c + (g - k) b), where k,
 *   the upper 33 bits of g, makes k b exact.
 * - That of t, in 1 + t. It shows in the 64th power: e^-a = t + s with s = t (e^-(64 a)/t^64 - 1)/64, to a 64th of what the
 *   engine rounds these two by. So the rest of u is r + s/u.
 */
import {
  add,
  and,
  call,
  choose,
  compare,
  divide,
  type Expression,
  minus,
  multiple,
  multiply,
  number,
  product,
  step,
  type Step,
  subtract,
} from "./expression.ts";
import { LOWEST_EXPONENT, power } from "./power.ts";

const [x, m, a, t, u] = [step("x"), step("m"), step("a"), step("t"), step("u")];
const [r, l, s, root] = [step("r"), step("l"), step("s"), step("root")];
const [zero, one] = [number(0), number(1)];

/** e^-a is 0 beyond; PostgreSQL raises an error there. */
const LARGEST = 745.13;
/** e^-a is 1 below; a product with it could underflow. */
const TINY = 1e-290;

/** Up to this gamma the rounding of t counts no more than others. */
const SMALL_GAMMA = 2;
const ROOT = 64;
/** Beyond, s counts for nothing in 1 + t, and the 64th power would underflow. */
const LARGEST_ROOT = 8;
/** e^-8. */
const SMALLEST_ROOT = 3.3546262790251185e-4;

const ROUNDING_OF_T: readonly Step[] = [
  { name: "root", expression: call("GREATEST", t, number(SMALLEST_ROOT)) },
  {
    name: "powers",
    expression: divide(
      call("EXP", minus(multiply(number(ROOT), call("LEAST", a, number(LARGEST_ROOT))))),
      call("POWER", root, number(ROOT)),
    ),
  },
  { name: "s", expression: multiply(root, divide(subtract(step("powers"), one), number(ROOT))) },
];

/** False for NaN, also where NaN is the largest number. */
export const VALID_LOGIT: Expression = compare(x, "<=", number(Infinity));

/**
 * The loss of each gamma where the row is valid, and the steps that they share. `undefined` is the weight of a class that weighs
 * nothing.
 */
export function logitLosses(
  gammas: readonly number[],
  positive: Expression = zero,
  negative: Expression = zero,
): { readonly steps: readonly Step[]; readonly losses: readonly Expression[] } {
  const isPositive = compare(x, ">=", zero);
  const [right, wrong] = [step("right"), step("wrong")];
  const steps = [
    { name: "right", expression: choose([[isPositive, positive]], negative) },
    { name: "wrong", expression: choose([[isPositive, negative]], positive) },
    { name: "m", expression: call("ABS", x) },
    // What an exponential can take.
    { name: "a", expression: call("GREATEST", call("LEAST", m, number(LARGEST)), number(TINY)) },
    { name: "t", expression: call("EXP", minus(a)) },
    { name: "u", expression: add(one, t) },
    { name: "r", expression: divide(subtract(t, subtract(u, one)), u) },
    { name: "l", expression: add(call("LN", u), r) },
    ...(gammas.some((gamma) => gamma > SMALL_GAMMA) ? ROUNDING_OF_T : []),
  ];
  const loss = (gamma: number): Expression => {
    const decayed = gamma === 0 ? l : multiply(decay(gamma), l);
    const isDouble = compare(a, "<", number(largestMargin(gamma)));
    const terms = add(
      choose([[and(compare(right, ">", zero), isDouble), product(right, decayed)]], zero),
      choose([[compare(wrong, ">", zero), multiple(wrong, add(m, l))]], zero),
    );
    const rest = gamma > SMALL_GAMMA ? add(r, divide(s, u)) : r;
    const shrink = power(u, -gamma, rest);
    return shrink === undefined ? terms : multiply(shrink, terms);
  };
  return { steps, losses: gammas.map(loss) };
}

/** e^-(gamma a) to the rounding of two exponentials, for any a where it is a double. */
function decay(gamma: number): Expression {
  const isExact = Number.isInteger(Math.log2(gamma));
  if (isExact) return call("EXP", minus(multiply(number(gamma), a)));
  const cut = gamma * 1048577;
  const high = cut - (cut - gamma);
  const low = gamma - high;
  const b = divide(call("FLOOR", multiply(a, number(1024))), number(1024));
  const rest = multiply(number(gamma), subtract(a, b));
  return multiply(
    call("EXP", minus(multiply(number(high), b))),
    call("EXP", minus(low === 0 ? rest : add(rest, multiply(number(low), b)))),
  );
}

/** Where the right side is the smallest double: (g + 1) a + g ln(1 + e^-a) = 744.44, by bisection. */
function largestMargin(gamma: number): number {
  let [lowest, highest] = [0, LARGEST];
  for (let k = 0; k < 60; k++) {
    const middle = (lowest + highest) / 2;
    const exponent = (gamma + 1) * middle + gamma * Math.log1p(Math.exp(-middle));
    if (exponent < -LOWEST_EXPONENT) lowest = middle;
    else highest = middle;
  }
  // Few digits are enough.
  return Math.floor(lowest * 1000) / 1000;
}
