/**
 * The results for people: the goals, a table for each loss, array type and output, and who is missing where and why.
 */
import { judge } from "./goals.ts";
import { type CellResult, findEntry, ratioOf, type Results, timeOf } from "./results.ts";
import { LARGE } from "./settings.ts";
import { type Cell, cellName, type Output, OUTPUTS, sizeName } from "./task.ts";

const OUTPUT_NAMES: Readonly<Record<Output, string>> = {
  value: "mean loss",
  gradient: "mean loss and gradient",
  hessian: "mean loss, gradient and second derivative",
};

export function toMarkdown(results: Results): string {
  const { date, machine, settings, contestants } = results;
  const { cpu, cores, memoryGiB, platform, versions } = machine;
  return [
    `Measured on ${date}: ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${platform}; ${versions.join(", ")}.`,
    `Nanoseconds an element, medians of ${settings.rounds} interleaved rounds (${settings.roundsOfLarge} from ${sizeName(LARGE)} elements on); in parentheses how many times as long as ${contestants[0]!.name}.`,
    goalTable(results),
    ...tables(results),
    ...absences(results),
    `Contestants:\n\n${contestants.map(({ name, description }) => `- ${name}: ${description}`).join("\n")}`,
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

function goalTable(results: Results): string {
  const rows = judge(results).map(({ goal, wanted, measured, met }) => [
    goal,
    wanted,
    measured === undefined
      ? "-"
      : `${measured.worst.toFixed(2)}x (${measured.where}), best ${measured.best.toFixed(2)}x`,
    met,
  ]);
  return table(["goal", "wanted", "measured, worst", "met"], rows);
}

/** One for each loss, array type and output that somebody was measured in. */
function tables({ cells, contestants }: Results): string[] {
  const kinds = new Map<string, CellResult[]>();
  for (const result of cells) {
    const kind = `${result.cell.loss}, ${result.cell.dtype}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), result]);
  }
  return [...kinds].flatMap(([kind, results]) =>
    OUTPUTS.flatMap((output) => {
      const present = contestants.filter(({ name }) =>
        results.some((result) => timeOf(findEntry(result, name, output)) !== undefined),
      );
      if (present.length === 0) return [];
      const names = present.map(({ name }) => name);
      const rows = results.map((result) => [
        ...labels(result.cell),
        ...names.map((name) => figure(result, name, contestants[0]!.name, output)),
      ]);
      return [`### ${kind}: ${OUTPUT_NAMES[output]}`, table(["gamma", "elements", ...names], rows)];
    }),
  );
}

function labels({ gamma, elements, classes }: Cell): string[] {
  return [String(gamma), classes === 1 ? sizeName(elements) : `${sizeName(elements / classes)} x ${classes}`];
}

function figure(result: CellResult, name: string, base: string, output: Output): string {
  const entry = findEntry(result, name, output);
  const time = timeOf(entry);
  if (time === undefined) return entry?.result.status === "wrong" ? "wrong" : "-";
  const quotient = name === base ? undefined : ratioOf(entry, findEntry(result, base, output));
  return quotient === undefined ? significant(time) : `${significant(time)} (${significant(quotient)}x)`;
}

/** Three digits, or all before the point. */
function significant(x: number): string {
  return x >= 100 ? x.toFixed(0) : x.toFixed(x >= 10 ? 1 : 2);
}

/** Whoever declined a task because it is not its task is not missing. */
function absences({ cells }: Results): string[] {
  const places = new Map<string, string[]>();
  for (const { cell, entries } of cells) {
    for (const { contestant, output, result } of entries) {
      if (result.status === "measured" || result.status === "declined") continue;
      const text = `${contestant}, ${result.status}: ${result.reason}`;
      places.set(text, [...(places.get(text) ?? []), `${cellName(cell)}, ${OUTPUT_NAMES[output]}`]);
    }
  }
  if (places.size === 0) return [];
  const lines = [...places].map(([text, where]) => {
    const others = where.length === 1 ? "" : ` and ${where.length - 1} more`;
    return `- ${text} (${where[0]}${others})`;
  });
  return [`Not measured:\n\n${lines.join("\n")}`];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [header, header.map(() => "---"), ...rows].map(line).join("\n");
}
