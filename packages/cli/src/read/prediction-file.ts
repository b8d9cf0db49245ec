/**
 * A file of predictions, opened. This folder is all that the commands beside `score` know of the reading.
 */
import type { ScoredFile } from "../input/columns.ts";
import { type StartEngine, withEngine } from "../input/engine.ts";
import type { Output } from "../output.ts";
import type { InputFormat } from "../input/formats.ts";
import { openScored } from "../input/open-scored.ts";
import { createProgress, type Progress } from "../input/progress.ts";

/** Where the predictions stand in the files. */
export interface PredictionOptions {
  readonly label?: string;
  readonly positive?: string;
  readonly probability?: string;
  readonly score?: string;
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

/** Reads files, until it is interrupted. */
export interface Reader {
  readonly signal: AbortSignal | undefined;
  // For this folder:
  readonly engine: StartEngine;
  /** Shows how far the reading of some files is. */
  readonly progress: (files: readonly PredictionFile[]) => Progress;
}

/** Where a reader says something, and what stops it. */
export interface Surroundings {
  readonly output: Output;
  readonly signal: AbortSignal | undefined;
}

/** Hands over a reader, and closes it when `use` is done. */
export function withReader<T>(
  options: PredictionOptions,
  { output, signal }: Surroundings,
  use: (reader: Reader) => Promise<T>,
): Promise<T> {
  const progress = (files: readonly PredictionFile[]): Progress =>
    createProgress(
      files.map(({ source }) => source),
      options,
      output,
      signal,
    );
  return withEngine(signal, (engine) => use({ signal, engine, progress }));
}

/**
 * Opens a file and finds its columns.
 *
 * @param names - Columns that are wanted beside label and prediction, if the file has them.
 * @throws If it cannot be read, or columns are not there. {@link CliError}
 */
export async function openFile(
  path: string,
  options: PredictionOptions,
  { signal }: Reader,
  names: readonly string[] = [],
): Promise<PredictionFile> {
  const opening = { format: options.inputFormat, everyKey: false, signal };
  return predictionFile(await openScored(path, options, opening, names));
}

/** A file whose rows have one prediction each. */
export function predictionFile(source: ScoredFile): PredictionFile {
  const { file, columns } = source;
  const { label, predictions, kind, notes } = columns;
  return {
    path: file.path,
    names: file.columns.map(({ name }) => name),
    label,
    prediction: predictions[0]!,
    // Only --logits, which just `score` has, finds others.
    kind: kind as Kind,
    notes,
    source,
  };
}

export function isLabel(label: number): boolean {
  return label >= 0 && label <= 1;
}

export function isPrediction(prediction: number, kind: Kind): boolean {
  return kind === "logit" ? !Number.isNaN(prediction) : prediction >= 0 && prediction <= 1;
}
