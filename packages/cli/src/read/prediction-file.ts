/**
 * A file of predictions, opened. This folder is all that the commands beside `score` know of the reading.
 */
import { chooseColumns, type ScoredFile } from "../score/columns.ts";
import { Engine } from "../score/engine.ts";
import type { InputFormat } from "../score/formats.ts";
import { openInput } from "../score/input-file.ts";

/** Where the predictions stand in the files. */
export interface PredictionOptions {
  readonly label?: string;
  readonly probability?: string;
  readonly logit?: string;
  readonly inputFormat?: InputFormat;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export type Kind = "probability" | "logit";

export interface PredictionFile {
  readonly path: string;
  /** Names of its columns. */
  readonly names: readonly string[];
  /** Which column is the label, and which the prediction. */
  readonly label: number;
  readonly prediction: number;
  readonly kind: Kind;
  /** What was found by its name, in words. */
  readonly notes: readonly string[];
  /** For this folder. */
  readonly source: ScoredFile;
}

/** Reads files. */
export interface Reader {
  /** For this folder. */
  readonly engine: Engine;
}

/** Hands over a reader, and closes it when `use` is done. */
export async function withReader<T>(
  signal: AbortSignal | undefined,
  use: (reader: Reader) => Promise<T>,
): Promise<T> {
  const engine = await Engine.start(signal);
  try {
    return await use({ engine });
  } finally {
    engine.close();
  }
}

/**
 * Opens a file and finds its columns.
 *
 * @param everyKey - For JSONL, whether all of its keys are wanted as columns.
 * @throws If it cannot be read, or columns are not there. {@link CliError}
 */
export async function openFile(
  path: string,
  options: PredictionOptions,
  { reader: { engine }, everyKey = false }: { reader: Reader; everyKey?: boolean },
): Promise<PredictionFile> {
  const file = await openInput(path, { format: options.inputFormat, everyKey, engine });
  const columns = chooseColumns(file, options);
  return { path, names: file.columns.map(({ name }) => name), ...columns, source: { file, columns } };
}

export function isLabel(label: number): boolean {
  return label >= 0 && label <= 1;
}

export function isPrediction(prediction: number, kind: Kind): boolean {
  return kind === "logit" ? !Number.isNaN(prediction) : prediction >= 0 && prediction <= 1;
}
