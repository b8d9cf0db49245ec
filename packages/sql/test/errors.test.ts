/**
 * What is refused, and in which words.
 */
import { describe, expect, it } from "vitest";
import { lossExpression, lossRowsQuery, lossTotalsQuery } from "../src/index.ts";

const good = { dialect: "duckdb", label: "y", probability: "p" } as const;
const dialects = '"duckdb", "postgres", "spark", "clickhouse", "trino", "bigquery" or "snowflake"';
const names = "the name of a column or table, without NUL";
const gammas = "a number in [0, 128]";
const posWeights = "0 or a number in [1e-100, 1e+100]";

describe("options", () => {
  it.each<[unknown, Error]>([
    [undefined, new TypeError('"options" expected an object, got undefined')],
    [null, new TypeError('"options" expected an object, got null')],
    [{ ...good, dialect: "mysql" }, new RangeError(`"dialect" expected ${dialects}, got "mysql"`)],
    [{ ...good, dialect: undefined }, new TypeError(`"dialect" expected ${dialects}, got undefined`)],
    [{ ...good, dialect: "toString" }, new RangeError(`"dialect" expected ${dialects}, got "toString"`)],
    [{ ...good, label: undefined }, new TypeError(`"label" expected ${names}, got undefined`)],
    [{ ...good, label: "" }, new RangeError(`"label" expected ${names}, got ""`)],
    [{ ...good, label: "a\0b" }, new RangeError(`"label" expected ${names}, got "a\\u0000b"`)],
    [{ ...good, label: "\ud800" }, new RangeError(`"label" expected ${names}, got "\\ud800"`)],
    [{ ...good, label: ["y"] }, new TypeError(`"label" expected ${names}, got an array`)],
    [{ ...good, probability: undefined }, new TypeError(`"probability" expected ${names}, got undefined`)],
    [{ ...good, logit: "z" }, new TypeError('"logit" expected none beside "probability", got "z"')],
    [{ ...good, weight: 1 }, new TypeError(`"weight" expected ${names}, got 1`)],
    [{ ...good, gamma: -1 }, new RangeError(`"gamma" expected ${gammas}, got -1`)],
    [{ ...good, gamma: NaN }, new RangeError(`"gamma" expected ${gammas}, got NaN`)],
    [{ ...good, gamma: Infinity }, new RangeError(`"gamma" expected ${gammas}, got Infinity`)],
    [{ ...good, gamma: "2" }, new TypeError(`"gamma" expected ${gammas}, got "2"`)],
    [
      { ...good, gamma: "2); DROP TABLE t" },
      new TypeError(`"gamma" expected ${gammas}, got "2); DROP TABLE t"`),
    ],
    [{ ...good, alpha: 1.5 }, new RangeError('"alpha" expected 0 or a number in [1e-100, 1], got 1.5')],
    [
      { ...good, alpha: { toString: () => "1" } },
      new TypeError('"alpha" expected 0 or a number in [1e-100, 1], got an object'),
    ],
    [{ ...good, posWeight: -1 }, new RangeError(`"posWeight" expected ${posWeights}, got -1`)],
    [{ ...good, posWeight: 1e-200 }, new RangeError(`"posWeight" expected ${posWeights}, got 1e-200`)],
    [{ ...good, alpha: 0.5, posWeight: 2 }, new TypeError('"posWeight" expected none beside "alpha", got 2')],
  ])("%o", (options, error) => {
    expect(() => lossExpression(options as never)).toThrow(error);
  });
});

it.each<[object, Error]>([
  [{ table: "" }, new RangeError(`"table" expected ${names}, got ""`)],
  [{ table: undefined }, new TypeError(`"table" expected ${names}, got undefined`)],
  [{ table: [] }, new RangeError('"table" expected a name or an array of names, got an array')],
  [{ table: ["a", ""] }, new RangeError(`"table[1]" expected ${names}, got ""`)],
  [{ table: "t", as: 1 }, new TypeError(`"as" expected ${names}, got 1`)],
])("rows: %o", (options, error) => {
  expect(() => lossRowsQuery({ ...good, ...options } as never)).toThrow(error);
});

it.each<[object, Error]>([
  [{ gammas: [] }, new RangeError('"gammas" expected at least one number, got an array')],
  [{ gammas: 2 }, new TypeError('"gammas" expected an array of numbers, got 2')],
  [{ gammas: [2, -1] }, new RangeError(`"gammas[1]" expected ${gammas}, got -1`)],
  [{ gammas: [2, 0, 2] }, new RangeError('"gammas[2]" expected a number that is not there yet, got 2')],
  [{ by: "g" }, new TypeError('"by" expected an array of names, got "g"')],
  [
    { by: ["g", "g"] },
    new RangeError('"by[1]" expected a name that no other column of the result has, got "g"'),
  ],
  [
    { by: ["gamma"] },
    new RangeError('"by[0]" expected a name that no other column of the result has, got "gamma"'),
  ],
])("totals: %o", (options, error) => {
  expect(() => lossTotalsQuery({ ...good, table: "t", ...options })).toThrow(error);
});
