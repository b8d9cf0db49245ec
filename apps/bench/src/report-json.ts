/**
 * The results for machines. `schemaVersion` rises when a reader of the last one would misread this one.
 */
import { judge } from "./goals.ts";
import { findEntry, ratioOf, type Results, timeOf } from "./results.ts";

export function toJson(results: Results): string {
  const { date, machine, settings, contestants, cells } = results;
  const document = {
    schemaVersion: 1,
    date,
    machine,
    settings,
    contestants,
    cells: cells.map((result) => ({
      ...result.cell,
      entries: result.entries.map((entry) => {
        const { contestant, output, result: found } = entry;
        if (found.status !== "measured") return { contestant, output, ...found };
        const base = findEntry(result, contestants[0]!.name, output);
        return {
          contestant,
          output,
          status: found.status,
          nanoseconds: timeOf(entry),
          ratio: ratioOf(entry, base) ?? null,
          samples: found.samples,
        };
      }),
    })),
    goals: judge(results).map(({ measured, ...goal }) => ({ ...goal, measured: measured ?? null })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
