/**
 * What is wrong with a row, and where it stands in its file.
 */
import { CliError, type Problem } from "../cli-error.ts";
import type { ScoredColumns } from "./columns.ts";
import type { Engine } from "./engine.ts";
import type { InputFile } from "./input-file.ts";
import { columnReference, readParquet } from "./sql.ts";
import { csvRecords } from "./csv-file.ts";
import { jsonRecords } from "./jsonl-file.ts";
import type { TextRecord } from "./text-file.ts";

/** Rows that an error lists; the rest are counted. */
export const LISTED_ROWS = 10;
const EXCERPT_WIDTH = 100;

/**
 * The error for rows that cannot be scored.
 *
 * @param indices - The first of them, by their index in the file.
 * @param count - How many there are.
 */
export async function badRowsError(
  file: InputFile,
  columns: ScoredColumns,
  indices: readonly number[],
  count: number,
  engine: Engine,
): Promise<CliError> {
  const problems =
    file.format === "parquet"
      ? await parquetProblems(file, columns, indices, engine)
      : (await findRecords(file, indices)).map((record) => textProblem(file, columns, record));
  for (const index of indices.slice(problems.length)) {
    problems.push({ message: `${file.path}: row ${index + 1}: is not a label and a prediction` });
  }
  return new CliError("data", problems, { more: count - problems.length, hint: hint(columns, problems) });
}

function hint(columns: ScoredColumns, problems: readonly Problem[]): string | undefined {
  if (
    columns.kind === "probability" &&
    problems.every(({ message }) => message.endsWith(NOT_A_PROBABILITY))
  ) {
    return "--logit COLUMN reads a column as logits";
  }
  return undefined;
}

const NOT_A_PROBABILITY = "is not a probability in [0, 1]";

/** JavaScript also reads 0x10, DuckDB does not. */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** What is wrong with a value, or nothing. */
function complaint(raw: string | null, role: "label" | ScoredColumns["kind"]): string | undefined {
  if (raw === null || raw.trim() === "") return "empty, expected a number";
  const truth = /^(true|false)$/i.exec(raw);
  const value =
    truth === null ? (NUMBER.test(raw) ? Number(raw) : NaN) : truth[0].toLowerCase() === "true" ? 1 : 0;
  if (Number.isNaN(value) && !/^[+-]?inf(inity)?$/i.test(raw.trim()))
    return `${JSON.stringify(raw)} is not a number`;
  if (role === "logit" || (value >= 0 && value <= 1)) return undefined;
  return role === "label" ? `${raw.trim()} is not a label in [0, 1]` : `${raw.trim()} ${NOT_A_PROBABILITY}`;
}

/** The first column of a row that is not what it should be, and why. */
function culprit(
  columns: ScoredColumns,
  value: (column: number) => string | null,
): { column: number; complaint: string } {
  const roles = [
    { column: columns.prediction, role: columns.kind },
    { column: columns.label, role: "label" as const },
  ];
  for (const { column, role } of roles) {
    const found = complaint(value(column), role);
    if (found !== undefined) return { column, complaint: found };
  }
  return {
    column: columns.prediction,
    complaint: `${JSON.stringify(value(columns.prediction))} is not a number`,
  };
}

/** The records with the given indices, from 0 in ascending order. */
async function findRecords(file: InputFile, indices: readonly number[]): Promise<readonly TextRecord[]> {
  const found: TextRecord[] = [];
  let index = 0;
  for await (const record of file.format === "jsonl" ? jsonRecords(file) : csvRecords(file)) {
    if (index === indices[found.length]) found.push(record());
    if (found.length === indices.length) break;
    index += 1;
  }
  return found;
}

function textProblem(file: InputFile, columns: ScoredColumns, record: TextRecord): Problem {
  if (record.error !== undefined) {
    return {
      message: `${file.path}:${record.line}: ${record.error}`,
      excerpt: excerpt(record.text, undefined),
    };
  }
  const { column, complaint: what } = culprit(columns, (index) => record.value(index));
  const start = record.start(column);
  return {
    message: `${file.path}:${record.line}:${start}: ${file.columns[column]!.name}: ${what}`,
    excerpt: excerpt(record.text, start),
  };
}

/** The record on one line, cut around the place, with a caret under it. */
function excerpt(text: string, start: number | undefined): string {
  const line = text.replace(/\p{Cc}/gu, " ");
  const at = (start ?? 1) - 1;
  const from = at < EXCERPT_WIDTH - 20 ? 0 : at - 20;
  const cut = line.slice(from, from + EXCERPT_WIDTH);
  return start === undefined ? cut : `${cut}\n${" ".repeat(at - from)}^`;
}

async function parquetProblems(
  file: InputFile,
  columns: ScoredColumns,
  indices: readonly number[],
  engine: Engine,
): Promise<Problem[]> {
  const values = [columns.label, columns.prediction]
    .map((column) => `CAST(${columnReference(file, column)} AS VARCHAR)`)
    .join(", ");
  const rows = await engine.rows(
    `SELECT file_row_number, ${values} FROM ${readParquet(file.path, ", file_row_number=true")}
     WHERE file_row_number IN (${indices.join(", ")}) ORDER BY 1`,
    file.path,
  );
  return rows.map(([index, label, prediction]) => {
    const { column, complaint: what } = culprit(
      columns,
      (k) => (k === columns.label ? label : prediction) as string | null,
    );
    return { message: `${file.path}: row ${Number(index) + 1}: ${file.columns[column]!.name}: ${what}` };
  });
}
