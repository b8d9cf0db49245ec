/**
 * Where results go: to standard output, or to the file of `--output`.
 */
import { CliError } from "../cli-error.ts";
import { bold, type Output } from "../output.ts";
import { checkTarget, OutputFile, type Target } from "../temporary-files.ts";
import { type ResultColumn, writeParquet } from "./parquet.ts";
import type { TableFormat } from "./table.ts";

const STDOUT = "-";

/** What the options say of the place. */
export interface DeliveryOptions extends TableFormat {
  readonly output?: string;
  readonly force?: boolean;
  readonly parquet?: boolean;
}

/** What can be delivered. */
export interface Deliverable {
  /** @param style - Sets off the header of a table on a terminal. */
  readonly text: (style: (header: string) => string) => string;
  readonly columns: () => readonly ResultColumn[];
}

/**
 * The file of `--output`, if it is one.
 *
 * @throws If it may not be written. {@link CliError}
 */
export function outputTarget(
  { output, force = false, parquet }: DeliveryOptions,
  inputs: readonly string[],
): Target | undefined {
  if (output === undefined || output === STDOUT) {
    if (parquet === true) throw new CliError("usage", "--parquet: expected --output FILE beside it");
    return undefined;
  }
  const target = { path: output, force };
  checkTarget(target, "--output", inputs);
  return target;
}

/** @param file - Of `--output`, opened before anything was read. */
export async function deliver(
  { text, columns }: Deliverable,
  { parquet }: DeliveryOptions,
  file: OutputFile | undefined,
  output: Output,
): Promise<void> {
  if (file === undefined) {
    output.stdout(text(output.colors?.stdout === true ? bold : (header) => header));
    return;
  }
  if (parquet === true) await writeParquet(columns(), file.temporaryPath, file.path);
  else file.write(text((header) => header));
  file.commit();
}
