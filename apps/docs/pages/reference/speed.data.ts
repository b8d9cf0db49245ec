import { readFileSync } from "node:fs";
import { type BenchResults, type SpeedTable, speedTables } from "../../src/speed.ts";

interface Speed {
  readonly parts: readonly SpeedTable[];
  /** When and on what. */
  readonly measured: string;
}

declare const data: Speed;
export { data };

/** The figures of `measurements/speed.json`, as the bench wrote them. */
export default {
  watch: ["../../measurements/speed.json"],
  load([file]: [string]): Speed {
    const results = JSON.parse(readFileSync(file, "utf8")) as BenchResults;
    const { cpu, cores, versions } = results.machine;
    return {
      parts: speedTables(results),
      measured: `Measured on ${results.date}: ${cpu}, ${cores} cores, ${versions.join(", ")}.`,
    };
  },
};
