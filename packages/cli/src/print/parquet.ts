/**
 * A table of results as a Parquet file.
 */
import { withEngine } from "../input/engine.ts";
import { identifier, literal } from "../input/sql.ts";

export interface ResultColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "BIGINT" | "DOUBLE";
  readonly values: readonly (string | number | null)[];
}

/**
 * @param to - Where the bytes go.
 * @param path - What messages call it.
 */
export async function writeParquet(
  columns: readonly ResultColumn[],
  to: string,
  path: string,
): Promise<void> {
  const lists = columns.map(({ name, type, values }) => {
    const items = values.map((value) => (value === null ? "NULL" : literal(String(value))));
    return `unnest([${items.join(", ")}]::${type}[]) AS ${identifier(name)}`;
  });
  const copy = `COPY (SELECT ${lists.join(", ")}) TO ${literal(to)} (FORMAT parquet, USE_TMP_FILE false)`;
  await withEngine(undefined, async (engine) => (await engine()).run(copy, path));
}
