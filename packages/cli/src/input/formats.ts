/**
 * File formats, by name.
 */
import { CliError } from "../cli-error.ts";

export type Compression = "none" | "gzip" | "zstd";

export const INPUT_FORMATS = ["csv", "tsv", "jsonl", "parquet"] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];

const ROW_FORMATS = ["csv", "tsv", "jsonl", "parquet"] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

const BY_EXTENSION: Readonly<Record<string, InputFormat>> = {
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  jsonl: "jsonl",
  ndjson: "jsonl",
  parquet: "parquet",
  pq: "parquet",
};

export const DELIMITERS = { csv: ",", tsv: "\t" } as const;

const COMPRESSIONS: Readonly<Record<string, Compression>> = { gz: "gzip", zst: "zstd" };

/** How the bytes of a file are compressed, by its name. */
export function compressionOf(path: string): Compression {
  return COMPRESSIONS[extension(path)] ?? "none";
}

/** The format a file's name stands for. */
export function inputFormat(path: string): InputFormat {
  const compressed = compressionOf(path) !== "none";
  const format = BY_EXTENSION[extension(compressed ? path.slice(0, path.lastIndexOf(".")) : path)];
  if (format !== undefined && !(format === "parquet" && compressed)) return format;
  throw new CliError("usage", `${path}: the name does not tell the format`, {
    hint: `--input-format takes ${INPUT_FORMATS.join(", ")}`,
  });
}

/** The format of the file that `--rows` writes. */
export function rowFormat(path: string): RowFormat {
  const found = extension(path);
  const format = ROW_FORMATS.find((name) => name === found);
  if (format !== undefined) return format;
  throw new CliError("usage", `--rows ${path}: expected a name that ends in .csv, .tsv, .jsonl or .parquet`);
}

function extension(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
