/**
 * The rows of a file, whatever its format.
 */
import type { StartEngine } from "./engine.ts";
import type { InputFile } from "./input-file.ts";
import { csvBlocks } from "./csv/blocks.ts";
import { jsonBlocks } from "./jsonl-blocks.ts";
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
  if (file.parquet === undefined) {
    yield* file.format === "jsonl" ? jsonBlocks(file, cells) : csvBlocks(file, cells);
    return;
  }
  const { metadata, nodes } = file.parquet;
  const { parquetBlocks, readsDirectly } = await import("./parquet/blocks.ts");
  if (texts.length === 0 && readsDirectly(metadata, nodes, cells)) {
    yield* parquetBlocks(file, metadata, nodes, cells);
  } else {
    const { duckdbBlocks } = await import("./duckdb-blocks.ts");
    yield* duckdbBlocks(file, cells, texts, await engine());
  }
}
