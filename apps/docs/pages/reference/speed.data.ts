import { readFileSync } from "node:fs";
import { type BenchResults, type SpeedTable, speedTables } from "../../src/speed.ts";

interface Speed extends Pick<BenchResults, "date" | "machine" | "contestants"> {
  readonly tables: readonly SpeedTable[];
}

declare const data: Speed;
export { data };

/** The figures of `measurements/speed.json`, as the bench wrote them. */
export default {
  watch: ["../../measurements/speed.json"],
  load([file]: [string]): Speed {
    const results = JSON.parse(readFileSync(file, "utf8")) as BenchResults;
    const { date, machine, contestants } = results;
    return { date, machine, contestants, tables: speedTables(results) };
  },
};
