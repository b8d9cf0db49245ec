/**
 * One pass over a file: every row is checked and scored.
 */
import { cellsOf, type ScoredFile } from "../input/columns.ts";
import { type Complaint, complaintOf } from "../input/complaint.ts";
import type { StartEngine } from "../input/engine.ts";
import { readBlocks } from "../input/blocks.ts";
import { badRowsOf, createCheck } from "../input/check-rows.ts";
import type { RowBlock, SourceRecord } from "../input/row-block.ts";
import type { Scorer } from "./scorer.ts";
import { emptyTotals, type Totals } from "./totals.ts";

/** Who else wants to see the rows. */
export interface Watcher {
  /** A row that cannot be scored. */
  readonly bad?: (record: SourceRecord, complaint: Complaint, input: ScoredFile) => void;
  /** Rows that were scored: `rows[i]` is the row of the block that `losses[gamma][i]` belongs to. */
  readonly scored?: (
    block: RowBlock,
    rows: Int32Array,
    losses: readonly Float64Array[],
    input: ScoredFile,
  ) => void;
  /** Every row of a block, in order, with its losses; none for a bad one. */
  readonly row?: (record: SourceRecord, losses: readonly number[] | undefined) => void;
  /** After each block. */
  readonly progress?: (block: RowBlock) => Promise<void>;
}

/** @throws If the file cannot be read, or a watcher throws. */
export async function scanFile(
  input: ScoredFile,
  scorer: Scorer,
  engine: StartEngine,
  watchers: readonly Watcher[] = [],
): Promise<Totals> {
  const { file, columns } = input;
  const { gammas } = scorer;
  const multi = columns.kind === "logits";
  const totals = emptyTotals(gammas, columns.weight !== undefined, multi ? columns.predictions.length : 0);
  const check = createCheck(columns);
  for await (const block of readBlocks(file, cellsOf(columns), engine)) {
    const checked = check(block);
    const { good, rows, labels, predictions, weights, positives, softLabels } = checked;
    for (const row of badRowsOf(checked, block.count)) {
      const record = block.record(row);
      const complaint = complaintOf(record, columns);
      totals.bad[complaint.kind] += 1;
      for (const { bad } of watchers) bad?.(record, complaint, input);
    }
    totals.rows += good;
    totals.positives += positives;
    totals.softLabels += softLabels;
    if (multi) for (let i = 0; i < good; i++) totals.classes[labels[i]!]! += 1;
    if (weights !== undefined) totals.weight!.addAll(weights);
    // The scorer uses its array again.
    const keep =
      gammas.length > 1 && watchers.some(({ scored, row }) => scored !== undefined || row !== undefined);
    const losses = gammas.map((_, k) => {
      const values = scorer.losses(labels, predictions, k);
      addLosses(totals, k, values, weights);
      return keep ? values.slice() : values;
    });
    for (const { scored, row } of watchers) {
      if (good > 0) scored?.(block, rows, losses, input);
      if (row === undefined) continue;
      for (let i = 0, next = 0; i < block.count; i++) {
        const isGood = next < good && rows[next] === i;
        row(block.record(i), isGood ? losses.map((values) => values[next]!) : undefined);
        if (isGood) next += 1;
      }
    }
    for (const { progress } of watchers) await progress?.(block);
  }
  return totals;
}

function addLosses(totals: Totals, k: number, values: Float64Array, weights: Float64Array | undefined): void {
  const sum = totals.losses[k]!;
  const quantised = totals.quantised[k]!;
  let plain = totals.plainSums[k]!;
  if (weights === undefined) {
    sum.addAll(values);
    quantised.addAll(values);
    for (let i = 0; i < values.length; i++) plain += values[i]!;
  } else {
    for (let i = 0; i < values.length; i++) {
      // A weight of 0 takes the row out, also where its loss is infinite.
      const loss = weights[i] === 0 ? 0 : values[i]!;
      sum.addProduct(weights[i]!, loss);
      quantised.add(weights[i]! * loss);
      plain += weights[i]! * loss;
    }
  }
  totals.plainSums[k] = plain;
}
