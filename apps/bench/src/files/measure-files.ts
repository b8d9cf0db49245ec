/**
 * Measures one file like a cell: everybody proves itself, then they take turns.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Commands } from "../command.ts";
import type { Absent, FileResult, Format, Measured } from "../results.ts";
import { Unavailable } from "../unavailable.ts";
import { type DataFiles, writeFiles } from "./data-files.ts";
import { type Program, programs } from "./programs.ts";

const execute = promisify(execFile);

/** `ln(1 + exp(-x))` of SQL loses what is below 2^-53: of a mean of losses, little. */
const TOLERANCE = 1e-9;

interface FileSettings {
  readonly rows: number;
  readonly roundsOfFiles: number;
}

export async function measureFiles(
  { rows, roundsOfFiles }: FileSettings,
  { folder, commands }: { readonly folder: string; readonly commands: Commands },
): Promise<FileResult[]> {
  const files = await writeFiles(folder, rows);
  const results: FileResult[] = [];
  for (const format of Object.keys(files.paths) as Format[]) {
    results.push({ format, rows, entries: await measureFile(format, files, rows, roundsOfFiles, commands) });
  }
  return results;
}

async function measureFile(
  format: Format,
  { paths, mean }: DataFiles,
  rows: number,
  rounds: number,
  commands: Commands,
): Promise<FileResult["entries"]> {
  const runners: { readonly program: Program; readonly samples: number[] }[] = [];
  const entries: { readonly contestant: string; readonly result: Measured | Absent }[] = [];
  for (const program of programs) {
    const absent = await prove(program, paths[format], mean, commands);
    const samples: number[] = [];
    if (absent === undefined) runners.push({ program, samples });
    entries.push({ contestant: program.name, result: absent ?? { status: "measured", samples } });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < runners.length; turn += 1) {
      const { program, samples } = runners[(round + turn) % runners.length]!;
      const start = performance.now();
      await run(program, paths[format], commands);
      samples.push(((performance.now() - start) * 1e6) / rows);
    }
  }
  return entries;
}

/** Why a program is not timed; undefined if it is. Its run brings the file into the system's memory. */
async function prove(
  program: Program,
  file: string,
  mean: number,
  commands: Commands,
): Promise<Absent | undefined> {
  try {
    const got = program.meanOf(await run(program, file, commands));
    if (got !== undefined && Math.abs(got - mean) <= TOLERANCE * mean) return undefined;
    return {
      status: "wrong",
      reason: `mean loss is ${got ?? "missing"}, expected ${mean} within ${TOLERANCE} of it`,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : String(error);
    return { status: error instanceof Unavailable ? "unavailable" : "failed", reason };
  }
}

async function run(program: Program, file: string, commands: Commands): Promise<unknown> {
  const [command, ...args] = program.command(file, commands);
  const { stdout } = await execute(command, args).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Unavailable(`there is no command ${command}`);
    throw error;
  });
  const output = JSON.parse(stdout) as { readonly unavailable?: string };
  if (output.unavailable !== undefined) throw new Unavailable(output.unavailable);
  return output;
}
