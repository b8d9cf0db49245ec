/**
 * Writes the rows of `--rows`: the columns of the input, and columns of numbers that are added, as a loss for each gamma.
 *
 * Rows of text files become lines as they are read. Where Parquet comes in, or is to come out, those lines go to temporary
 * files, and DuckDB puts all inputs together, in order.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvLine } from "../../print/table.ts";
import { OutputFile } from "../../temporary-files.ts";
import type { ScoredFile } from "../../input/columns.ts";
import type { StartEngine } from "../../input/engine.ts";
import { DELIMITERS } from "../../input/formats.ts";
import type { Tally } from "../tally.ts";
import { badRows, type Totals } from "../totals.ts";
import { copyRows } from "./copy-rows.ts";
import type { LineFormat } from "./row-line.ts";
import type { AddedColumns, RowsTarget } from "./rows-target.ts";

/** Temporary files of this process so far: several runs may be under way. */
let parts = 0;

export class RowsWriter {
  readonly #target: RowsTarget;
  readonly #added: AddedColumns;
  readonly #output: OutputFile;
  /** Nothing where lines go straight to the output. */
  readonly #parts: { readonly input: ScoredFile; readonly lines?: OutputFile }[] | undefined;
  /** Takes the lines of the file that is read. */
  #lines: OutputFile | undefined;
  /** @throws If the file cannot be written. {@link CliError} */
  constructor(target: RowsTarget, inputs: readonly ScoredFile[], added: AddedColumns) {
    this.#target = target;
    this.#added = added;
    this.#output = new OutputFile(target);
    const { format } = target;
    const direct = format !== "parquet" && inputs.every(({ file }) => file.parquet === undefined);
    this.#parts = direct ? undefined : [];
    if (direct && format !== "jsonl") {
      const names = [...inputs[0]!.file.columns.map(({ name }) => name), ...added.names];
      // No name is written without quotes: that would be a missing one, and an empty line where it is the only one.
      this.#output.write(
        `${csvLine(
          names.map((name) => (name === "" ? null : name)),
          DELIMITERS[format],
        )}\n`,
      );
    }
  }

  /** Which lines the rows of text files are to become. */
  get lines(): LineFormat {
    const { format, keepBad } = this.#target;
    return {
      format: this.#parts === undefined && format !== "parquet" ? format : "csv",
      names: this.#added.names,
      keepBad,
    };
  }

  /** Now the rows of this file come. */
  begin(input: ScoredFile): void {
    if (this.#parts === undefined) {
      this.#lines = this.#output;
    } else if (input.file.parquet !== undefined) {
      this.#lines = undefined;
      this.#parts.push({ input });
    } else {
      parts += 1;
      const path = join(tmpdir(), `focal-loss-${process.pid}-rows-${parts}.csv`);
      this.#lines = new OutputFile({ path, force: false });
      this.#parts.push({ input, lines: this.#lines });
    }
  }

  /** Takes the next ones. */
  write({ lines }: Pick<Tally, "lines">): void {
    for (const bytes of lines) this.#lines?.write(bytes);
  }

  /** How many rows that makes. */
  written(total: Totals): number {
    return total.rows + (this.#target.keepBad ? badRows(total) - total.bad.malformed : 0);
  }

  /** Gives the file its name. */
  async finish(engine: StartEngine): Promise<void> {
    if (this.#parts !== undefined) {
      for (const { lines } of this.#parts) lines?.flush();
      const parts = this.#parts.map(({ input, lines }) =>
        lines === undefined ? { input } : { input, path: lines.temporaryPath },
      );
      const duckdb = await engine(`--rows ${this.#target.path} needs`);
      await copyRows(parts, this.#target, this.#output.temporaryPath, this.#added, duckdb);
    }
    this.#output.commit();
    this.discard();
  }

  discard(): void {
    this.#output.discard();
    for (const { lines } of this.#parts ?? []) lines?.discard();
  }
}
