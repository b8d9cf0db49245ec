/**
 * Expressions as text of a dialect.
 */
import type { Dialect } from "./dialect.ts";
import { type Expression, type Step, usedSteps } from "./expression.ts";
import { quoteName, quoteTable, type TableName } from "./identifier.ts";

/** Smallest and largest positive double. */
const SMALLEST = 5e-324;
const LARGEST = 1.7976931348623157e308;

/** What is printed where the name of a step or of a column stands. */
interface Names {
  readonly step: (name: string) => string;
  readonly column: (name: string) => string;
}

function print(expression: Expression, dialect: Dialect, names: Names): string {
  const text = (e: Expression): string => print(e, dialect, names);
  switch (expression.kind) {
    case "number":
      return printNumber(expression.value, dialect);
    case "null":
      return "NULL";
    case "column":
      return names.column(expression.name);
    case "step":
      return names.step(expression.name);
    case "call":
      return `${expression.name}(${expression.args.map(text).join(", ")})`;
    case "binary":
      return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
    case "product": {
      const [left, right] = [text(expression.left), text(expression.right)];
      if (!dialect.raisesOnUnderflow) return `(${left} * ${right})`;
      const least = `${printNumber(SMALLEST, dialect)} / LEAST(${left}, ${printNumber(1, dialect)})`;
      return `CASE WHEN ${right} > ${least} THEN ${left} * ${right} ELSE ${printNumber(0, dialect)} END`;
    }
    case "multiple": {
      const [left, right] = [text(expression.left), text(expression.right)];
      if (!dialect.raisesOnOverflow) return `(${left} * ${right})`;
      const most = `${printNumber(LARGEST, dialect)} / GREATEST(${left}, ${printNumber(1, dialect)})`;
      return `CASE WHEN ${right} > ${most} THEN ${dialect.infinity} ELSE ${left} * ${right} END`;
    }
    case "isNull":
      return `(${text(expression.of)} IS NULL)`;
    case "case": {
      const branches = expression.branches.map(([when, then]) => `WHEN ${text(when)} THEN ${text(then)}`);
      return `CASE ${branches.join(" ")} ELSE ${text(expression.otherwise)} END`;
    }
    case "cast":
      return dialect.cast(text(expression.of), expression.to);
    case "aggregate":
      return `${expression.name}(${text(expression.of)})`;
  }
}

/** The table that queries read, so that no alias of ours can be taken for a column of it, nor the reverse. */
export const SOURCE = "source";

/** The last step as one expression, with the others put in where their names stand. */
export function printInline(
  steps: readonly Step[],
  dialect: Dialect,
  { qualified }: { qualified: boolean },
): string {
  const qualifier = qualified ? `${quoteName(SOURCE, dialect)}.` : "";
  const texts = new Map<string, string>();
  const names: Names = {
    step: (name) => texts.get(name)!,
    column: (name) => qualifier + quoteName(name, dialect),
  };
  for (const { name, expression } of steps) texts.set(name, print(expression, dialect, names));
  return texts.get(steps.at(-1)!.name)!;
}

/** One SELECT of a chain: its name, and its lines. A line may hold line breaks, in a name: lines are indented, not their text. */
export interface Stage {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The steps as a chain of SELECTs, each with the columns of the one before and those that follow from them. */
export function printStages(steps: readonly Step[], table: TableName, dialect: Dialect): Stage[] {
  const levels = new Map<string, number>();
  for (const { name, expression } of steps) {
    levels.set(name, 1 + Math.max(-1, ...[...usedSteps(expression)].map((step) => levels.get(step)!)));
  }
  let from = `${quoteTable(table, dialect)} AS ${quoteName(SOURCE, dialect)}`;
  return Array.from({ length: 1 + Math.max(...levels.values()) }, (_, level) => {
    const columns = steps.filter((step) => levels.get(step.name) === level);
    const select = printSelect(columns, dialect, level === 0 ? [] : ["*"]);
    const name = `stage_${level}`;
    const lines = [...select, `FROM ${from}${dialect.fence}`];
    from = quoteName(name, dialect);
    return { name, lines };
  });
}

/** WITH: the stages, and the SELECT that reads the last ones. */
export function printChain(stages: readonly Stage[], select: readonly string[], dialect: Dialect): string {
  const bodies = stages.map(({ name, lines }) =>
    [`${quoteName(name, dialect)} AS (`, ...lines.map((line) => `  ${line}`), ")"].join("\n"),
  );
  return [`WITH ${bodies.join(",\n")}`, ...select].join("\n");
}

/** SELECT with a column a line; steps stand for columns of what is selected from. */
export function printSelect(
  columns: readonly Step[],
  dialect: Dialect,
  before: readonly string[] = [],
): string[] {
  const source = quoteName(SOURCE, dialect);
  const names: Names = {
    step: (name) => quoteName(name, dialect),
    column: (name) => `${source}.${quoteName(name, dialect)}`,
  };
  const printed = columns.map(
    ({ name, expression }) => `${print(expression, dialect, names)} AS ${quoteName(name, dialect)}`,
  );
  const list = [...before, ...printed];
  return ["SELECT", ...list.map((column, k) => `  ${column}${k < list.length - 1 ? "," : ""}`)];
}

/** A finite double or an infinity, with the shortest digits that read back the same. */
function printNumber(value: number, dialect: Dialect): string {
  if (Number.isNaN(value)) return dialect.nan;
  if (value === Infinity) return dialect.infinity;
  const digits = dialect.double(Math.abs(value).toExponential().replace("+", ""), Math.abs(value));
  return value < 0 ? `(-${digits})` : digits;
}
