/**
 * The rows of files with the recovered probability of each, as `calibrate --rows` writes them.
 */
import type { Recovery } from "../calibration/recover.ts";
import { readBlocks } from "../input/blocks.ts";
import { cellsOf } from "../input/columns.ts";
import { assertOneTable, rowsTarget, type RowsTarget } from "../score/rows/rows-target.ts";
import { RowsWriter } from "../score/rows/rows-writer.ts";
import { Tallier } from "../score/tally.ts";
import type { Predictions } from "./predictions.ts";

const NAMES = ["recovered"];

/** @throws If the file cannot be what it is asked to be. {@link CliError} */
export function recoveredTarget(
  inputs: readonly string[],
  { rows, force }: { rows?: string; force?: boolean },
): RowsTarget | undefined {
  if (rows === undefined) return undefined;
  return rowsTarget({ path: rows, force: force === true, keepBad: false }, inputs);
}

/** @throws If the files do not fit together in one file with the new column. {@link CliError} */
export function assertRecoverable(target: RowsTarget, { files }: Pick<Predictions, "files">): void {
  assertOneTable(
    files.map(({ source }) => source),
    { names: NAMES },
    target,
  );
}

export async function writeRecovered(
  target: RowsTarget,
  { files, reader }: Pick<Predictions, "files" | "reader">,
  recover: Recovery,
): Promise<void> {
  const values = (_: Float64Array, predictions: Float64Array): Float64Array =>
    predictions.map(recover.probability);
  const inputs = files.map(({ source }) => source);
  const writer = new RowsWriter(target, inputs, { names: NAMES, values });
  const progress = reader.progress(files);
  try {
    for (const [k, input] of inputs.entries()) {
      writer.begin(input);
      // A tally is of losses: the probability takes the place of one.
      const tallier = new Tallier(input, () => ({ gammas: [0], losses: values }), { lines: writer.lines });
      for await (const block of readBlocks(input.file, cellsOf(input.columns), reader.engine)) {
        tallier.add(block);
        writer.write(tallier.take());
        await progress.watch(k).progress(block);
      }
    }
    progress.stop();
    await writer.finish(reader.engine);
  } finally {
    progress.stop();
    writer.discard();
  }
}
