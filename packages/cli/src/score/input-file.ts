/**
 * Input files: what format they have and which columns.
 */
import { accessSync, constants, statSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import type { Engine } from "./engine.ts";
import { type InputFormat, inputFormat, isCompressed } from "./formats.ts";
import { readParquet } from "./sql.ts";
import { assertComplete } from "./text-file.ts";
import { readHeader } from "./csv-file.ts";
import { readKeys } from "./jsonl-file.ts";

interface Column {
  readonly name: string;
  /** The type in the file: DuckDB's name of it, VARCHAR for every column of a text format. */
  readonly type: string;
}

export interface InputFile {
  readonly path: string;
  readonly format: InputFormat;
  readonly compressed: boolean;
  readonly columns: readonly Column[];
  /** How the lines of a CSV or TSV file end. */
  readonly newline?: string;
  /** How many empty lines stand before the header of a CSV or TSV file. */
  readonly emptyLines?: number;
}

/**
 * Looks at a file: its format and columns.
 *
 * @param everyKey - For JSONL, whether to look for keys in all lines instead of the first 20,480.
 * @throws If the file cannot be read or has no columns. {@link CliError}
 */
export async function openInput(
  path: string,
  { format, everyKey, engine }: { format: InputFormat | undefined; everyKey: boolean; engine: Engine },
): Promise<InputFile> {
  assertReadable(path);
  const file = { path, format: format ?? inputFormat(path), compressed: isCompressed(path) };
  if (file.compressed) await assertComplete(file);
  const { columns, ...layout } = await readLayout(file, everyKey, engine);
  assertDistinct(file, columns);
  if (columns.length === 0)
    throw new CliError("data", `${path}: no columns, expected a label and a prediction`);
  return { ...file, ...layout, columns };
}

/** Names differ; for JSONL not only in case, which DuckDB does not tell apart there. */
function assertDistinct(
  { path, format }: Pick<InputFile, "path" | "format">,
  columns: readonly Column[],
): void {
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    const key = format === "jsonl" ? name.toLowerCase() : name;
    const other = seen.get(key);
    if (other === name) throw new CliError("data", `${path}: two columns are called ${JSON.stringify(name)}`);
    if (other !== undefined) {
      throw new CliError(
        "data",
        `${path}: the keys ${JSON.stringify(other)} and ${JSON.stringify(name)} differ only in case`,
      );
    }
    seen.set(key, name);
  }
}

function assertReadable(path: string): void {
  try {
    const status = statSync(path);
    if (status.isDirectory()) throw new CliError("file", `${path}: is a directory, expected a file`);
    // It is opened more than once.
    if (!status.isFile()) throw new CliError("file", `${path}: is not a regular file: save it to one first`);
    accessSync(path, constants.R_OK);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError("file", `${path}: cannot be read: ${reason(error)}`);
  }
}

async function readLayout(
  file: Pick<InputFile, "path" | "format" | "compressed">,
  everyKey: boolean,
  engine: Engine,
): Promise<Pick<InputFile, "columns" | "newline" | "emptyLines">> {
  switch (file.format) {
    case "csv":
    case "tsv": {
      const { names, ...layout } = await readHeader(file);
      return { columns: names.map((name) => ({ name, type: "VARCHAR" })), ...layout };
    }
    case "jsonl": {
      const names = await readKeys(file, everyKey ? Infinity : 20480);
      return { columns: names.map((name) => ({ name, type: "VARCHAR" })) };
    }
    case "parquet": {
      const rows = await engine.rows(`DESCRIBE SELECT * FROM ${readParquet(file.path)}`, file.path);
      return { columns: rows.map(([name, type]) => ({ name: String(name), type: String(type) })) };
    }
  }
}
