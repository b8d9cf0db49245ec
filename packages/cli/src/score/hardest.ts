/**
 * The rows with the largest loss: what people look at next.
 */
import type { ScoredFile } from "../input/columns.ts";
import type { StartEngine } from "../input/engine.ts";
import { readParquetRows } from "../input/parquet/rows.ts";
import type { SourceRecord } from "../input/row-block.ts";
import type { Tally } from "./tally.ts";

export interface HardRow {
  readonly file: string;
  readonly at: SourceRecord["at"];
  readonly loss: number;
  /** The columns of the row as text, by their names. */
  readonly columns: Readonly<Record<string, string | null>>;
}

/** A row, as plain data. */
export interface Hard {
  readonly loss: number;
  readonly at: SourceRecord["at"];
  /** All columns; none of a Parquet file, where they can be read later. */
  readonly texts: readonly (string | null)[];
}

export function textsOf(record: SourceRecord, { file }: ScoredFile): Hard["texts"] {
  return file.parquet === undefined ? file.columns.map((_, k) => record.value(k)) : [];
}

/** Keeps the `limit` rows with the largest loss; of those with the same loss the first ones. */
export class Ranking<T extends { readonly loss: number }> {
  readonly #limit: number;
  #rows: T[] = [];
  /** What a loss has to exceed. */
  #threshold = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a row with this loss may be one of them. */
  takes(loss: number): boolean {
    return loss > this.#threshold;
  }

  add(row: T): void {
    this.#rows.push(row);
    if (this.#rows.length >= 2 * this.#limit + 64) this.#cut();
  }

  rows(): readonly T[] {
    this.#cut();
    return this.#rows;
  }

  #cut(): void {
    // Equal ones stay in order.
    this.#rows = this.#rows
      .toSorted((a, b) => (a.loss === b.loss ? 0 : b.loss - a.loss))
      .slice(0, this.#limit);
    if (this.#rows.length === this.#limit) this.#threshold = this.#rows.at(-1)?.loss ?? Infinity;
  }
}

/** The hardest rows of all files, by the loss at the first gamma; weights do not count. */
export class Hardest {
  readonly #ranking: Ranking<Hard & { readonly input: ScoredFile }>;

  constructor(limit: number) {
    this.#ranking = new Ranking(limit);
  }

  add({ hardest }: Tally, input: ScoredFile): void {
    for (const row of hardest) if (this.#ranking.takes(row.loss)) this.#ranking.add({ ...row, input });
  }

  async rows(engine: StartEngine): Promise<readonly HardRow[]> {
    const found = this.#ranking.rows();
    const inputs = new Set(found.map(({ input }) => input));
    const parquet = new Map<ScoredFile, ReadonlyMap<number, readonly (string | null)[]>>();
    for (const input of inputs) {
      if (input.file.parquet === undefined) continue;
      const rows = found.flatMap((row) => (row.input === input && "row" in row.at ? [row.at.row] : []));
      parquet.set(
        input,
        await readParquetRows(input.file, rows, await engine("--hardest of Parquet files needs")),
      );
    }
    return found.map(({ input, at, loss, texts }) => {
      const values = "row" in at ? (parquet.get(input)!.get(at.row) ?? []) : texts;
      const columns = input.file.columns.map(({ name }, k) => [name, values[k] ?? null] as const);
      return { file: input.file.path, at, loss, columns: Object.fromEntries(columns) };
    });
  }
}
