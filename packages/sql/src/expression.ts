/**
 * Expressions as trees: what the formulas are written in, before a dialect prints them.
 *
 * A {@link Step} gives an expression a name that later steps use. Printed as one expression, a name stands for its
 * expression; printed as a query, for a column of an inner SELECT, so that everything is computed once.
 */

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "null" }
  /** A column of the table. */
  | { readonly kind: "column"; readonly name: string }
  /** What an earlier step computed. */
  | { readonly kind: "step"; readonly name: string }
  | { readonly kind: "call"; readonly name: FunctionName; readonly args: readonly Expression[] }
  | {
      readonly kind: "binary";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** left * right with left > 0 and right >= 0: it may underflow, which some engines take for an error. */
  | { readonly kind: "product"; readonly left: Expression; readonly right: Expression }
  /** left * right, both > 0: it may overflow, which some engines take for an error. */
  | { readonly kind: "multiple"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "isNull"; readonly of: Expression }
  | { readonly kind: "case"; readonly branches: readonly Branch[]; readonly otherwise: Expression }
  | { readonly kind: "cast"; readonly to: CastName; readonly of: Expression }
  | { readonly kind: "aggregate"; readonly name: "COUNT" | "SUM"; readonly of: Expression };

export type FunctionName = "ABS" | "COALESCE" | "EXP" | "FLOOR" | "GREATEST" | "LEAST" | "LN" | "POWER";
export type Operator = "+" | "-" | "*" | "/" | "<" | "<=" | "=" | ">=" | ">" | "AND" | "OR";
/** A double; a 64-bit integer; an integer type that holds the sum of those over any table. */
export type CastName = "double" | "integer" | "wide";
export type Branch = readonly [condition: Expression, result: Expression];

/** A named expression. */
export interface Step {
  readonly name: string;
  readonly expression: Expression;
}

export const column = (name: string): Expression => ({ kind: "column", name });
export const step = (name: string): Expression => ({ kind: "step", name });
export const number = (value: number): Expression => ({ kind: "number", value });
export const NULL: Expression = { kind: "null" };

const binary = (operator: Operator, left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
});
export const add = (left: Expression, right: Expression): Expression => binary("+", left, right);
export const subtract = (left: Expression, right: Expression): Expression => binary("-", left, right);
export const multiply = (left: Expression, right: Expression): Expression => binary("*", left, right);
export const divide = (left: Expression, right: Expression): Expression => binary("/", left, right);
export const minus = (e: Expression): Expression => subtract(number(0), e);
export const compare = (left: Expression, operator: Operator, right: Expression): Expression =>
  binary(operator, left, right);
export const and = (left: Expression, right: Expression): Expression => binary("AND", left, right);
export const or = (left: Expression, right: Expression): Expression => binary("OR", left, right);

export const call = (name: FunctionName, ...args: Expression[]): Expression => ({ kind: "call", name, args });
export const product = (left: Expression, right: Expression): Expression => ({
  kind: "product",
  left,
  right,
});
export const multiple = (left: Expression, right: Expression): Expression => ({
  kind: "multiple",
  left,
  right,
});
export const isNull = (of: Expression): Expression => ({ kind: "isNull", of });
export const cast = (to: CastName, of: Expression): Expression => ({ kind: "cast", to, of });
export const sum = (of: Expression): Expression => ({ kind: "aggregate", name: "SUM", of });
/** How many rows there are, or how many of them meet the condition. */
export const count = (condition?: Expression): Expression => ({
  kind: "aggregate",
  name: "COUNT",
  of: condition === undefined ? number(1) : choose([[condition, number(1)]], NULL),
});

/** CASE WHEN condition THEN result ... ELSE otherwise END. */
export const choose = (branches: readonly Branch[], otherwise: Expression): Expression => ({
  kind: "case",
  branches,
  otherwise,
});

/** The names of the steps that an expression uses. */
export function usedSteps(expression: Expression): Set<string> {
  if (expression.kind === "step") return new Set([expression.name]);
  return new Set(children(expression).flatMap((child) => [...usedSteps(child)]));
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "null":
    case "column":
    case "step":
      return [];
    case "call":
      return expression.args;
    case "binary":
    case "product":
    case "multiple":
      return [expression.left, expression.right];
    case "isNull":
    case "cast":
    case "aggregate":
      return [expression.of];
    case "case":
      return [...expression.branches.flat(), expression.otherwise];
  }
}
