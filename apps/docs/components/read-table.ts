/**
 * Tables from files. What reads a format is loaded when such a file comes; for that the page imports this module late too, or
 * the site would preload the readers with the page.
 */
import type { Table } from "../src/predictions.ts";

/** Reads a CSV, TSV or Parquet file, by its name. */
export async function readTable(file: File): Promise<Table> {
  if (/\.parquet$/i.test(file.name)) {
    const { parquetReadObjects } = await import("hyparquet");
    const rows = await parquetReadObjects({ file: await file.arrayBuffer() });
    return { columns: Object.keys(rows[0] ?? {}), rows };
  }
  if (!/\.(csv|tsv|txt)$/i.test(file.name)) {
    throw new RangeError(`"${file.name}" expected a name that ends in .csv, .tsv or .parquet`);
  }
  const { csvParse, tsvParse } = await import("d3-dsv");
  const parse = /\.tsv$/i.test(file.name) ? tsvParse : csvParse;
  const rows = parse((await file.text()).replace(/^\uFEFF/, ""));
  return { columns: rows.columns, rows };
}
