/**
 * Input files: what format they have and which columns.
 */
import { isUtf8 } from "node:buffer";
import type { FileMetaData, SchemaTree } from "hyparquet";
import { CliError } from "../cli-error.ts";
import { DELIMITERS, type InputFormat } from "./formats.ts";
import { splitFields } from "./csv/record.ts";
import { CsvScanner } from "./csv/scanner.ts";
import { readKeys } from "./jsonl-blocks.ts";
import { columnNodes, readMetadata } from "./parquet/file.ts";
import { LONGEST_RECORD, readBytes, type TextSource } from "./text-bytes.ts";
import { compressionByContent, openSource } from "./sources.ts";

interface Column {
  readonly name: string;
  /** Of a Parquet file its physical type, VARCHAR for every column of a text format. */
  readonly type: string;
}

export interface InputFile extends TextSource {
  readonly columns: readonly Column[];
  readonly parquet?: { readonly metadata: FileMetaData; readonly nodes: readonly SchemaTree[] };
}

/** How much of a file is looked at when it is opened. */
export interface Opening {
  readonly format: InputFormat | undefined;
  /** For JSONL, whether to look for keys in all lines instead of the first 20,480. */
  readonly everyKey: boolean;
  readonly signal: AbortSignal | undefined;
}

const FIRST_LINES = 20_480;

/**
 * Looks at a file: its format and columns.
 *
 * @throws If the file cannot be read or has no columns. {@link CliError}
 */
export async function openInput(path: string, { format, everyKey, signal }: Opening): Promise<InputFile> {
  return withLayout(await openSource(path, format, signal), everyKey);
}

/** A JSONL file with the keys of all its lines. */
export function withEveryKey(file: InputFile): Promise<InputFile> {
  return withLayout(file, true);
}

async function withLayout(source: TextSource, everyKey: boolean): Promise<InputFile> {
  const { columns, ...rest } = await readLayout(source, everyKey);
  if (columns.length === 0) {
    throw new CliError("data", `${source.path}: no columns, expected a label and a prediction`);
  }
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) {
    throw new CliError("data", `${source.path}: two columns are called ${JSON.stringify(twice)}`);
  }
  return { ...source, ...rest, columns };
}

async function readLayout(
  file: TextSource,
  everyKey: boolean,
): Promise<Pick<InputFile, "columns" | "parquet">> {
  switch (file.format) {
    case "csv":
    case "tsv":
      refuseCompressed(file);
      return { columns: (await readHeader(file)).map(toTextColumn) };
    case "jsonl":
      refuseCompressed(file);
      return { columns: (await readKeys(file, everyKey ? Infinity : FIRST_LINES)).map(toTextColumn) };
    case "parquet": {
      const metadata = await readMetadata(file.source, file.path);
      const nodes = await columnNodes(metadata);
      const columns = nodes.map(({ element }) => ({ name: element.name, type: element.type ?? "GROUP" }));
      return { columns, parquet: { metadata, nodes } };
    }
  }
}

/** @throws If a text file is compressed, and its name does not tell. {@link CliError} */
function refuseCompressed({ source, path, compression }: TextSource): void {
  const found = compression === "none" ? compressionByContent(source) : "none";
  if (found === "none") return;
  throw new CliError("data", `${path}: is ${found}, expected text`, {
    hint: `a name that ends in .${found === "gzip" ? "gz" : "zst"} tells that it is compressed`,
  });
}

function toTextColumn(name: string): Column {
  return { name, type: "VARCHAR" };
}

/** The column names of a CSV or TSV file. */
async function readHeader(file: TextSource): Promise<readonly string[]> {
  const delimiter = DELIMITERS[file.format === "tsv" ? "tsv" : "csv"];
  const scanner = new CsvScanner(1, delimiter, []);
  for await (const { bytes, last } of readBytes(file)) {
    scanner.add(bytes, last);
    const record = scanner.takeRecord();
    if (record === undefined && scanner.pending < LONGEST_RECORD) continue;
    const { fields, error } = splitFields(record?.toString() ?? '"', delimiter);
    const wrong = encodingError(record) ?? error;
    if (wrong !== undefined) throw new CliError("data", `${file.path}:1: ${wrong}`);
    return fields.map(({ value }) => value);
  }
  throw new CliError("data", `${file.path}: the file is empty, expected a header line`);
}

function encodingError(header: Buffer | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (!isUtf8(header)) return "not UTF-8";
  return header.includes(0) ? "not UTF-8: it has NUL bytes, as UTF-16 has" : undefined;
}
