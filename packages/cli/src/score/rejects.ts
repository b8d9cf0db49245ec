/**
 * `--rejects`: bad rows as they came, with place and reason, as CSV.
 */
import type { ScoredFile } from "../input/columns.ts";
import { csvLine } from "../print/table.ts";
import type { OutputFile } from "../temporary-files.ts";
import type { Tally } from "./tally.ts";

const HEADER = ["file", "line", "column", "reason", "record"];

/** Writes them. The line is that of a text file, or the row of a Parquet file. */
export function rejectsWriter(output: OutputFile): (tally: Tally, input: ScoredFile) => void {
  output.write(`${csvLine(HEADER)}\n`);
  return ({ badRows }, { file }) => {
    for (const { complaint, at, text } of badRows) {
      const place = "line" in at ? at.line : at.row;
      const name = complaint.column === undefined ? null : file.columns[complaint.column]!.name;
      output.write(`${csvLine([file.path, String(place), name, complaint.reason, text])}\n`);
    }
  };
}
