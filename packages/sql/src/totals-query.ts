/**
 * A query for the totals of a table: one scan, however many gammas. Sums are those of `quantise.ts`.
 */
import {
  and,
  cast,
  choose,
  column,
  compare,
  count,
  divide,
  type Expression,
  NULL,
  number,
  step,
  type Step,
} from "./expression.ts";
import { checkName, checkTable, quoteName, type TableName } from "./identifier.ts";
import { lossSteps, PROBLEMS } from "./loss-steps.ts";
import { checkGamma, checkGammas, checkScoreOptions, type ScoreOptions } from "./options.ts";
import { refuse } from "./refuse.ts";
import { asDouble, quantise, TOO_LARGE, wholes } from "./quantise.ts";
import { printChain, printSelect, printStages } from "./print.ts";

/** Options of {@link lossTotalsQuery}. */
export interface LossTotalsOptions extends ScoreOptions {
  readonly table: TableName;
  /** Focusing exponents in [0, 128], each once: a result a gamma (default one, 2). */
  readonly gammas?: readonly number[] | undefined;
  /** Columns whose values make the groups (default: none, one total over all rows). */
  readonly by?: readonly string[] | undefined;
}

const [zero, one, half] = [number(0), number(1), number(0.5)];
const problem = step("problem");
const isValid = compare(problem, "=", zero);

/**
 * A query that returns one row a gamma, or a row a group and gamma:
 *
 * | column                    | value                                                                             |
 * | ------------------------- | --------------------------------------------------------------------------------- |
 * | the columns of `by`       | the group                                                                         |
 * | `gamma`                   |                                                                                   |
 * | `row_count`               | rows with a loss: the valid ones; all others count as one of                      |
 * | `bad_null`, `bad_nan`     | a `NULL` or NaN is the first thing wrong, looking at prediction, label and weight |
 * | `bad_prediction`, `bad_label`, `bad_weight` | or a number outside its range                                   |
 * | `positive_count`          | valid rows with a label of at least 1/2                                           |
 * | `soft_count`              | valid rows with a label between 0 and 1                                           |
 * | `weight_units`, `weight_rest` | with `weight`: the exact sum of the weights, as for losses                    |
 * | `infinite_count`          | losses that are infinite, or at least 2^32                                        |
 * | `loss_units`, `loss_rest` | the exact sum of the other losses: `(2^60 loss_units + loss_rest) / 2^90`         |
 * | `loss_sum`                | their sum as a double, `Infinity` where a loss is                                 |
 * | `loss_mean`               | it divided by the number of rows, or the sum of their weights; `NULL` for 0       |
 *
 * The counts and the whole numbers depend on nothing but the losses: not on the order of the rows, nor on how they are
 * partitioned.
 *
 * @throws If an option is missing or wrong. {@link TypeError} {@link RangeError}
 */
export function lossTotalsQuery(options: LossTotalsOptions): string {
  const scoring = checkScoreOptions(options);
  const gammas = checkGammas(options.gammas);
  checkTable("table", options.table);
  const by = checkGroups(options.by);
  const { dialect } = scoring;

  const groups = by.map((name, k) => ({ name: `by_${k}`, expression: column(name) }));
  const keys = groups.map(({ name }) => ({ name, expression: step(name) }));
  const { steps, ...row } = lossSteps(
    scoring,
    gammas.map((gamma) => checkGamma(gamma)),
  );
  const isWeighted = scoring.weight !== undefined;
  const stages = printStages(
    [
      ...groups,
      ...steps,
      { name: "problem", expression: row.problem },
      ...(isWeighted ? quantise("weight", step("w"), isValid) : []),
      ...row.losses.flatMap((loss, k) => quantise(`loss_${k}`, loss, isValid)),
    ],
    options.table,
    dialect,
  );
  const quoted = (name: string): string => quoteName(name, dialect);
  const groupBy = by.length === 0 ? [] : [`GROUP BY ${keys.map(({ name }) => quoted(name)).join(", ")}`];
  const counts = [...COUNTS, ...(isWeighted ? wholes("weight") : [])];
  const sums = gammas.flatMap((_, k) => [infiniteCount(k), ...wholes(`loss_${k}`)]);
  const totals = printSelect([...keys, ...counts, ...sums], dialect);
  const each = gammas.map((gamma) => printSelect([{ name: "gamma", expression: number(gamma) }], dialect));
  const same = counts.map(({ name }) => ({ name, expression: step(name) }));
  const ofGamma = printSelect([...keys, ...same, ...chosen(gammas)], dialect);
  const columns = by.map((name, k) => ({ name, expression: step(`by_${k}`) }));
  return printChain(
    [
      ...stages,
      { name: "totals", lines: [...totals, `FROM ${quoted(stages.at(-1)!.name)}`, ...groupBy] },
      { name: "gammas", lines: each.flatMap((lines, k) => (k === 0 ? lines : ["UNION ALL", ...lines])) },
      { name: "results", lines: [...ofGamma, `FROM ${quoted("totals")} CROSS JOIN ${quoted("gammas")}`] },
    ],
    [...printSelect([...columns, ...results(same, isWeighted)], dialect), `FROM ${quoted("results")}`],
    dialect,
  );
}

function checkGroups(by: readonly string[] = []): readonly string[] {
  if (!Array.isArray(by)) refuse("by", "an array of names", by, false);
  const names = by as readonly string[];
  for (const [k, name] of names.entries()) {
    checkName(`by[${k}]`, name);
    const taken = names.indexOf(name) < k || RESULT_NAMES.includes(name);
    if (taken) refuse(`by[${k}]`, "a name that no other column of the result has", name, true);
  }
  return names;
}

const COUNTS: readonly Step[] = [
  { name: "row_count", expression: count(isValid) },
  ...PROBLEMS.map((name, k) => ({
    name: `bad_${name}`,
    expression: count(compare(problem, "=", number(k + 1))),
  })),
  { name: "positive_count", expression: count(and(isValid, compare(step("y"), ">=", half))) },
  {
    name: "soft_count",
    expression: count(and(isValid, and(compare(step("y"), ">", zero), compare(step("y"), "<", one)))),
  },
];

function infiniteCount(k: number): Step {
  const tooLarge = and(isValid, compare(step(`loss_${k}`), ">=", number(TOO_LARGE)));
  return { name: `infinite_count_${k}`, expression: count(tooLarge) };
}

/** The gamma, and of the sums those that belong to it. */
function chosen(gammas: readonly number[]): Step[] {
  const gamma = step("gamma");
  const ofGamma = (name: (k: number) => string): Expression => {
    const last = step(name(gammas.length - 1));
    const others = gammas.slice(0, -1);
    if (others.length === 0) return last;
    return choose(
      others.map((value, k) => [compare(gamma, "=", number(value)), step(name(k))]),
      last,
    );
  };
  return [
    { name: "gamma", expression: gamma },
    { name: "infinite_count", expression: ofGamma((k) => `infinite_count_${k}`) },
    { name: "loss_units", expression: ofGamma((k) => `loss_${k}_units`) },
    { name: "loss_rest", expression: ofGamma((k) => `loss_${k}_rest`) },
  ];
}

const RESULT_NAMES = [
  "gamma",
  ...COUNTS.map(({ name }) => name),
  "weight_units",
  "weight_rest",
  "weight_sum",
  "infinite_count",
  "loss_units",
  "loss_rest",
  "loss_sum",
  "loss_mean",
];

function results(counts: readonly Step[], isWeighted: boolean): Step[] {
  const same = (name: string): Step => ({ name, expression: step(name) });
  const lossSum = choose([[compare(step("infinite_count"), ">", zero), number(Infinity)]], asDouble("loss"));
  const divisor = isWeighted ? asDouble("weight") : cast("double", step("row_count"));
  return [
    same("gamma"),
    ...counts,
    ...(isWeighted ? [{ name: "weight_sum", expression: asDouble("weight") }] : []),
    ...["infinite_count", "loss_units", "loss_rest"].map(same),
    { name: "loss_sum", expression: lossSum },
    {
      name: "loss_mean",
      expression: choose([[compare(divisor, ">", zero), divide(lossSum, divisor)]], NULL),
    },
  ];
}
