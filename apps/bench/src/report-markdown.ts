/**
 * The results for people: the goals, a table for each loss, array type and output, and who is missing where and why.
 */
import { judge } from "./goals.ts";
import { filesTable, smallTable, threadsTable } from "./report-sections.ts";
import { figure, table } from "./report-table.ts";
import { type CellResult, type Entry, findEntry, ratioOf, type Results, timeOf } from "./results.ts";
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
    ...smallTable(results),
    ...threadsTable(results),
    ...filesTable(results),
    ...absences(results),
    `Contestants:\n\n${contestants.map(({ name, description }) => `- ${name}: ${description}`).join("\n")}`,
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

function goalTable(results: Results): string {
  const rows = judge(results).map(({ goal, wanted, aim, measured, met }) => [
    goal,
    wanted,
    aim ?? "-",
    measured === undefined
      ? "-"
      : `${measured.worst.toFixed(2)}x (${measured.where}), best ${measured.best.toFixed(2)}x`,
    met,
  ]);
  return table(["goal", "must be", "aim", "measured, worst", "reached"], rows);
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
        ...names.map((name) => figureIn(result, name, contestants[0]!.name, output)),
      ]);
      return [`### ${kind}: ${OUTPUT_NAMES[output]}`, table(["gamma", "elements", ...names], rows)];
    }),
  );
}

function labels({ gamma, elements, classes }: Cell): string[] {
  return [String(gamma), classes === 1 ? sizeName(elements) : `${sizeName(elements / classes)} x ${classes}`];
}

function figureIn(result: CellResult, name: string, base: string, output: Output): string {
  const entry = findEntry(result, name, output);
  const time = timeOf(entry);
  if (entry?.result.status === "wrong") return "wrong";
  return figure(time, name === base ? undefined : ratioOf(entry, findEntry(result, base, output)));
}

/** Whoever declined a task because it is not its task is not missing. */
function absences({ cells, small, threads, files }: Results): string[] {
  const places = new Map<string, string[]>();
  const note = (where: string, { contestant, result }: Pick<Entry, "contestant" | "result">): void => {
    if (result.status === "measured" || result.status === "declined") return;
    const text = `${contestant}, ${result.status}: ${result.reason}`;
    places.set(text, [...(places.get(text) ?? []), where]);
  };
  for (const { cell, entries } of [...cells, ...small, ...threads]) {
    for (const entry of entries) note(`${cellName(cell)}, ${OUTPUT_NAMES[entry.output]}`, entry);
  }
  for (const { format, entries } of files) for (const entry of entries) note(format, entry);
  if (places.size === 0) return [];
  const lines = [...places].map(([text, where]) => {
    const others = where.length === 1 ? "" : ` and ${where.length - 1} more`;
    return `- ${text} (${where[0]}${others})`;
  });
  return [`Not measured:\n\n${lines.join("\n")}`];
}
