/**
 * The SQL that reads files: text only, nothing runs here.
 */
import { resolve } from "node:path";

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path as the one file it names: DuckDB would take `*`, `?` and `[` for patterns, and `~` for the home folder. */
function pathLiteral(path: string): string {
  return literal(resolve(path).replace(/[*?[]/g, "[$&]"));
}

/** DuckDB would otherwise take columns from folders that are called like `label=0`. */
const NO_FOLDER_COLUMNS = "hive_partitioning=false";

/** A Parquet file, with more options if any. */
export function readParquet(path: string, options = ""): string {
  return `read_parquet(${pathLiteral(path)}, ${NO_FOLDER_COLUMNS}${options})`;
}

/** A CSV file without a header, with line feeds, all as text: columns are called c0, c1, ... */
export function readPlainCsv(path: string, columns: number): string {
  const names = Array.from({ length: columns }, (_, k) => `'c${k}': 'VARCHAR'`).join(", ");
  const dialect = `header=false, delim=',', quote='"', escape='"', new_line='\\n'`;
  return `read_csv(${pathLiteral(path)}, auto_detect=false, allow_quoted_nulls=false, ${NO_FOLDER_COLUMNS}, ${dialect}, columns={${names}})`;
}

/** A column as a DOUBLE, NULL where it is none; `true` and `false` are 1 and 0. `positive` is the text that stands for 1. */
export function numberExpression(name: string, type: string, positive?: string): string {
  const reference = identifier(name);
  if (positive !== undefined) {
    const text = `CAST(${reference} AS VARCHAR)`;
    return `CASE WHEN trim(${text}) = '' THEN NULL WHEN ${text} = ${literal(positive)} THEN 1.0::DOUBLE WHEN ${text} IS NOT NULL THEN 0.0::DOUBLE END`;
  }
  if (type !== "BYTE_ARRAY") return `TRY_CAST(${reference} AS DOUBLE)`;
  const text = `CAST(${reference} AS VARCHAR)`;
  // DuckDB reads 1_0 as 10.
  const number = `CASE WHEN contains(${text}, '_') THEN NULL ELSE TRY_CAST(${text} AS DOUBLE) END`;
  return `CASE lower(${text}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE ${number} END`;
}
