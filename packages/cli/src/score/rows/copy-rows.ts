/**
 * Files of rows put together by DuckDB, which computes the numbers that are added to Parquet files on the way, by calling back.
 */
import { CliError } from "../../cli-error.ts";
import { cellsOf, type ScoredFile } from "../../input/columns.ts";
import type { Engine } from "../../input/engine.ts";
import { DELIMITERS } from "../../input/formats.ts";
import { createCheck } from "../../input/check-rows.ts";
import { identifier, literal, numberExpression, readParquet, readPlainCsv } from "../../input/sql.ts";
import type { AddedColumns, RowsTarget } from "./rows-target.ts";
import { textTypes } from "./text-types.ts";

/** An input; of a text file its lines with the numbers that are added, as CSV. */
export interface RowsPart {
  readonly input: ScoredFile;
  readonly path?: string;
}

export async function copyRows(
  parts: readonly RowsPart[],
  target: RowsTarget,
  to: string,
  added: AddedColumns,
  engine: Engine,
): Promise<void> {
  const names = parts[0]!.input.file.columns.map(({ name }) => name);
  defineAdded(parts, added, engine);
  const typed =
    target.format === "csv" || target.format === "tsv"
      ? undefined
      : await columnTypes(parts, names, added.names.length, engine);
  const selects = parts.map((part) => select(part, names, typed, added.names, target));
  if (target.format === "csv" || target.format === "tsv") {
    // The header is the first row, so that names stay as they are, empty or alike but for case.
    const header = [...names, ...added.names].map((name) => (name === "" ? "NULL" : literal(name)));
    selects.unshift(`SELECT ${header.join(", ")}`);
  }
  const options = {
    parquet: "FORMAT parquet",
    jsonl: "FORMAT json",
    csv: `FORMAT csv, HEADER false, DELIMITER ${literal(DELIMITERS.csv)}`,
    tsv: `FORMAT csv, HEADER false, DELIMITER ${literal(DELIMITERS.tsv)}`,
  }[target.format];
  await engine.run(
    `COPY (${selects.join(" UNION ALL ")}) TO ${literal(to)} (${options}, USE_TMP_FILE false)`,
    target.path,
  );
}

function select(
  { input, path }: RowsPart,
  names: readonly string[],
  types: readonly string[] | undefined,
  added: readonly string[],
  target: RowsTarget,
): string {
  const { file } = input;
  const references = names.map((name, k) => (path === undefined ? identifier(name) : `c${k}`));
  const values = references.map((reference, k) => `CAST(${reference} AS ${types?.[k] ?? "VARCHAR"})`);
  const from =
    path === undefined ? readParquet(file.source) : readPlainCsv(path, names.length + added.length);
  const numbers = added.map((_, k) =>
    path === undefined ? addedCall(input, k) : `CAST(c${names.length + k} AS DOUBLE)`,
  );
  const where = target.keepBad || path !== undefined ? "" : ` WHERE ${numbers[0]} IS NOT NULL`;
  const columns = [...values, ...numbers.map((value) => numberText(value, target.format))];
  // Names do not matter to CSV, where two may differ in case alone.
  const named =
    types === undefined
      ? columns
      : columns.map((value, k) => `${value} AS ${identifier([...names, ...added][k]!)}`);
  return `SELECT ${named.join(", ")} FROM ${from}${where}`;
}

/** DuckDB would print "inf", which JavaScript does not read, and which JSON has no number for. */
function numberText(value: string, format: RowsTarget["format"]): string {
  if (format === "parquet") return value;
  if (format === "jsonl")
    return `CASE WHEN isinf(${value}) THEN '"Infinity"'::JSON ELSE to_json(${value}) END`;
  return `replace(CAST(${value} AS VARCHAR), 'inf', 'Infinity')`;
}

/** The types of the columns; those of text files are found over all their values. */
async function columnTypes(
  parts: readonly RowsPart[],
  names: readonly string[],
  added: number,
  engine: Engine,
): Promise<readonly string[]> {
  const texts = parts.flatMap(({ input, path }) => (path === undefined ? [] : [{ path, file: input.file }]));
  const text = await textTypes(
    texts.map(({ path, file }) => ({ from: readPlainCsv(path, names.length + added), path: file.path })),
    names.length,
    engine,
  );
  let first: { readonly types: readonly string[]; readonly path: string } | undefined;
  for (const { input, path } of parts) {
    const types = path === undefined ? await parquetTypes(input, engine) : text;
    first ??= { types, path: input.file.path };
    const k = types.findIndex((type, index) => type !== first!.types[index]);
    if (k >= 0) {
      throw new CliError(
        "data",
        `--rows: column ${JSON.stringify(names[k])} is ${types[k]} in ${input.file.path}, ${first.types[k]} in ${first.path}`,
        { hint: "--rows to a .csv file takes both" },
      );
    }
  }
  return first!.types;
}

async function parquetTypes({ file }: ScoredFile, engine: Engine): Promise<readonly string[]> {
  const rows = await engine.rows(`DESCRIBE SELECT * FROM ${readParquet(file.source)}`, file.path);
  return rows.map(([, type]) => String(type));
}

function defineAdded(parts: readonly RowsPart[], { names, values }: AddedColumns, engine: Engine): void {
  const input = parts.find(({ path }) => path === undefined)?.input;
  if (input === undefined) return;
  const count = cellsOf(input.columns).length;
  const check = createCheck(input.columns);
  for (const k of names.keys()) {
    engine.define(addedFunction(k), count, (columns) => {
      const { length } = columns[0]!;
      const { good, rows, labels, predictions } = check({ count: length, columns });
      const numbers = new Float64Array(length).fill(NaN);
      const found = values(labels, predictions, k);
      for (let i = 0; i < good; i++) numbers[rows[i]!] = found[i]!;
      return numbers;
    });
  }
}

function addedFunction(k: number): string {
  return `focal_loss_${k}`;
}

function addedCall({ file, columns }: ScoredFile, k: number): string {
  const cells = cellsOf(columns).map(({ column, positive }) => {
    const { name, type } = file.columns[column]!;
    return numberExpression(name, type, positive);
  });
  return `${addedFunction(k)}(${cells.join(", ")})`;
}
