/**
 * Python packages for the tests, in a virtual environment that later runs find again.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** An exact version each: what is cached is what the tests mean. */
const PACKAGES = { pyspark: "4.3.0", chdb: "4.4.0", sqlglot: "30.30.0" } as const;
export type PackageName = keyof typeof PACKAGES;

export interface Python {
  /** The interpreter of the environment. */
  readonly command: string;
  /** Runs a program and returns what it prints. */
  readonly run: (program: string, ...args: string[]) => string;
}

/** A thing that the machine has to have: why it cannot be used, in words, or nothing. */
export type Missing = { readonly missing: string };

/** The environment with a package, installed if it is not there. */
export function pythonWith(name: PackageName): Python | Missing {
  const requirement = `${name}==${PACKAGES[name]}`;
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folder = join(cache, "focal-loss", `${name}-${PACKAGES[name]}`);
  const command = join(folder, "bin", "python");
  // Written last: a folder without it is half installed.
  const finished = join(folder, "finished");
  if (!existsSync(finished)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const problem =
      failure("python3", ["-m", "venv", folder]) ??
      failure(command, ["-m", "pip", "install", "--quiet", requirement]);
    if (problem !== undefined) return { missing: `${requirement} cannot be installed: ${problem}` };
    writeFileSync(finished, "");
  }
  return { command, run: (program, ...args) => execute(command, ["-c", program, ...args]) };
}

/** Why Spark cannot run here, or nothing. */
export function missingJava(): string | undefined {
  const { error, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  if (error !== undefined) return "there is no Java";
  const [, version = "0"] = /version "(\d+)/.exec(stderr) ?? [];
  return Number(version) < 17 ? `Java 17 is needed, this is ${version}` : undefined;
}

/** Says why tests are skipped: nothing is skipped in silence. */
export function tell(missing: string): void {
  console.warn(`skipped: ${missing}`);
}

function execute(command: string, args: readonly string[]): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    timeout: 600_000,
  });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout;
}

/** The last line of what a command complains about, if it fails. */
function failure(command: string, args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 900_000 });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim().split("\n").at(-1) ?? `exit code ${status}`;
}
