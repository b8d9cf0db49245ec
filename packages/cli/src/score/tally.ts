/**
 * What rows add up to, and what else is wanted of them: plain data, which threads can send.
 */
import { badRowsOf, createCheck } from "../input/check-rows.ts";
import type { ScoredFile } from "../input/columns.ts";
import { type BadRow, badRowOf } from "../input/complaint.ts";
import { placeAfter, type RowBlock } from "../input/row-block.ts";
import { LISTED_ROWS } from "./bad-rows.ts";
import { addWeighted, termsOf } from "./loss-terms.ts";
import { type Hard, Ranking, textsOf } from "./hardest.ts";
import { LossSum } from "./loss-sum.ts";
import { type BlockLines, blockLines, type LineFormat } from "./rows/row-line.ts";
import type { Scorer } from "./scorer.ts";
import { noTotals, type PlainTotals, toPlain, type Totals } from "./totals.ts";

/** What is wanted beside exact totals. */
export interface Wishes {
  /** The losses themselves, for sums that depend on their order. */
  readonly terms?: boolean;
  /** So many rows with the largest loss. */
  readonly hardest?: number | undefined;
  /** All rows as lines; not of Parquet files. */
  readonly lines?: LineFormat | undefined;
  /** All bad rows, not only so many as an error lists. */
  readonly rejects?: boolean;
}

export interface Tally {
  readonly totals: PlainTotals;
  /** What is added up for each gamma, in order. */
  readonly terms: readonly (readonly Float64Array[])[];
  readonly badRows: readonly BadRow[];
  readonly hardest: readonly Hard[];
  readonly lines: readonly Uint8Array[];
}

export class Tallier {
  readonly #input: ScoredFile;
  readonly #scorer: Scorer;
  readonly #wishes: Wishes;
  readonly #check: ReturnType<typeof createCheck>;
  readonly #makeLines: BlockLines | undefined;
  /** Of losses without weights, one a gamma. */
  readonly #sums: readonly LossSum[];
  #totals: Totals;
  #terms: Float64Array[][] = [];
  #badRows: BadRow[] = [];
  #hardest: Ranking<Hard>;
  #lines: Uint8Array[] = [];

  /** @param makeScorer - Gets room for the losses of a block. */
  constructor(input: ScoredFile, makeScorer: (room: Float64Array) => Scorer, wishes: Wishes) {
    const sum = new LossSum();
    const scorer = makeScorer(sum.room);
    this.#input = input;
    this.#scorer = scorer;
    this.#wishes = wishes;
    this.#check = createCheck(input.columns);
    const { file } = input;
    if (wishes.lines !== undefined && file.parquet === undefined)
      this.#makeLines = blockLines(file, wishes.lines);
    this.#sums =
      input.columns.weight === undefined ? scorer.gammas.map((_, k) => (k === 0 ? sum : new LossSum())) : [];
    this.#totals = noTotals(scorer.gammas, input.columns);
    this.#hardest = new Ranking(wishes.hardest ?? 0);
  }

  /** Adds the rows of a block. */
  add(block: RowBlock): void {
    const { columns } = this.#input;
    const totals = this.#totals;
    const checked = this.#check(block);
    const { good, rows, labels, predictions, weights, positives, softLabels } = checked;
    for (const row of badRowsOf(checked, block.count)) {
      const bad = badRowOf(block.record(row), columns);
      totals.bad[bad.complaint.kind] += 1;
      if (this.#wishes.rejects === true || this.#badRows.length < LISTED_ROWS) this.#badRows.push(bad);
    }
    totals.rows += good;
    totals.positives += positives;
    totals.softLabels += softLabels;
    if (columns.kind === "logits") for (let i = 0; i < good; i++) totals.classes[labels[i]!]! += 1;
    if (weights !== undefined) totals.weight!.addAll(weights);
    const { gammas } = this.#scorer;
    // The scorer uses its array again.
    const keep = gammas.length > 1 && this.#makeLines !== undefined;
    const losses = gammas.map((_, k) => {
      const values = this.#scorer.losses(labels, predictions, k);
      if (weights === undefined) this.#sums[k]!.add(values);
      else addWeighted(totals, k, values, weights);
      if (this.#wishes.terms === true) {
        const terms = weights === undefined ? values.slice() : termsOf(values, weights);
        (this.#terms[k] ??= []).push(terms);
      }
      if (k === 0 && this.#wishes.hardest !== undefined) this.#rank(block, rows, values);
      return keep ? values.slice() : values;
    });
    if (this.#makeLines !== undefined) this.#lines.push(this.#makeLines(block, checked, losses));
  }

  #rank(block: RowBlock, rows: Int32Array, losses: Float64Array): void {
    for (let i = 0; i < losses.length; i++) {
      const loss = losses[i]!;
      if (!this.#hardest.takes(loss)) continue;
      const record = block.record(rows[i]!);
      this.#hardest.add({ loss, at: record.at, texts: textsOf(record, this.#input) });
    }
  }

  /** All since the last time. */
  take(): Tally {
    const sums = this.#sums.map((sum) => sum.take());
    const totals = toPlain(this.#totals);
    const tally: Tally = {
      totals: {
        ...totals,
        losses: totals.losses.map((sum, k) => sums[k]?.sum ?? sum),
        quantised: totals.quantised.map((units, k) => sums[k]?.units ?? units),
      },
      terms: this.#terms,
      badRows: this.#badRows,
      hardest: this.#hardest.rows(),
      lines: this.#lines,
    };
    this.#totals = noTotals(this.#scorer.gammas, this.#input.columns);
    this.#hardest = new Ranking(this.#wishes.hardest ?? 0);
    [this.#terms, this.#badRows, this.#lines] = [[], [], []];
    return tally;
  }
}

/** The same of rows that stand behind `rows` others. */
export function tallyAfter(tally: Tally, rows: number): Tally {
  const move = <T extends { readonly at: BadRow["at"] }>(row: T): T => ({
    ...row,
    at: placeAfter(row.at, rows),
  });
  return { ...tally, badRows: tally.badRows.map(move), hardest: tally.hardest.map(move) };
}
