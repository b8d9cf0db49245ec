/**
 * The rows of `--rows`: the columns of the input, and columns of numbers that are added, as a loss for each gamma.
 *
 * DuckDB reads, calls back for the numbers and writes, chunk by chunk, so memory does not grow with the file.
 */
import { existsSync, realpathSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { alreadyExists, writeWhole } from "../temporary-files.ts";
import type { ScoredFile } from "./columns.ts";
import type { Engine } from "./engine.ts";
import { DELIMITERS, type RowFormat, rowFormat } from "./formats.ts";
import type { InputFile } from "./input-file.ts";
import { numberExpression } from "./scan.ts";
import { columnReference, identifier, literal, readFile } from "./sql.ts";
import { textTypes } from "./text-types.ts";

/** A file to write, checked before anything is read. */
export interface RowsTarget {
  readonly path: string;
  readonly format: RowFormat;
  readonly force: boolean;
}

/** Columns of numbers, made of label and prediction. */
export interface AddedColumns {
  readonly names: readonly string[];
  /** The numbers of the column `k` for some rows. */
  readonly values: (labels: Float64Array, predictions: Float64Array, k: number) => Float64Array;
}

/** @throws If the target cannot be what it is asked to be. {@link CliError} */
export function rowsTarget(path: string, inputs: readonly string[], force: boolean): RowsTarget {
  const format = rowFormat(path);
  if (existsSync(path)) {
    if (!force) throw alreadyExists(path);
    const real = realpathSync(path);
    if (inputs.some((input) => existsSync(input) && realpathSync(input) === real)) {
      throw new CliError("usage", `--rows ${path}: is one of the files to score`);
    }
  }
  return { path, format, force };
}

/** Names of the loss columns: `loss`, or one a gamma. */
export function lossColumns(gammas: readonly number[]): readonly string[] {
  return gammas.length === 1 ? ["loss"] : gammas.map((gamma) => `loss_gamma_${gamma}`);
}

/** @throws If the inputs do not fit together in the target. {@link CliError} */
export function assertOneTable(
  files: readonly InputFile[],
  added: readonly string[],
  { format }: RowsTarget,
): void {
  const [first, ...others] = files.map(({ path, columns }) => ({
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

/** Writes the rows of all files, in order. */
export async function writeRows(
  target: RowsTarget,
  inputs: readonly ScoredFile[],
  added: AddedColumns,
  engine: Engine,
): Promise<void> {
  for (const k of added.names.keys()) {
    engine.define(addedFunction(k), (labels, predictions) => added.values(labels, predictions, k));
  }
  const names = [...inputs[0]!.file.columns.map(({ name }) => name), ...added.names];
  const copy =
    target.format === "parquet"
      ? { sql: await parquetTable(names, inputs, added, engine), options: "FORMAT parquet" }
      : {
          sql: textTable(names, inputs, added),
          options: `FORMAT csv, HEADER false, DELIMITER ${literal(DELIMITERS[target.format])}`,
        };
  await writeWhole(target.path, target, (temporaryPath) =>
    engine.run(
      `COPY (${copy.sql}) TO ${literal(temporaryPath)} (${copy.options}, USE_TMP_FILE false)`,
      inputs.map(({ file }) => file.path).join(", "),
    ),
  );
}

/** The header is the first row, so that names stay as they are, empty or alike but for case. */
function textTable(names: readonly string[], inputs: readonly ScoredFile[], added: AddedColumns): string {
  const header = `SELECT ${names.map((name) => (name === "" ? "NULL" : literal(name))).join(", ")}`;
  const bodies = inputs.map((input) => {
    const copied = input.file.columns.map((_, k) => columnReference(input.file, k));
    // DuckDB would print "inf", which JavaScript does not read.
    const numbers = addedCalls(input, added).map(
      (call) => `replace(CAST(${call} AS VARCHAR), 'inf', 'Infinity')`,
    );
    const values = [...copied.map((reference) => `CAST(${reference} AS VARCHAR)`), ...numbers];
    return `SELECT ${values.join(", ")} FROM ${readFile(input.file)}`;
  });
  return [header, ...bodies].join(" UNION ALL ");
}

async function parquetTable(
  names: readonly string[],
  inputs: readonly ScoredFile[],
  added: AddedColumns,
  engine: Engine,
): Promise<string> {
  const text = await textTypes(
    inputs.map(({ file }) => file).filter(({ format }) => format !== "parquet"),
    engine,
  );
  const typesOf = ({ file }: ScoredFile): readonly string[] =>
    file.format === "parquet" ? file.columns.map(({ type }) => type) : text;
  const first = inputs[0]!;
  const selects = inputs.map((input) => {
    const { file } = input;
    const types = typesOf(input);
    const k = types.findIndex((type, index) => type !== typesOf(first)[index]);
    if (k >= 0) {
      const column = `column ${JSON.stringify(names[k])} is ${types[k]} in ${file.path}, ${typesOf(first)[k]} in ${first.file.path}`;
      throw new CliError("data", `--rows: ${column}`, { hint: "--rows to a .csv file takes both" });
    }
    const copied = types.map((type, index) => `CAST(${columnReference(file, index)} AS ${type})`);
    const values = [...copied, ...addedCalls(input, added)];
    const selected = values.map((value, index) => `${value} AS ${identifier(names[index]!)}`);
    return `SELECT ${selected.join(", ")} FROM ${readFile(file)}`;
  });
  return selects.join(" UNION ALL ");
}

function addedFunction(k: number): string {
  return `focal_loss_${k}`;
}

function addedCalls({ file, columns }: ScoredFile, { names }: AddedColumns): string[] {
  const row = `${numberExpression(file, columns.label)}, ${numberExpression(file, columns.prediction)}`;
  return names.map((_, k) => `${addedFunction(k)}(${row})`);
}
