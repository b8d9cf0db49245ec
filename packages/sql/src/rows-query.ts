/**
 * A query for the rows of a table with their losses.
 */
import { checkName, checkTable, quoteName, quoteTable, type TableName } from "./identifier.ts";
import type { LossExpressionOptions } from "./loss-expression.ts";
import { rowSteps } from "./loss-steps.ts";
import { checkGamma, checkScoreOptions } from "./options.ts";
import { printInline, SOURCE } from "./print.ts";

/** Options of {@link lossRowsQuery}. */
export interface LossRowsOptions extends LossExpressionOptions {
  readonly table: TableName;
  /** Name of the column with the loss (default `loss`). */
  readonly as?: string | undefined;
}

/**
 * A query that returns every row of a table, with its columns, and its loss in one more.
 *
 * @throws If an option is missing or wrong. {@link TypeError} {@link RangeError}
 */
export function lossRowsQuery(options: LossRowsOptions): string {
  const scoring = checkScoreOptions(options);
  const gamma = checkGamma(options.gamma);
  const { table, as = "loss" } = options;
  checkTable("table", table);
  checkName("as", as);
  const { dialect } = scoring;
  const loss = printInline(rowSteps(scoring, gamma), dialect, { qualified: true });
  const source = quoteName(SOURCE, dialect);
  return [
    `SELECT`,
    `  ${source}.*,`,
    `  ${loss} AS ${quoteName(as, dialect)}`,
    `FROM ${quoteTable(table, dialect)} AS ${source}`,
  ].join("\n");
}
