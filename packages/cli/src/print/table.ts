/**
 * Rows of cells as text: aligned for people, Markdown, CSV, lines for other programs.
 */
import { oneLine } from "./one-line.ts";

/** How a table is printed: as options say it, aligned where none does. */
export interface TableFormat {
  readonly csv?: boolean;
  readonly md?: boolean;
  readonly plain?: boolean;
}

/** @param style - Sets off the header of an aligned table. */
export function printTable(
  rows: readonly (readonly string[])[],
  { csv, md, plain }: TableFormat,
  style: (header: string) => string,
): string {
  if (csv === true) return rows.map((row) => `${csvLine(row)}\n`).join("");
  if (plain === true) return rows.map((row) => `${csvLine(row, "\t")}\n`).join("");
  return md === true ? markdownTable(rows) : formatTable(rows, style);
}

/** Columns as wide as they need, two spaces apart; `style` sets off the header. */
export function formatTable(
  cells: readonly (readonly string[])[],
  style: (header: string) => string = (text) => text,
): string {
  const rows = cells.map((row) => row.map(oneLine));
  const widths = (rows[0] ?? []).map(() => 0);
  for (const row of rows)
    for (const [k, cell] of row.entries()) widths[k] = Math.max(widths[k]!, cell.length);
  const lines = rows.map((row) =>
    row
      .map((cell, k) => cell.padEnd(widths[k]!))
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line, k) => `${k === 0 ? style(line) : line}\n`).join("");
}

function markdownTable([header = [], ...body]: readonly (readonly string[])[]): string {
  const rows = [header, header.map(() => "---"), ...body];
  return rows
    .map(
      (row) =>
        `| ${row
          .map((cell) =>
            oneLine(cell)
              .replaceAll("|", String.raw`\|`)
              .replace(/\s+/g, " "),
          )
          .join(" | ")} |\n`,
    )
    .join("");
}

export function csvLine(cells: readonly (string | null)[], delimiter = ","): string {
  return cells.map((cell) => (cell === null ? "" : csvCell(cell, delimiter))).join(delimiter);
}

function csvCell(text: string, delimiter: string): string {
  // An empty text is quoted, to differ from none.
  if (text !== "" && !text.includes(delimiter) && !/["\r\n]/.test(text)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}
