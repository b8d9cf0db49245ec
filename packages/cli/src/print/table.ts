/**
 * Tables for people.
 */

/** Rows of text in columns as wide as they need, two spaces apart. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  return rows
    .map((row) => {
      const cells = row.map((cell, k) => cell.padEnd(widths[k]!));
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}
