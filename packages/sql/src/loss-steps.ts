/**
 * The loss of a row, in steps, for one gamma or several.
 *
 *     FL = w (w1 y A + w0 (1 - y) B)      A, B: the terms of class 1 and 0; w1, w0: the class weights; w: the row's
 *
 * | row                                         | loss       |
 * | ------------------------------------------- | ---------- |
 * | NULL label, prediction or weight            | `NULL`     |
 * | NaN, or a number outside its range          | `NaN`      |
 * | a term of weight 0                          | is dropped |
 * | p = 0 or z = -Infinity where class 1 weighs | `Infinity` |
 */
import {
  and,
  type Branch,
  cast,
  choose,
  column,
  compare,
  type Expression,
  isNull,
  multiply,
  NULL,
  number,
  or,
  step,
  type Step,
  subtract,
} from "./expression.ts";
import { logitLosses, VALID_LOGIT } from "./logit-steps.ts";
import { LARGEST_WEIGHT, type Scoring, SMALLEST_WEIGHT } from "./options.ts";
import { PROBABILITY_STEPS, probabilityLoss, VALID_PROBABILITY } from "./probability-steps.ts";

const [y, w] = [step("y"), step("w")];
const [zero, one] = [number(0), number(1)];
/** A smaller part of a class counts as none, so that no product with it underflows. */
const SMALLEST_PART = 1e-150;

/** What is wrong with a row, as the totals count it, in the order of the numbers that stand for it. */
export const PROBLEMS = ["null", "nan", "prediction", "label", "weight"] as const;

/** The steps, and what can be said of a row with them. */
export interface LossSteps {
  readonly steps: readonly Step[];
  readonly valid: Expression;
  /** 0 for a valid row, else 1 + the index in {@link PROBLEMS} of the first thing that is wrong. */
  readonly problem: Expression;
  readonly missing: Expression;
  /** A loss a gamma, where the row is valid. */
  readonly losses: readonly Expression[];
}

/** A column that is read: the step with its number, and where that has to lie. */
interface Input {
  readonly name: string;
  readonly from: string;
  readonly within: Expression;
  readonly problem: (typeof PROBLEMS)[number];
}

export function lossSteps(scoring: Scoring, gammas: readonly number[]): LossSteps {
  const { kind, label, prediction, weight } = scoring;
  const isInside = (value: Expression, highest: number): Expression =>
    and(compare(value, ">=", zero), compare(value, "<=", number(highest)));
  const inputs: Input[] = [
    {
      name: "x",
      from: prediction,
      within: kind === "logit" ? VALID_LOGIT : VALID_PROBABILITY,
      problem: "prediction",
    },
    { name: "y", from: label, within: isInside(y, 1), problem: "label" },
  ];
  if (weight !== undefined) {
    inputs.push({ name: "w", from: weight, within: isInside(w, LARGEST_WEIGHT), problem: "weight" });
  }
  const weights = [
    classWeight("positive", scoring, scoring.positiveWeight, y),
    classWeight("negative", scoring, scoring.negativeWeight, subtract(one, y)),
  ];
  const [positive, negative] = weights.map((named) => named && step(named.name));
  const shared = [
    ...inputs.map(({ name, from }) => ({ name, expression: cast("double", column(from)) })),
    ...weights.filter((named) => named !== undefined),
  ];
  const row = {
    valid: inputs.map(({ within }) => within).reduce(and),
    problem: choose(inputs.flatMap(complaints), zero),
    missing: inputs.map(({ name }) => isNull(step(name))).reduce(or),
  };
  if (kind === "logit") {
    const { steps, losses } = logitLosses(gammas, positive, negative);
    return { steps: [...shared, ...steps], ...row, losses };
  }
  const losses = gammas.map((gamma) => probabilityLoss(gamma, positive, negative));
  return { steps: [...shared, ...PROBABILITY_STEPS], ...row, losses };
}

function complaints({ name, within, problem }: Input): Branch[] {
  const value = step(name);
  const isWrong = (right: Expression): Expression => compare(choose([[right, zero]], one), "=", one);
  const code = (problem: (typeof PROBLEMS)[number]): Expression => number(1 + PROBLEMS.indexOf(problem));
  return [
    [isNull(value), code("null")],
    // NaN alone is not below Infinity, also where it is the largest number.
    [isWrong(compare(value, "<=", number(Infinity))), code("nan")],
    [isWrong(within), code(problem)],
  ];
}

/** The loss of a row, for one gamma, NULL and NaN included: the last of the steps. */
export function rowSteps(scoring: Scoring, gamma: number): readonly Step[] {
  const { steps, valid, missing, losses } = lossSteps(scoring, [gamma]);
  const expression = choose(
    [
      [valid, losses[0]!],
      [missing, NULL],
    ],
    number(NaN),
  );
  return [...steps, { name: "loss", expression }];
}

/** What the term of a class is multiplied with: `part` is y or 1 - y. Nothing where that is always 0. */
function classWeight(name: string, { weight }: Scoring, fixed: number, part: Expression): Step | undefined {
  if (fixed === 0) return undefined;
  const factors = [...(fixed === 1 ? [] : [number(fixed)]), ...(weight === undefined ? [] : [w]), part];
  const counts = compare(part, ">=", number(SMALLEST_PART));
  const weighs = weight === undefined ? counts : and(counts, compare(w, ">=", number(SMALLEST_WEIGHT)));
  return { name, expression: choose([[weighs, factors.reduce(multiply)]], zero) };
}
