/**
 * Who scores a file: programs that print the mean loss, timed from start to end, on all processors and on one.
 */
import { availableParallelism } from "node:os";
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

const ALL_THREADS = availableParallelism();

function score(name: string, threads: number): Program {
  return {
    name,
    description: `the command of @focal-loss/cli, the whole process, --threads ${threads}`,
    command: (file) => {
      const bin = fileURLToPath(new URL("bin.js", import.meta.resolve("@focal-loss/cli")));
      const options = ["--json", "--quiet", "--gamma", GAMMA, "--alpha", ALPHA, "--threads", threads];
      return [process.execPath, bin, "score", ...options.map(String), file];
    },
    meanOf: (output) => (output as Scored).total.losses[0]?.mean,
  };
}

function duckdb(name: string, threads: number): Program {
  const script = fileURLToPath(new URL("duckdb-sql.js", import.meta.url));
  return {
    name,
    description: `the stable closed form as SQL for DuckDB in Node.js, the whole process, threads ${threads}`,
    command: (file) => [process.execPath, script, file, String(threads)],
    meanOf: ofMean,
  };
}

export const programs: readonly Program[] = [
  score("focal-loss score", ALL_THREADS),
  duckdb("DuckDB SQL", ALL_THREADS),
  score("focal-loss score, one thread", 1),
  duckdb("DuckDB SQL, one thread", 1),
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
