/**
 * What differs between the engines: one row a dialect. Everything else is the SQL that they share.
 */
import type { CastName } from "./expression.ts";
import { refuse } from "./refuse.ts";

/** The engines that SQL can be written for. */
export const DIALECTS = [
  "duckdb",
  "postgres",
  "spark",
  "clickhouse",
  "trino",
  "bigquery",
  "snowflake",
] as const;
export type DialectName = (typeof DIALECTS)[number];

export interface Dialect {
  /** Opens and closes a quoted name. */
  readonly quote: '"' | "`";
  /** How the quote and, for `backslash`, a backslash are written inside a quoted name. */
  readonly escape: "double" | "backslash";
  /** A finite double `>= 0`, whose digits are written like 1e-1: never as a decimal type. */
  readonly double: (digits: string, value: number) => string;
  readonly nan: string;
  readonly infinity: string;
  readonly cast: (operand: string, to: CastName) => string;
  /** Products that underflow are an error. */
  readonly raisesOnUnderflow: boolean;
  /** Products that overflow are an error. */
  readonly raisesOnOverflow: boolean;
  /** Ends a SELECT that the planner must not merge into the one that reads it, which would compute its columns at each use. */
  readonly fence: string;
}

const castTo =
  (types: Readonly<Record<CastName, string>>): Dialect["cast"] =>
  (operand, to) =>
    `CAST(${operand} AS ${types[to]})`;

const STANDARD = {
  quote: '"',
  escape: "double",
  raisesOnUnderflow: false,
  raisesOnOverflow: false,
  fence: "",
} as const;

const TABLE: Readonly<Record<DialectName, Dialect>> = {
  duckdb: {
    ...STANDARD,
    double: (digits) => digits,
    nan: "CAST('NaN' AS DOUBLE)",
    infinity: "CAST('Infinity' AS DOUBLE)",
    cast: castTo({ double: "DOUBLE", integer: "BIGINT", wide: "HUGEINT" }),
  },
  postgres: {
    ...STANDARD,
    double: (digits) => `'${digits}'::float8`,
    nan: "'NaN'::float8",
    infinity: "'Infinity'::float8",
    cast: castTo({ double: "float8", integer: "bigint", wide: "numeric" }),
    raisesOnUnderflow: true,
    raisesOnOverflow: true,
    fence: " OFFSET 0",
  },
  spark: {
    ...STANDARD,
    quote: "`",
    double: (digits) => `${digits}D`,
    nan: "CAST('NaN' AS DOUBLE)",
    infinity: "CAST('Infinity' AS DOUBLE)",
    cast: castTo({ double: "DOUBLE", integer: "BIGINT", wide: "DECIMAL(38, 0)" }),
  },
  clickhouse: {
    ...STANDARD,
    escape: "backslash",
    // A text is read with errors in the last digits, and a subnormal number not at all.
    double: (digits, value) =>
      value > 0 && value < 2 ** -1022
        ? `reinterpretAsFloat64(toUInt64(${value / 2 ** -1074}))`
        : `toFloat64(${digits})`,
    nan: "toFloat64('nan')",
    infinity: "toFloat64('inf')",
    // CAST would take the NULL out of a Nullable type.
    cast: (operand, to) => `${{ double: "toFloat64", integer: "toInt64", wide: "toInt128" }[to]}(${operand})`,
  },
  trino: {
    ...STANDARD,
    double: (digits) => `DOUBLE '${digits}'`,
    nan: "nan()",
    infinity: "infinity()",
    cast: castTo({ double: "DOUBLE", integer: "BIGINT", wide: "DECIMAL(38, 0)" }),
  },
  bigquery: {
    ...STANDARD,
    quote: "`",
    escape: "backslash",
    double: (digits) => digits,
    nan: "CAST('NaN' AS FLOAT64)",
    infinity: "CAST('inf' AS FLOAT64)",
    cast: castTo({ double: "FLOAT64", integer: "INT64", wide: "BIGNUMERIC" }),
    raisesOnOverflow: true,
  },
  snowflake: {
    ...STANDARD,
    double: (digits) => `'${digits}'::DOUBLE`,
    nan: "'NaN'::DOUBLE",
    infinity: "'inf'::DOUBLE",
    cast: castTo({ double: "DOUBLE", integer: "NUMBER(38, 0)", wide: "NUMBER(38, 0)" }),
    raisesOnOverflow: true,
  },
};

/**
 * The row of a dialect.
 *
 * @throws If there is none of that name. {@link TypeError} {@link RangeError}
 */
export function dialectOf(name: DialectName): Dialect {
  if (!DIALECTS.includes(name)) refuse("dialect", listed(DIALECTS), name, typeof name === "string");
  return TABLE[name];
}

/** "a", "b" or "c". */
function listed(choices: readonly string[]): string {
  const quoted = choices.map((choice) => JSON.stringify(choice));
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}
