/**
 * The rows of CSV and TSV files that are a stream, because they are compressed: only the cells that are asked for become numbers.
 */
import { DELIMITERS } from "../formats.ts";
import { CsvScanner } from "./scanner.ts";
import type { Cell, RowBlock } from "../row-block.ts";
import { LONGEST_RECORD, readBytes, type TextSource, tooLong } from "../text-bytes.ts";

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
    if (scanner.pending > LONGEST_RECORD) throw tooLong(file, scanner.line);
  }
}
