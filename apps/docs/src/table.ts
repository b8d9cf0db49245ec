/**
 * Tables of a page as data: shown by `DataTable.vue`, and written into the page's Markdown copy.
 */

export interface Table {
  readonly caption?: string;
  readonly columns: readonly string[];
  /** As many cells a row as columns; the first one names the row. */
  readonly rows: readonly (readonly string[])[];
}

/** The table in Markdown, below its caption. */
export function markdownTable({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const table = [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
  return caption === undefined ? table : `${caption}:\n\n${table}`;
}
