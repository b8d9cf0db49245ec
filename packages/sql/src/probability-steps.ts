/**
 * The two terms of the loss at a probability p, of which `x` is the column.
 *
 *     class 1: f (1 - p)^g (-ln p)        class 0: h p^g (-ln(1 - p))          f, h: their weights
 *     1 - p = q (1 + r),   q = 1 - p rounded,   r = ((1 - q) - p)/q, which is exact but for its last rounding
 *     ln(1 - p) = ln q + r,   (1 - p)^g = q^g (1 + g r)
 *
 * So no engine has to have a log1p, and a tiny p keeps its digits: there q is 1 and r is -p. The squares of r that are left
 * out are below 2^-106. Logarithms get no number that they could refuse, whatever the column holds.
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
  multiply,
  number,
  or,
  product,
  step,
  type Step,
  subtract,
} from "./expression.ts";
import { LOWEST_EXPONENT, power } from "./power.ts";

const [x, q, r, lnP, lnQ] = [step("x"), step("q"), step("r"), step("ln_p"), step("ln_q")];
const [zero, one] = [number(0), number(1)];
const SMALLEST = 5e-324;
/** 1 - p for the largest p below 1. */
const SMALLEST_REST = 2 ** -53;

/** What all gammas share. */
export const PROBABILITY_STEPS: readonly Step[] = [
  { name: "q", expression: call("GREATEST", subtract(one, x), number(SMALLEST_REST)) },
  { name: "r", expression: divide(subtract(subtract(one, q), x), q) },
  { name: "ln_p", expression: call("LN", call("GREATEST", x, number(SMALLEST))) },
  { name: "ln_q", expression: call("LN", q) },
];

export const VALID_PROBABILITY: Expression = and(compare(x, ">=", zero), compare(x, "<=", one));

/** The loss for one gamma, where the row is valid; `undefined` for a class that weighs nothing. */
export function probabilityLoss(
  gamma: number,
  positive: Expression | undefined,
  negative: Expression | undefined,
): Expression {
  const terms: Expression[] = [];
  if (positive !== undefined) {
    const base = { power: power(q, gamma, r), log: lnQ };
    terms.push(term(positive, gamma, base, minus(lnP), one, zero));
  }
  if (negative !== undefined) {
    const base = { power: power(x, gamma), log: lnP };
    terms.push(term(negative, gamma, base, minus(add(lnQ, r)), zero, one));
  }
  return terms.length === 0 ? zero : terms.reduce(add);
}

/** weight base^gamma negativeLog, with its limits at the right and the wrong end of [0, 1]. */
function term(
  weight: Expression,
  gamma: number,
  base: { readonly power: Expression | undefined; readonly log: Expression },
  negativeLog: Expression,
  right: Expression,
  wrong: Expression,
): Expression {
  const weighted = multiply(weight, negativeLog);
  const underflows = compare(multiply(number(gamma), base.log), "<=", number(LOWEST_EXPONENT));
  return choose(
    [
      [or(compare(weight, "=", zero), compare(x, "=", right)), zero],
      [compare(x, "=", wrong), number(Infinity)],
      ...(base.power === undefined ? [] : [[underflows, zero] as const]),
    ],
    base.power === undefined ? weighted : product(base.power, weighted),
  );
}
