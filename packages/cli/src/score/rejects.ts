/**
 * `--rejects`: bad rows as they came, with place and reason, as CSV.
 */
import { csvLine } from "../print/table.ts";
import type { OutputFile } from "../temporary-files.ts";
import type { Watcher } from "./scan.ts";

const HEADER = ["file", "line", "column", "reason", "record"];

/** The line of a text file, the row of a Parquet file. */
export function rejectsWatcher(output: OutputFile): Watcher {
  output.write(`${csvLine(HEADER)}\n`);
  return {
    bad: (record, { column, reason }, { file }) => {
      const place = "line" in record.at ? record.at.line : record.at.row;
      const name = column === undefined ? null : file.columns[column]!.name;
      output.write(`${csvLine([file.path, String(place), name, reason, record.text])}\n`);
    },
  };
}
