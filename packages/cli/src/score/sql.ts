/**
 * The SQL that reads files: text only, nothing runs here.
 *
 * Columns of text formats are read as text and called c0, c1, ... inside, so that no header can clash with SQL, and a
 * copy of the input keeps its digits.
 */
import { resolve } from "node:path";
import { DELIMITERS } from "./formats.ts";
import type { InputFile } from "./input-file.ts";

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

/** The rows of a file, with its columns under their names or, for text formats, under c0, c1, ... */
export function readFile(file: InputFile): string {
  const path = pathLiteral(file.path);
  const compression = file.compressed ? ", compression='gzip'" : "";
  switch (file.format) {
    case "csv":
    case "tsv": {
      const columns = file.columns.map((_, k) => `'c${k}': 'VARCHAR'`).join(", ");
      const dialect = `header=true, delim=${literal(DELIMITERS[file.format])}, quote='"', escape='"'`;
      // Without `new_line`, a line end in a quoted name makes DuckDB find no rows.
      const lines = `new_line=${file.newline === "\r\n" ? String.raw`'\r\n'` : String.raw`'\n'`}, skip=${file.emptyLines ?? 0}`;
      return `read_csv(${path}, auto_detect=false, ${NO_FOLDER_COLUMNS}, ${dialect}, ${lines}, columns={${columns}}${compression})`;
    }
    case "jsonl": {
      const columns = file.columns.map(({ name }) => `${literal(name)}: 'VARCHAR'`).join(", ");
      // A line that is not JSON becomes a row of NULLs, which the row check then reports with its place.
      return `read_json(${path}, format='newline_delimited', ignore_errors=true, ${NO_FOLDER_COLUMNS}, columns={${columns}}${compression})`;
    }
    case "parquet":
      return readParquet(file.path);
  }
}

/** How a column is called inside {@link readFile}. */
export function columnReference(file: InputFile, column: number): string {
  return file.format === "csv" || file.format === "tsv"
    ? `c${column}`
    : identifier(file.columns[column]!.name);
}
