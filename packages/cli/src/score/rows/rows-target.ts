/**
 * `--rows`: what is written, and whether the inputs fit in it.
 */
import { CliError } from "../../cli-error.ts";
import { checkTarget, type Target } from "../../temporary-files.ts";
import type { InputFile } from "../../input/input-file.ts";
import { type RowFormat, rowFormat } from "../../input/formats.ts";

export interface RowsTarget extends Target {
  readonly format: RowFormat;
  /** Whether rows that cannot be scored are written, with an empty loss. */
  readonly keepBad: boolean;
}

/** Columns of numbers, made of label and prediction. */
export interface AddedColumns {
  readonly names: readonly string[];
  /** The numbers of the column `k` for some rows; of a multi-class file predictions hold the logits of row after row. */
  readonly values: (labels: Float64Array, predictions: Float64Array, k: number) => Float64Array;
}

/** @throws If the target cannot be what it is asked to be. {@link CliError} */
export function rowsTarget(target: Omit<RowsTarget, "format">, inputs: readonly string[]): RowsTarget {
  const format = rowFormat(target.path);
  checkTarget(target, "--rows", inputs);
  return { ...target, format };
}

/** Names of the loss columns: `loss`, or one a gamma. */
export function lossColumns(gammas: readonly number[]): readonly string[] {
  return gammas.length === 1 ? ["loss"] : gammas.map((gamma) => `loss_gamma_${gamma}`);
}

/** @throws If the inputs do not fit together in the target. {@link CliError} */
export function assertOneTable(
  inputs: readonly { readonly file: InputFile }[],
  { names: added }: Pick<AddedColumns, "names">,
  { format }: RowsTarget,
): void {
  const [first, ...others] = inputs.map(({ file: { path, columns } }) => ({
    path,
    names: columns.map(({ name }) => name),
  }));
  const { path, names } = first!;
  const different = others.find((other) => JSON.stringify(other.names) !== JSON.stringify(names));
  if (different !== undefined) {
    throw new CliError("data", `--rows: ${different.path} and ${path} do not have the same columns`);
  }
  const lowerCase = names.map((name) => name.toLowerCase());
  const clash = added.find((name) => lowerCase.includes(name.toLowerCase()));
  if (clash !== undefined) {
    throw new CliError("data", `--rows: ${path} already has a column ${JSON.stringify(clash)}`);
  }
  if (format !== "parquet") return;
  if (names.includes("")) {
    throw new CliError("data", `--rows: ${path} has a column without a name, which Parquet cannot have`);
  }
  const second = lowerCase.findIndex((name, k) => lowerCase.indexOf(name) < k);
  if (second >= 0) {
    const pair = `${JSON.stringify(names[lowerCase.indexOf(lowerCase[second]!)])} and ${JSON.stringify(names[second])}`;
    throw new CliError(
      "data",
      `--rows: ${path}: the columns ${pair} differ only in case, for Parquet not enough`,
    );
  }
}
