/**
 * The rows with the largest loss: what people look at next.
 */
import type { ScoredFile } from "../input/columns.ts";
import { readParquetRows } from "../input/parquet/rows.ts";
import type { StartEngine } from "../input/engine.ts";
import type { Watcher } from "./scan.ts";

export interface HardRow {
  readonly file: string;
  readonly at: { readonly line: number } | { readonly row: number };
  readonly loss: number;
  /** The columns of the row as text, by their names. */
  readonly columns: Readonly<Record<string, string | null>>;
}

interface Candidate {
  readonly loss: number;
  /** Of rows with the same loss the first one is harder. */
  readonly order: number;
  readonly input: ScoredFile;
  readonly at: HardRow["at"];
  readonly texts: readonly (string | null)[];
}

/** Keeps the `limit` rows with the largest loss at the first gamma; weights do not count. */
export class Hardest {
  readonly #limit: number;
  #rows: Candidate[] = [];
  #order = 0;
  /** What a loss has to exceed. */
  #threshold = -1;
  readonly watcher: Watcher;

  constructor(limit: number) {
    this.#limit = limit;
    this.watcher = {
      scored: (block, rows, losses, input) => {
        const values = losses[0]!;
        for (let i = 0; i < values.length; i++) {
          const loss = values[i]!;
          if (!(loss > this.#threshold)) continue;
          const record = block.record(rows[i]!);
          const texts =
            input.file.parquet === undefined ? input.file.columns.map((_, k) => record.value(k)) : [];
          this.#rows.push({ loss, order: this.#order + i, input, at: record.at, texts });
          if (this.#rows.length >= 2 * this.#limit + 64) this.#cut();
        }
        this.#order += values.length;
      },
    };
  }

  #cut(): void {
    this.#rows = this.#rows.toSorted((a, b) => b.loss - a.loss || a.order - b.order).slice(0, this.#limit);
    if (this.#rows.length === this.#limit) this.#threshold = this.#rows.at(-1)!.loss;
  }

  async rows(engine: StartEngine): Promise<readonly HardRow[]> {
    this.#cut();
    const inputs = new Set(this.#rows.map(({ input }) => input));
    const parquet = new Map<ScoredFile, ReadonlyMap<number, readonly (string | null)[]>>();
    for (const input of inputs) {
      if (input.file.parquet === undefined) continue;
      const rows = this.#rows.flatMap((row) => (row.input === input && "row" in row.at ? [row.at.row] : []));
      parquet.set(input, await readParquetRows(input.file, rows, await engine()));
    }
    return this.#rows.map(({ input, at, loss, texts }) => {
      const values = "row" in at ? (parquet.get(input)!.get(at.row) ?? []) : texts;
      const columns = input.file.columns.map(({ name }, k) => [name, values[k] ?? null] as const);
      return { file: input.file.path, at, loss, columns: Object.fromEntries(columns) };
    });
  }
}
