/**
 * `score --engine --rows`: the rows of tables with their losses, into a file here.
 */
import { CliError } from "../cli-error.ts";
import { withEngine } from "../input/engine.ts";
import type { InputFile } from "../input/input-file.ts";
import { BLOCK_ROWS, type SourceRecord } from "../input/row-block.ts";
import { assertOneTable, lossColumns, type RowsTarget } from "../score/rows/rows-target.ts";
import { type BlockLines, blockLines } from "../score/rows/row-line.ts";
import { RowsWriter } from "../score/rows/rows-writer.ts";
import { badRows, type Totals } from "../score/totals.ts";
import type { EngineInput } from "./engine-queries.ts";
import type { SqlEngine } from "./sql-engine.ts";

/** Rows of tables on their way into a file. */
export interface EngineRows {
  /** Reads and writes all rows. `totals` are those of each table, and their sum. */
  readonly write: (totals: readonly Totals[], total: Totals) => Promise<number>;
  /** Leaves nothing behind, unless all of it was written. */
  readonly discard: () => void;
}

/** @throws If the tables do not fit in one file, or it cannot be written. {@link CliError} */
export function openRows(
  inputs: readonly EngineInput[],
  gammas: readonly number[],
  target: RowsTarget,
  { engine, signal }: { readonly engine: SqlEngine; readonly signal: AbortSignal | undefined },
): EngineRows {
  const added = { names: lossColumns(gammas), values: () => new Float64Array() };
  const files = inputs.map(({ file, columns }) => ({ file: asFile(file), columns }));
  assertOneTable(files, added, target);
  const writer = new RowsWriter(target, files, added);
  return {
    write: async (totals, total) => {
      for (const [k, input] of inputs.entries()) {
        const file = files[k]!;
        writer.begin(file);
        const makeLines = blockLines(file.file, writer.lines);
        const written = await writeTable(input, engine, (rows) =>
          writer.write({ lines: [toLines(rows, file.file.columns.length, makeLines)] }),
        );
        const counted = totals[k]!.rows + badRows(totals[k]!);
        if (written === counted) continue;
        throw new CliError("engine", `${input.file.path}: had ${counted} rows, then ${written}`, {
          hint: "it must not change while it is scored",
        });
      }
      await withEngine(signal, (duckdb) => writer.finish(duckdb));
      return writer.written(total);
    },
    discard: () => writer.discard(),
  };
}

/** A table whose cells are text. Like a Parquet file it has no lines that could be copied. */
function asFile({ path, columns }: EngineInput["file"]): InputFile {
  return {
    path,
    source: path,
    format: "parquet",
    compression: "none",
    columns: columns.map(({ name }) => ({ name, type: "VARCHAR" })),
  };
}

type Cells = readonly (string | null)[];

/** Writes the rows of a table; returns how many it has. */
async function writeTable(
  { file, query, losses }: EngineInput,
  engine: SqlEngine,
  write: (cells: readonly Cells[]) => void,
): Promise<number> {
  let count = 0;
  let block: Cells[] = [];
  for await (const cells of engine.rows({ source: query.source, columns: file.columns, losses })) {
    count += 1;
    block.push(cells);
    if (block.length < BLOCK_ROWS) continue;
    write(block);
    block = [];
  }
  write(block);
  return count;
}

/** The lines of some rows: the last cells are their losses. */
function toLines(rows: readonly Cells[], columns: number, makeLines: BlockLines): Uint8Array {
  const numbers = rows.map((cells) => cells.slice(columns).map(lossOf));
  const good = [...rows.keys()].filter((row) => !numbers[row]!.some(Number.isNaN));
  const losses = (numbers[0] ?? []).map((_, k) => Float64Array.from(good, (row) => numbers[row]![k]!));
  const record = (row: number): SourceRecord => ({
    at: { row },
    text: "",
    value: (column) => rows[row]![column] ?? null,
  });
  const block = { count: rows.length, done: 0, columns: [], record };
  return makeLines(block, { good: good.length, rows: Int32Array.from(good) }, losses);
}

/** NaN where a row has no loss. ClickHouse writes "inf". */
function lossOf(text: string | null): number {
  return text === "inf" ? Infinity : Number(text ?? NaN);
}
