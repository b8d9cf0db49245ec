/**
 * Results in the format that was asked for.
 */
import { printTable } from "../../print/table.ts";
import { toJson, toJsonl } from "./json.ts";
import { hardestRows, type Results, totalRows } from "./results.ts";

/** @param bold - Sets off the header of a table on a terminal. */
export function print(results: Results, bold: (text: string) => string): string {
  const { options, hardest } = results;
  if (options.json === true) return toJson(results);
  if (options.jsonl === true) return toJsonl(results);
  const tables = [totalRows(results), ...(hardest === undefined ? [] : [hardestRows(results)])];
  return tables.map((rows) => printTable(rows, options, bold)).join("\n");
}
