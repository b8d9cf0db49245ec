/**
 * The rows of files with the recovered probability of each, as `calibrate --rows` writes them.
 */
import { assertOneTable, type RowsTarget, rowsTarget, writeRows } from "../score/write-rows.ts";
import type { Recovery } from "../calibration/recover.ts";
import type { Predictions } from "./predictions.ts";

const COLUMN = "recovered";

/** @throws If the file cannot be what it is asked to be. {@link CliError} */
export function recoveredTarget(
  inputs: readonly string[],
  { rows, force }: { rows?: string; force?: boolean },
): RowsTarget | undefined {
  return rows === undefined ? undefined : rowsTarget(rows, inputs, force === true);
}

/** @throws If the files do not fit together in one file with the new column. {@link CliError} */
export function assertRecoverable(target: RowsTarget, { files }: Pick<Predictions, "files">): void {
  assertOneTable(
    files.map(({ source: { file } }) => file),
    [COLUMN],
    target,
  );
}

export async function writeRecovered(
  target: RowsTarget,
  { files, reader: { engine } }: Pick<Predictions, "files" | "reader">,
  recover: Recovery,
): Promise<void> {
  const values = (_: Float64Array, predictions: Float64Array): Float64Array =>
    predictions.map(recover.probability);
  const inputs = files.map(({ source }) => source);
  await writeRows(target, inputs, { names: [COLUMN], values }, engine);
}
