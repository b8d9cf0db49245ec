/**
 * The command line.
 */
import { parseArgs } from "node:util";
import { contestants } from "./contestants/index.ts";
import type { Contestant } from "./contestant.ts";
import type { Commands } from "./command.ts";
import { FULL, QUICK, SECTIONS, type Settings } from "./settings.ts";
import { type DType, type Output, OUTPUTS } from "./task.ts";

export const HELP = `Measures @focal-loss/core and @focal-loss/wasm beside other ways of computing the same losses.

Usage: npm run bench -- [options]

  --quick             fewer gammas, sizes and rounds: a look, no figures to quote
  --section <names>   ${SECTIONS.join(", ")} (${FULL.sections.join(",")}); files take minutes
  --only <names>      these contestants beside ours, for batches: ${contestants
    .slice(1)
    .map(({ name }) => `"${name}"`)
    .join(", ")}
  --size <numbers>    elements of a batch (1e3,1e5,1e7)
  --rows <number>     rows of a file (1e7)
  --gamma <numbers>   focusing exponents (0,1,2,3,0.5,1.5,2.2)
  --dtype <names>     f32, f64 or both
  --output <names>    value, gradient, hessian
  --rounds <number>   samples of each contestant in a cell (15; 7 from 10^6 elements on; 3 of a file)
  --budget <seconds>  for all samples of a contestant in one cell; who needs longer is too slow (20)
  --python <command>  a Python that may have NumPy, numba, JAX, PyTorch and pandas (python3)
  --gcc <command>     a gcc for the kernel in C (gcc)
  --json <file>       write the results for machines
  --markdown <file>   write the report, which also goes to standard output
  --check             exit code 1 if a goal is missed
  --help

Lists are separated by commas. Exit codes: 0 ok, 1 a contestant is wrong or has failed, or a goal is missed with --check,
2 usage.
`;

export interface Options {
  readonly settings: Settings;
  readonly contestants: readonly Contestant[];
  readonly commands: Commands;
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  readonly check: boolean;
}

export class UsageError extends Error {}

/** @throws For what is not an option, or not a value of one. {@link UsageError} */
export function parseOptions(args: readonly string[]): Options | "help" {
  const values = parse(args);
  if (values.help === true) return "help";
  const base = values.quick === true ? QUICK : FULL;
  const names = contestants.map(({ name }) => name);
  const rounds = numbers("rounds", values.rounds, isCount)?.[0];
  const only = choices("only", values.only, names) ?? names;
  return {
    settings: {
      ...base,
      sections: choices("section", values.section, SECTIONS) ?? base.sections,
      sizes: numbers("size", values.size, isCount) ?? base.sizes,
      gammas: numbers("gamma", values.gamma, (x) => x >= 0 && x < Infinity) ?? base.gammas,
      dtypes: choices("dtype", values.dtype, ["f32", "f64"] satisfies DType[]) ?? base.dtypes,
      outputs: choices("output", values.output, OUTPUTS satisfies readonly Output[]) ?? base.outputs,
      rows: numbers("rows", values.rows, isCount)?.[0] ?? base.rows,
      rounds: rounds ?? base.rounds,
      roundsOfLarge: rounds ?? base.roundsOfLarge,
      roundsOfFiles: rounds ?? base.roundsOfFiles,
      budgetSeconds: numbers("budget", values.budget, (x) => x > 0)?.[0] ?? base.budgetSeconds,
    },
    contestants: contestants.filter(({ name }, index) => index === 0 || only.includes(name)),
    commands: { python: values.python ?? "python3", gcc: values.gcc ?? "gcc" },
    json: values.json,
    markdown: values.markdown,
    check: values.check === true,
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean" },
        section: { type: "string" },
        only: { type: "string" },
        size: { type: "string" },
        rows: { type: "string" },
        gamma: { type: "string" },
        dtype: { type: "string" },
        output: { type: "string" },
        rounds: { type: "string" },
        budget: { type: "string" },
        python: { type: "string" },
        gcc: { type: "string" },
        json: { type: "string" },
        markdown: { type: "string" },
        check: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const isCount = (x: number): boolean => Number.isInteger(x) && x >= 1;

function numbers(
  option: string,
  text: string | undefined,
  accept: (x: number) => boolean,
): number[] | undefined {
  return text?.split(",").map((part) => {
    const value = part.trim() === "" ? NaN : Number(part);
    if (!accept(value)) throw new UsageError(`--${option} does not take "${part}"`);
    return value;
  });
}

function choices<T extends string>(
  option: string,
  text: string | undefined,
  all: readonly T[],
): T[] | undefined {
  return text?.split(",").map((part) => {
    const value = all.find((name) => name === part.trim());
    if (value === undefined) throw new UsageError(`--${option} takes ${all.join(", ")}, not "${part}"`);
    return value;
  });
}
