/**
 * The tables of the smaller sections; none for a section that was not measured.
 */
import { type CellResult, type Entry, findEntry, ratioOf, type Results, timeOf } from "./results.ts";
import { figure, table } from "./report-table.ts";
import { sizeName } from "./task.ts";

/** Nanoseconds a call. */
export function smallTable({ small }: Results): string[] {
  if (small.length === 0) return [];
  const names = namesOf(small);
  const rows = (["value", "gradient"] as const).flatMap((output) =>
    small.map((result) => {
      const { dtype, elements } = result.cell;
      const base = findEntry(result, names[0]!, output);
      const figures = names.map((name, index) => {
        const entry = findEntry(result, name, output);
        const time = timeOf(entry);
        const quotient = index === 0 ? undefined : ratioOf(entry, base);
        return figure(time === undefined ? undefined : time * elements, quotient);
      });
      return [output === "value" ? "mean" : "mean and gradient", dtype, String(elements), ...figures];
    }),
  );
  const note = `Nanoseconds a call, gamma 2; in parentheses how many times as long as ${names[0]}.`;
  return ["### small calls", note, table(["output", "array", "elements", ...names], rows)];
}

/** What a second thread gains, what arrays of the caller cost, and whether an element costs more in a large batch. */
export function threadsTable({ threads }: Results): string[] {
  if (threads.length === 0) return [];
  const names = namesOf(threads);
  const rows = threads.map((result) => {
    const { dtype, elements } = result.cell;
    const [ordinary, resident, one, two] = names.map((name) => findEntry(result, name, "gradient"));
    const first = threads.find(({ cell }) => cell.dtype === dtype)!;
    const start = timeOf(findEntry(first, names[1]!, "gradient"));
    const time = timeOf(resident);
    return [
      dtype,
      sizeName(elements),
      ...[ordinary, resident, one, two].map((entry) => figure(timeOf(entry), undefined)),
      times(ratioOf(one, two)),
      times(ratioOf(ordinary, resident)),
      times(time === undefined || start === undefined ? undefined : time / start),
    ];
  });
  const header = ["array", "elements", ...names, "two threads", "ordinary over resident", "growth"];
  const note =
    "Nanoseconds an element, mean and gradient, gamma 2; how many times as fast two threads are as one, how many times as long ordinary arrays take as resident ones, and an element takes in a larger batch.";
  return ["### threads", note, table(header, rows)];
}

/** Seconds for the whole process. */
export function filesTable({ files }: Results): string[] {
  const first = files[0];
  if (first === undefined) return [];
  const names = first.entries.map(({ contestant }) => contestant);
  const rows = files.map(({ format, rows, entries }) => [
    `${format}, ${sizeName(rows)} rows`,
    ...entries.map((entry, index) => seconds(entry, rows, index === 0 ? undefined : entries[0])),
  ]);
  const note = `Seconds for the whole process, gamma 2, all threads unless named; in parentheses how many times as long as ${names[0]}.`;
  return ["### files", note, table(["file", ...names], rows)];
}

function seconds(
  entry: Pick<Entry, "result">,
  rows: number,
  base: Pick<Entry, "result"> | undefined,
): string {
  const time = timeOf(entry);
  return figure(time === undefined ? undefined : (time * rows) / 1e9, base && ratioOf(entry, base));
}

function namesOf(results: readonly CellResult[]): string[] {
  return [...new Set(results.flatMap(({ entries }) => entries.map(({ contestant }) => contestant)))];
}

function times(quotient: number | undefined): string {
  return quotient === undefined ? "-" : `${quotient.toFixed(2)}x`;
}
