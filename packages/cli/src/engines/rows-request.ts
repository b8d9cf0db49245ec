/**
 * The rows of a table with their losses, as an engine is asked for them.
 */
import { type DialectName, quoteTableName } from "@focal-loss/sql";
import type { EngineColumn, EngineSource } from "./sql-engine.ts";

export interface RowsRequest {
  readonly source: EngineSource;
  readonly columns: readonly EngineColumn[];
  /** The loss of a row for each gamma, as SQL. */
  readonly losses: readonly string[];
}

/**
 * What is selected: every column of the table, then the losses.
 *
 * @param cell - How a column is written as what its text can be made of without loss (default: as it is).
 */
export function requestedCells(
  { columns, losses }: RowsRequest,
  dialect: DialectName,
  cell: (reference: string, type: string) => string = (reference) => reference,
): readonly string[] {
  return [...columns.map(({ name, type }) => cell(quoteTableName(name, dialect), type)), ...losses];
}

export function rowsQuery(request: RowsRequest, dialect: DialectName, cells: readonly string[]): string {
  return `SELECT ${cells.join(", ")} FROM ${quoteTableName(request.source.table, dialect)}`;
}

/** A cell of an answer in JSON as text. */
export function cellText(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  return typeof cell === "string" ? cell : JSON.stringify(cell);
}
