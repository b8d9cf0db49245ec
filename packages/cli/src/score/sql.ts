/**
 * The SQL that reads files: text only, nothing runs here.
 *
 * Columns of text formats are read as text and called c0, c1, ... inside, so that no header can clash with SQL, and a
 * copy of the input keeps its digits.
 */
import { DELIMITERS } from "./formats.ts";
import type { InputFile } from "./input-file.ts";

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path as the one file it names: DuckDB would take `*`, `?` and `[` for patterns. */
export function pathLiteral(path: string): string {
  return literal(path.replace(/[*?[]/g, "[$&]"));
}

/** The rows of a file, with its columns under their names or, for text formats, under c0, c1, ... */
export function readFile(file: InputFile): string {
  const path = pathLiteral(file.path);
  const compression = file.compressed ? ", compression='gzip'" : "";
  switch (file.format) {
    case "csv":
    case "tsv": {
      const columns = file.columns.map((_, k) => `'c${k}': 'VARCHAR'`).join(", ");
      const dialect = `header=true, delim=${literal(DELIMITERS[file.format])}, quote='"', escape='"'${file.newline === "\r\n" ? String.raw`, new_line='\r\n'` : ""}`;
      return `read_csv(${path}, auto_detect=false, ${dialect}, columns={${columns}}${compression})`;
    }
    case "jsonl": {
      const columns = file.columns.map(({ name }) => `${literal(name)}: 'VARCHAR'`).join(", ");
      // A line that is not JSON becomes a row of NULLs, which the row check then reports with its place.
      return `read_json(${path}, format='newline_delimited', ignore_errors=true, columns={${columns}}${compression})`;
    }
    case "parquet":
      return `read_parquet(${path})`;
  }
}

/** How a column is called inside {@link readFile}. */
export function columnReference(file: InputFile, column: number): string {
  return file.format === "csv" || file.format === "tsv"
    ? `c${column}`
    : identifier(file.columns[column]!.name);
}
