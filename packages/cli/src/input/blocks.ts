/**
 * The rows of a file, whatever its format.
 */
import { csvBlocks } from "./csv/blocks.ts";
import type { StartEngine } from "./engine.ts";
import type { InputFile } from "./input-file.ts";
import { jsonBlocks } from "./jsonl-blocks.ts";
import { openPortions, portionsOf } from "./portions.ts";
import type { Cell, RowBlock } from "./row-block.ts";

/**
 * @param texts - Columns whose text is wanted of every record; bad records have that of their cells in any case.
 * @throws If the file cannot be read to its end. {@link CliError}
 */
export async function* readBlocks(
  file: InputFile,
  cells: readonly Cell[],
  engine: StartEngine,
  texts: readonly number[] = [],
): AsyncGenerator<RowBlock> {
  const isText = file.parquet === undefined;
  const portions = isText || texts.length === 0 ? await portionsOf(file, cells) : undefined;
  if (portions === undefined) {
    yield* streamBlocks(file, cells, engine, texts);
    return;
  }
  const reader = await openPortions(file, cells);
  try {
    let start = { at: 0, rows: 0 };
    for (const portion of portions) {
      const { to, rows } = yield* reader.read(portion, start);
      start = { at: to, rows: start.rows + rows };
    }
  } finally {
    reader.close();
  }
}

/** The rows of a file that is read from start to end. */
export async function* streamBlocks(
  file: InputFile,
  cells: readonly Cell[],
  engine: StartEngine,
  texts: readonly number[] = [],
): AsyncGenerator<RowBlock> {
  if (file.parquet === undefined) {
    yield* file.format === "jsonl" ? jsonBlocks(file, cells) : csvBlocks(file, cells);
    return;
  }
  const { duckdbBlocks } = await import("./duckdb-blocks.ts");
  yield* duckdbBlocks(file, cells, texts, await engine());
}
