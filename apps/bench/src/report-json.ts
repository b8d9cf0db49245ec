/**
 * The results for machines. `schemaVersion` rises when a reader of the last one would misread this one.
 */
import { judge } from "./goals.ts";
import { type CellResult, type FileResult, findEntry, ratioOf, type Results, timeOf } from "./results.ts";

export function toJson(results: Results): string {
  const { date, machine, settings, contestants, cells, small, threads, files } = results;
  const ofCells = (cells: readonly CellResult[]) =>
    cells.map((result) => toCell(result, contestants[0]!.name));
  const document = {
    schemaVersion: 2,
    date,
    machine,
    settings,
    contestants,
    cells: ofCells(cells),
    small: ofCells(small),
    threads: ofCells(threads),
    files: files.map(toFile),
    goals: judge(results).map(({ measured, aim, ...goal }) => ({
      ...goal,
      aim: aim ?? null,
      measured: measured ?? null,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Nanoseconds an element, and how many times as long as the first contestant took. */
function toCell(result: CellResult, first: string) {
  return {
    ...result.cell,
    entries: result.entries.map((entry) => {
      const { contestant, output, result: found } = entry;
      if (found.status !== "measured") return { contestant, output, ...found };
      return {
        contestant,
        output,
        status: found.status,
        nanoseconds: timeOf(entry),
        ratio: ratioOf(entry, findEntry(result, first, output)) ?? null,
        samples: found.samples,
      };
    }),
  };
}

/** Nanoseconds a row, and how many times as long as the first program took. */
function toFile({ format, rows, entries }: FileResult) {
  return {
    format,
    rows,
    entries: entries.map((entry) => {
      const { contestant, result } = entry;
      if (result.status !== "measured") return { contestant, ...result };
      const ratio = ratioOf(entry, entries[0]) ?? null;
      return {
        contestant,
        status: result.status,
        nanoseconds: timeOf(entry),
        ratio,
        samples: result.samples,
      };
    }),
  };
}
