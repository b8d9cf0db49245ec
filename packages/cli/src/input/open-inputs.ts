/**
 * All files of a run, opened and held against each other before any is read.
 */
import { CliError } from "../cli-error.ts";
import type { ColumnOptions, ScoredFile } from "./columns.ts";
import type { InputFormat } from "./formats.ts";
import { openScored } from "./open-scored.ts";

/** @throws If a file cannot be read, or files do not fit together. {@link CliError} */
export async function openInputs(
  paths: readonly string[],
  options: ColumnOptions & { readonly inputFormat?: InputFormat },
  reading: { readonly everyKey: boolean; readonly signal: AbortSignal | undefined },
  note: (text: string) => void,
): Promise<readonly ScoredFile[]> {
  const inputs: ScoredFile[] = [];
  for (const path of paths) {
    const input = await openScored(path, options, { format: options.inputFormat, ...reading });
    for (const text of input.columns.notes) note(`${input.file.path}: ${text}`);
    inputs.push(input);
  }
  const kinds = new Set(inputs.map(({ columns }) => columns.kind));
  if (kinds.size > 1) {
    throw new CliError(
      "data",
      "some files have logits and others probabilities: --logit or --probability chooses",
    );
  }
  const { predictions } = inputs[0]!.columns;
  const other = inputs.find(({ columns }) => columns.predictions.length !== predictions.length);
  if (other !== undefined) {
    const counts = `${predictions.length} classes in ${inputs[0]!.file.path}, ${other.columns.predictions.length} in ${other.file.path}`;
    throw new CliError("data", `--logits: ${counts}`);
  }
  return inputs;
}
