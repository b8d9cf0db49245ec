/**
 * Names of columns and tables, quoted: whatever they hold, they stay names.
 */
import { type Dialect, type DialectName, dialectOf } from "./dialect.ts";
import { refuse } from "./refuse.ts";

/** A table: its name, or catalog, schema and name. A dot inside a name is part of it. */
export type TableName = string | readonly string[];

/** A name in the quotes of the dialect. The case counts, as it does for quoted names in every engine but Spark and BigQuery. */
export function quoteName(name: string, { quote, escape }: Dialect): string {
  if (escape === "double") return quote + name.replaceAll(quote, quote + quote) + quote;
  const escapes: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\\": "\\", [quote]: quote };
  return quote + Array.from(name, (c) => (c in escapes ? `\\${escapes[c]}` : c)).join("") + quote;
}

export function quoteTable(table: TableName, dialect: Dialect): string {
  const parts = typeof table === "string" ? [table] : table;
  return parts.map((part) => quoteName(part, dialect)).join(".");
}

/**
 * The name of a table as SQL: its parts quoted, with dots between them.
 *
 * @throws If it is no name, or the dialect none. {@link TypeError} {@link RangeError}
 */
export function quoteTableName(table: TableName, dialect: DialectName): string {
  checkTable("table", table);
  return quoteTable(table, dialectOf(dialect));
}

/**
 * @throws If `name` is no string, empty, or holds what no engine has in a name: a NUL or half a surrogate pair.
 * {@link TypeError} {@link RangeError}
 */
export function checkName(argument: string, name: unknown): void {
  const expected = "the name of a column or table, without NUL";
  if (typeof name !== "string") refuse(argument, expected, name, false);
  const lone = /\p{Surrogate}/u.test(name);
  if (name === "" || name.includes("\0") || lone) refuse(argument, expected, name, true);
}

export function checkTable(argument: string, table: unknown): void {
  if (!Array.isArray(table)) return checkName(argument, table);
  if (table.length === 0) refuse(argument, "a name or an array of names", table, true);
  for (const [k, part] of table.entries()) checkName(`${argument}[${k}]`, part);
}
