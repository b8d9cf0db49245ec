/**
 * The predictions in files, as chunks of labels and predictions.
 */
import { CliError } from "../cli-error.ts";
import { note } from "../output.ts";
import { BadRows } from "../score/bad-rows.ts";
import { badRowsOf, createCheck } from "../input/check-rows.ts";
import { cellsOf } from "../input/columns.ts";
import { badRowOf } from "../input/complaint.ts";
import { openInputs } from "../input/open-inputs.ts";
import { readBlocks } from "../input/blocks.ts";
import type { Watcher } from "../input/progress.ts";
import {
  type Kind,
  type PredictionFile,
  predictionFile,
  type PredictionOptions,
  type Reader,
  type Surroundings,
  withReader,
} from "./prediction-file.ts";

/** Takes the rows of a chunk: its arrays are used again. */
type Take = (labels: Float64Array, predictions: Float64Array) => void;

export interface Predictions {
  readonly kind: Kind;
  readonly files: readonly PredictionFile[];
  readonly reader: Reader;
  /**
   * Hands over all rows of all files, in order.
   *
   * @returns How many they are.
   * @throws If a row is no label and prediction, or there is none. {@link CliError}
   */
  readonly eachChunk: (take: Take) => Promise<number>;
}

/** Opens files, finds their columns, and closes all when `use` is done. Notes say which columns were found. */
export async function withPredictions<T>(
  paths: readonly string[],
  options: PredictionOptions,
  { output, signal, everyKey = false }: Surroundings & { everyKey?: boolean },
  use: (predictions: Predictions) => Promise<T>,
): Promise<T> {
  return withReader(options, { output, signal }, async (reader) => {
    const inputs = await openInputs(paths, options, { everyKey, signal }, (text) =>
      note(text, options, output),
    );
    const files = inputs.map(predictionFile);
    const eachChunk = async (take: Take): Promise<number> => {
      const progress = reader.progress(files);
      let rows = 0;
      try {
        for (const [k, file] of files.entries())
          rows += await readFile(file, reader, progress.watch(k), take);
      } finally {
        progress.stop();
      }
      if (rows === 0) throw new CliError("data", `${paths.join(", ")}: no rows`);
      return rows;
    };
    return use({ kind: files[0]!.kind, files, reader, eachChunk });
  });
}

async function readFile(
  { source }: PredictionFile,
  { engine }: Reader,
  { progress }: Watcher,
  take: Take,
): Promise<number> {
  const { file, columns } = source;
  const bad = new BadRows({});
  const check = createCheck(columns);
  let rows = 0;
  for await (const block of readBlocks(file, cellsOf(columns), engine)) {
    const checked = check(block);
    for (const row of badRowsOf(checked, block.count)) bad.add(badRowOf(block.record(row), columns), source);
    rows += block.count;
    if (bad.count === 0) take(checked.labels, checked.predictions);
    await progress(block);
  }
  bad.check();
  return rows;
}
