/**
 * Types for columns that were read as text, found over all their values: a sample could be wrong.
 */
import type { Engine } from "../../input/engine.ts";

/** What holds for every value of a column that can take the type without a change: "007" and long ids stay text. */
const TYPE_TESTS: Readonly<Record<string, (column: string) => string>> = {
  BIGINT: (c) => `coalesce(CAST(TRY_CAST(${c} AS BIGINT) AS VARCHAR) = ${c}, false)`,
  DOUBLE: (c) =>
    `regexp_full_match(${c}, '-?(0|[1-9][0-9]{0,14})([.][0-9]+)?([eE][+-]?[0-9]+)?') AND coalesce(isfinite(TRY_CAST(${c} AS DOUBLE)), false)`,
  BOOLEAN: (c) => `lower(${c}) IN ('true', 'false')`,
};
/** Of what fits nothing else. */
const TEXT = "VARCHAR";
/** Columns that are tested in one query: its memory grows with them. */
const COLUMNS_A_QUERY = 50;
/** First rows, which rule most types out: a test of all rows takes long. */
const SAMPLE = 20_480;

interface File {
  readonly from: string;
  readonly path: string;
}

/** For each of the first columns c0, c1, ... the first of the types above that fits all values of all files. */
export async function textTypes(
  files: readonly File[],
  columns: number,
  engine: Engine,
): Promise<readonly string[]> {
  const types = Array.from({ length: columns }, () => Object.keys(TYPE_TESTS));
  for (let first = 0; first < columns; first += COLUMNS_A_QUERY) {
    const some = types
      .slice(first, first + COLUMNS_A_QUERY)
      .map((left, k) => ({ name: `c${first + k}`, left }));
    for (const { from, path } of files) {
      const sample = { from: `(SELECT * FROM ${from} LIMIT ${SAMPLE})`, path };
      await ruleOut(some, sample, engine, (left) => left);
    }
    // The next type of a column was not tested on the files before.
    for (let open = some; open.length > 0;) {
      const before = open.map(({ left }) => left[0]);
      for (const file of files) await ruleOut(open, file, engine, (left) => left.slice(0, 1));
      open = open.filter(({ left }, k) => left[0] !== before[k]);
    }
  }
  return types.map(([type = TEXT]) => type);
}

/** Tests types that are left for columns, and removes those that do not fit. */
async function ruleOut(
  columns: readonly { readonly name: string; readonly left: string[] }[],
  { from, path }: File,
  engine: Engine,
  choose: (left: readonly string[]) => readonly string[],
): Promise<void> {
  const tests = columns.flatMap(({ name, left }) => choose(left).map((type) => ({ name, left, type })));
  if (tests.length === 0) return;
  const results = tests.map(
    ({ name, type }) => `coalesce(bool_and(${name} IS NULL OR (${TYPE_TESTS[type]!(name)})), true)`,
  );
  const [row = []] = await engine.rows(`SELECT ${results.join(", ")} FROM ${from}`, path);
  for (const [k, { left, type }] of tests.entries()) {
    if (row[k] !== true) left.splice(left.indexOf(type), 1);
  }
}
