/**
 * The rows of CSV and TSV files: only the cells that are asked for become numbers.
 */
import { CliError } from "../../cli-error.ts";
import { DELIMITERS } from "../formats.ts";
import { CsvScanner } from "./scanner.ts";
import type { Cell, RowBlock } from "../row-block.ts";
import { LONGEST_RECORD, readBytes, type TextSource } from "../text-bytes.ts";

export async function* csvBlocks(
  file: TextSource & { readonly columns: readonly unknown[] },
  cells: readonly Cell[],
): AsyncGenerator<RowBlock> {
  const scanner = new CsvScanner(
    file.columns.length,
    DELIMITERS[file.format === "tsv" ? "tsv" : "csv"],
    cells,
  );
  let header = true;
  for await (const { bytes, last, done } of readBytes(file)) {
    scanner.add(bytes, last);
    if (header) header = scanner.takeRecord() === undefined;
    if (!header) {
      for (let block = scanner.next(done); block.count > 0; block = scanner.next(done)) yield block;
    }
    if (scanner.pending > LONGEST_RECORD) {
      throw new CliError(
        "data",
        `${file.path}:${scanner.line}: a quote is not closed, or a line is longer than ${LONGEST_RECORD} bytes`,
      );
    }
  }
}
