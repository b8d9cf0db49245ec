/**
 * What the playground shows, and its address: every control is in the URL, so that a link is a picture.
 *
 *     playground.html?v=1&gamma=3&alpha=0.25&p=0.6
 *
 * Names and numbers are those of the command's options. What is at its default is left out, and so is `v` where nothing
 * remains. A value that cannot be read leaves its default and is reported.
 */
import type { DialectName } from "@focal-loss/sql";

/** Version of the address. */
const VERSION = "1";

/** The dialects of SQL, for people. Only their type comes from the package, which is loaded when somebody wants SQL. */
export const DIALECT_TITLES: Readonly<Record<DialectName, string>> = {
  duckdb: "DuckDB",
  postgres: "Postgres",
  spark: "Spark",
  clickhouse: "ClickHouse",
  trino: "Trino",
  bigquery: "BigQuery",
  snowflake: "Snowflake",
};
export const DIALECT_NAMES = Object.keys(DIALECT_TITLES) as DialectName[];

/** The tabs of code. */
export const CODE_TABS = ["typescript", "tfjs", "cli", "sql", "python"] as const;
type CodeTab = (typeof CODE_TABS)[number];

/** What a page that embeds the playground may leave out: the site around it, single controls, whole sections. */
export const PARTS = [
  "nav",
  "formula",
  "gamma",
  "alpha",
  "p",
  "label",
  "numbers",
  "views",
  "share",
  "code",
  "data",
  "training",
] as const;
export type Part = (typeof PARTS)[number];

/** What the training learns from. */
export const TASKS = ["digits", "blobs"] as const;
/** What learns. */
export const MODELS = ["logistic", "mlp"] as const;

export interface PlaygroundState {
  /** Focusing exponent. */
  readonly gamma: number;
  /** Weight of class 1; `undefined` for no weights. */
  readonly alpha: number | undefined;
  readonly label: 0 | 1;
  /** The probability at the crosshair. */
  readonly probability: number;
  /** How many negatives there are for one positive. */
  readonly imbalance: number;
  /** Of the training's random numbers. */
  readonly seed: number;
  readonly code: CodeTab;
  /** Of the SQL. */
  readonly dialect: DialectName;
  readonly task: (typeof TASKS)[number];
  readonly model: (typeof MODELS)[number];
  readonly hide: readonly Part[];
}

/** Lowest and highest value of a control. */
export const RANGES = {
  gamma: [0, 5],
  alpha: [0, 1],
  probability: [0, 1],
  imbalance: [1, 1000],
  seed: [0, 100],
} as const;

export const DEFAULT_STATE: PlaygroundState = {
  gamma: 2,
  alpha: undefined,
  label: 1,
  probability: 0.9,
  imbalance: 100,
  seed: 1,
  code: "typescript",
  dialect: "duckdb",
  task: "digits",
  model: "logistic",
  hide: [],
};

interface Field<T> {
  readonly key: string;
  /** What a value is, for the report of one that is none. */
  readonly expected: string;
  /** The value, `undefined` where the text stands for none. */
  readonly read: (text: string) => T | undefined;
  readonly write: (value: T) => string;
}

type Named = Exclude<keyof PlaygroundState, "hide">;

const FIELDS: { readonly [K in Named]: Field<Exclude<PlaygroundState[K], undefined>> } = {
  gamma: number("gamma", RANGES.gamma),
  alpha: number("alpha", RANGES.alpha),
  label: {
    key: "label",
    expected: "0 or 1",
    read: (text) => (text === "0" ? 0 : text === "1" ? 1 : undefined),
    write: String,
  },
  probability: number("p", RANGES.probability),
  imbalance: number("imbalance", RANGES.imbalance),
  seed: number("seed", RANGES.seed, true),
  code: choice("code", CODE_TABS),
  dialect: choice("dialect", DIALECT_NAMES),
  task: choice("task", TASKS),
  model: choice("model", MODELS),
};

const NAMES = Object.keys(FIELDS) as Named[];

/** The key that hides a part, with the value `1`. */
const hideKey = (part: Part): string => `${part}_hide`;

/** The query of a state, `""` for the default and otherwise from `?` on. */
export function toQuery(state: PlaygroundState): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const { key, write } = FIELDS[name] as Field<unknown>;
    const value = state[name];
    if (value !== undefined && write(value) !== writtenDefault(name)) parameters.set(key, write(value));
  }
  for (const part of state.hide) parameters.set(hideKey(part), "1");
  if (parameters.size === 0) return "";
  return `?${new URLSearchParams([["v", VERSION], ...parameters])}`;
}

/**
 * The state of a query.
 *
 * @returns The state, and what could not be read, as sentences.
 */
export function fromQuery(query: string): { state: PlaygroundState; problems: string[] } {
  const parameters = new URLSearchParams(query);
  const version = parameters.get("v");
  if (version !== null && version !== VERSION) {
    return {
      state: DEFAULT_STATE,
      problems: [`This link is of version ${version}, this page reads version ${VERSION}.`],
    };
  }
  const problems: string[] = [];
  const state: Record<string, unknown> = { ...DEFAULT_STATE };
  for (const name of NAMES) {
    const { key, expected, read } = FIELDS[name] as Field<unknown>;
    const text = parameters.get(key);
    if (text === null) continue;
    const value = read(text);
    if (value === undefined) problems.push(`"${key}" expected ${expected}, got "${text}".`);
    else state[name] = value;
  }
  state["hide"] = PARTS.filter((part) => {
    const text = parameters.get(hideKey(part));
    if (text !== null && text !== "0" && text !== "1") {
      problems.push(`"${hideKey(part)}" expected 0 or 1, got "${text}".`);
    }
    return text === "1";
  });
  return { state: state as unknown as PlaygroundState, problems };
}

function writtenDefault(name: Named): string | undefined {
  const value = DEFAULT_STATE[name];
  return value === undefined ? undefined : (FIELDS[name] as Field<unknown>).write(value);
}

function number(key: string, [lowest, highest]: readonly [number, number], whole = false): Field<number> {
  return {
    key,
    expected: `a ${whole ? "whole " : ""}number in [${lowest}, ${highest}]`,
    read(text) {
      const value = text.trim() === "" ? NaN : Number(text);
      return value >= lowest && value <= highest && (!whole || Number.isInteger(value)) ? value : undefined;
    },
    write: String,
  };
}

function choice<T extends string>(key: string, choices: readonly T[]): Field<T> {
  return {
    key,
    expected: choices.join(", "),
    read: (text) => choices.find((choice) => choice === text),
    write: String,
  };
}
