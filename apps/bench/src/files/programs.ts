/**
 * Who scores a file: programs that print the mean loss, timed from start to end, on as many threads as they like.
 */
import { fileURLToPath } from "node:url";
import type { Commands } from "../command.ts";
import { ALPHA } from "../task.ts";
import { GAMMA } from "./data-files.ts";

export interface Program {
  readonly name: string;
  readonly description: string;
  readonly command: (file: string, commands: Commands) => readonly [string, ...string[]];
  /** The mean loss in its output, which is JSON. */
  readonly meanOf: (output: unknown) => number | undefined;
}

interface Scored {
  readonly total: { readonly losses: readonly { readonly mean: number }[] };
}

const ofMean = (output: unknown): number | undefined => (output as { readonly mean?: number }).mean;

export const programs: readonly Program[] = [
  {
    name: "focal-loss score",
    description: "the command of @focal-loss/cli, the whole process",
    command: (file) => {
      const bin = fileURLToPath(new URL("bin.js", import.meta.resolve("@focal-loss/cli")));
      const options = ["--json", "--quiet", "--gamma", String(GAMMA), "--alpha", String(ALPHA)];
      return [process.execPath, bin, "score", ...options, file];
    },
    meanOf: (output) => (output as Scored).total.losses[0]?.mean,
  },
  {
    name: "DuckDB SQL",
    description: "the stable closed form as SQL for DuckDB in Node.js, the whole process",
    command: (file) => [process.execPath, fileURLToPath(new URL("duckdb-sql.js", import.meta.url)), file],
    meanOf: ofMean,
  },
  {
    name: "pandas + NumPy",
    description: "read_csv or read_parquet, then NumPy expressions, the whole process",
    command: (file, { python }) => {
      const script = fileURLToPath(new URL("../python/pandas_score.py", import.meta.url));
      return [python, script, file, String(GAMMA), String(ALPHA)];
    },
    meanOf: ofMean,
  },
];
