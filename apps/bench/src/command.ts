/**
 * How the process of a contestant is started.
 */
import { fileURLToPath } from "node:url";
import { compileC } from "./compile.ts";
import type { Contestant } from "./contestant.ts";

/** What is called on this machine for other languages. */
export interface Commands {
  readonly python: string;
  readonly gcc: string;
}

export interface Command {
  readonly command: string;
  /** The task comes after them. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * @param folder - Of this run, for what has to be compiled.
 * @throws If it cannot be compiled. {@link Unavailable}
 */
export function commandOf(
  { name, implementation }: Contestant,
  { python, gcc }: Commands,
  folder: string,
): Command {
  if ("python" in implementation) {
    const host = fileURLToPath(new URL("../python/host.py", import.meta.url));
    const { environment = {} } = implementation;
    return { command: python, args: [host, implementation.python], environment };
  }
  if ("c" in implementation) return { command: compileC(folder, gcc), args: [], environment: {} };
  const host = fileURLToPath(new URL("host.js", import.meta.url));
  return { command: process.execPath, args: [host, name], environment: {} };
}
