/**
 * The rows of `--rows`: the input as it is, with a column of losses for each gamma.
 *
 * DuckDB reads, calls core for the loss and writes, chunk by chunk, so memory does not grow with the file.
 */
import { existsSync, realpathSync } from "node:fs";
import { CliError } from "../cli-error.ts";
import { alreadyExists, writeWhole } from "../temporary-files.ts";
import type { ScoredColumns } from "./columns.ts";
import type { Engine } from "./engine.ts";
import { DELIMITERS, type RowFormat, rowFormat } from "./formats.ts";
import type { InputFile } from "./input-file.ts";
import { numberExpression, type Scorer } from "./scan.ts";
import { columnReference, identifier, literal, readFile } from "./sql.ts";

/** A file to write, checked before anything is read. */
export interface RowsTarget {
  readonly path: string;
  readonly format: RowFormat;
  readonly force: boolean;
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
function lossColumns(gammas: readonly number[]): readonly string[] {
  return gammas.length === 1 ? ["loss"] : gammas.map((gamma) => `loss_gamma_${gamma}`);
}

/** @throws If the inputs do not fit together in one file. {@link CliError} */
export function assertOneTable(files: readonly InputFile[], gammas: readonly number[]): void {
  const [first, ...others] = files.map((file) => ({
    path: file.path,
    names: JSON.stringify(file.columns.map(({ name }) => name)),
  }));
  const different = others.find(({ names }) => names !== first!.names);
  if (different !== undefined) {
    throw new CliError("data", `--rows: ${different.path} and ${first!.path} do not have the same columns`);
  }
  const names = files[0]!.columns.map(({ name }) => name.toLowerCase());
  const clash = lossColumns(gammas).find((name) => names.includes(name.toLowerCase()));
  if (clash !== undefined) {
    throw new CliError("data", `--rows: ${files[0]!.path} already has a column ${JSON.stringify(clash)}`);
  }
}

/** Writes the rows of all files, in order. */
export async function writeRows(
  target: RowsTarget,
  files: readonly { readonly file: InputFile; readonly columns: ScoredColumns }[],
  scorer: Scorer,
  engine: Engine,
): Promise<void> {
  const names = lossColumns(scorer.gammas);
  for (const k of names.keys()) engine.define(`focal_loss_${k}`, (y, x) => scorer.loss(y, x, k));
  const losses = (file: InputFile, columns: ScoredColumns): string =>
    names
      .map((name, k) => {
        const call = `focal_loss_${k}(${numberExpression(file, columns.label)}, ${numberExpression(file, columns.prediction)})`;
        // DuckDB would print "inf", which JavaScript does not read.
        const value =
          target.format === "parquet" ? call : `replace(CAST(${call} AS VARCHAR), 'inf', 'Infinity')`;
        return `${value} AS ${identifier(name)}`;
      })
      .join(", ");
  const types =
    target.format === "parquet"
      ? await columnTypes(
          files.map(({ file }) => file),
          engine,
        )
      : undefined;
  const selects = files.map(({ file, columns }) => {
    const copied = file.columns.map(({ name }, k) => {
      const reference = columnReference(file, k);
      const type = types?.[k];
      return `${type === undefined ? reference : `CAST(${reference} AS ${type})`} AS ${identifier(name)}`;
    });
    return `SELECT ${copied.join(", ")}, ${losses(file, columns)} FROM ${readFile(file)}`;
  });
  const format =
    target.format === "parquet"
      ? "FORMAT parquet"
      : `FORMAT csv, HEADER true, DELIMITER ${literal(DELIMITERS[target.format])}`;
  await writeWhole(target.path, target, (temporaryPath) =>
    engine.run(
      `COPY (${selects.join(" UNION ALL ")}) TO ${literal(temporaryPath)} (${format}, USE_TMP_FILE false)`,
      target.path,
    ),
  );
}

/**
 * Types for columns that were read as text: the narrowest that every value of every file fits without a change.
 * Text like "007" stays text. Columns of Parquet files keep their types.
 */
async function columnTypes(files: readonly InputFile[], engine: Engine): Promise<(string | undefined)[]> {
  const tests = {
    BIGINT: (c: string) => `coalesce(CAST(TRY_CAST(${c} AS BIGINT) AS VARCHAR) = ${c}, false)`,
    DOUBLE: (c: string) =>
      `TRY_CAST(${c} AS DOUBLE) IS NOT NULL AND NOT regexp_matches(${c}, '^[+-]?0[0-9]')`,
    BOOLEAN: (c: string) => `lower(${c}) IN ('true', 'false')`,
  };
  const names = Object.keys(tests) as (keyof typeof tests)[];
  const fits = files[0]!.columns.map(() => new Set<string>(names));
  for (const file of files) {
    if (file.format === "parquet") return file.columns.map(() => undefined);
    const columns = file.columns.flatMap((_, k) => {
      const c = columnReference(file, k);
      return names.map((name) => `coalesce(bool_and(${tests[name](c)}) FILTER (${c} IS NOT NULL), true)`);
    });
    const [row] = await engine.rows(`SELECT ${columns.join(", ")} FROM ${readFile(file)}`, file.path);
    for (const [k, set] of fits.entries()) {
      for (const [j, name] of names.entries()) if (row?.[k * names.length + j] !== true) set.delete(name);
    }
  }
  return fits.map((set) => names.find((name) => set.has(name)));
}
