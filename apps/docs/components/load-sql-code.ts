/**
 * Loads the writer of SQL. The site preloads what a page imports, also what it imports later; so the page imports this module,
 * and this module the writer.
 */
import type { sqlCode } from "../src/sql-code.ts";

export async function loadSqlCode(): Promise<typeof sqlCode> {
  return (await import("../src/sql-code.ts")).sqlCode;
}
