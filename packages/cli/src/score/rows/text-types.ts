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
  VARCHAR: () => "true",
};
/** Columns that are tested in one query: its memory grows with them. */
const COLUMNS_A_QUERY = 50;

/** For each of the first columns c0, c1, ... the first of the types above that fits all values of all files. */
export async function textTypes(
  files: readonly { readonly from: string; readonly path: string }[],
  columns: number,
  engine: Engine,
): Promise<readonly string[]> {
  const names = Object.keys(TYPE_TESTS);
  const fits = Array.from({ length: columns }, () => new Set(names));
  for (const { from, path } of files) {
    for (let first = 0; first < columns; first += COLUMNS_A_QUERY) {
      const sets = fits.slice(first, first + COLUMNS_A_QUERY);
      const tests = sets.flatMap((_, k) => {
        const c = `c${first + k}`;
        return names.map((name) => `coalesce(bool_and(${c} IS NULL OR (${TYPE_TESTS[name]!(c)})), true)`);
      });
      const [row = []] = await engine.rows(`SELECT ${tests.join(", ")} FROM ${from}`, path);
      for (const [k, set] of sets.entries()) {
        for (const [j, name] of names.entries()) if (row[k * names.length + j] !== true) set.delete(name);
      }
    }
  }
  return fits.map((set) => names.find((name) => set.has(name))!);
}
