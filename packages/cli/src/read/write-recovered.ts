/**
 * The rows of files with the recovered probability of each, as `calibrate --rows` writes them.
 */
import type { Recovery } from "../calibration/recover.ts";
import { assertOneTable, rowsTarget, type RowsTarget } from "../score/rows/rows-target.ts";
import { RowsWriter } from "../score/rows/rows-writer.ts";
import { scanFile } from "../score/scan.ts";
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
      // A scan scores rows: the probability takes the place of the loss.
      const scorer = { gammas: [0], losses: values };
      await scanFile(input, scorer, reader.engine, [progress.watch(k), ...writer.begin(input)]);
    }
    progress.stop();
    await writer.finish(reader.engine);
  } finally {
    progress.stop();
    writer.discard();
  }
}
