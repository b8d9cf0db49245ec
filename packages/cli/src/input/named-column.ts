/**
 * A column that an option names.
 */
import { CliError } from "../cli-error.ts";
import { nearest } from "../did-you-mean.ts";

/** What has columns: a file, or a table of an engine. */
export interface PredictionTable {
  readonly path: string;
  readonly columns: readonly { readonly name: string }[];
}

/** @throws If it is not there. {@link CliError} */
export function named(file: PredictionTable, option: string, name: string): number {
  const names = file.columns.map((column) => column.name);
  const index = names.indexOf(name);
  if (index >= 0) return index;
  const close = nearest(name, names);
  throw new CliError("data", `${file.path}: no column ${JSON.stringify(name)}, which ${option} names`, {
    hint:
      close === undefined ? `the columns are ${listColumns(file)}` : `did you mean ${JSON.stringify(close)}?`,
  });
}

export function listColumns(file: PredictionTable): string {
  return file.columns.map(({ name }) => JSON.stringify(name)).join(", ");
}
