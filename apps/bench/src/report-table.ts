/**
 * Tables in Markdown, and the numbers in them.
 */

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [header, header.map(() => "---"), ...rows].map(line).join("\n");
}

/** Three digits, or all before the point; fewer below 1. */
function significant(x: number): string {
  if (x >= 100) return x.toFixed(0);
  return x.toFixed(x >= 10 ? 1 : x >= 0.1 ? 2 : 3);
}

/** A time and how many times as long as another it is; "-" for what was not measured. */
export function figure(time: number | undefined, quotient: number | undefined): string {
  if (time === undefined) return "-";
  return quotient === undefined ? significant(time) : `${significant(time)} (${significant(quotient)}x)`;
}
