/**
 * Compiles the C kernel, once a run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Unavailable } from "./unavailable.ts";

const SOURCES = fileURLToPath(new URL("../c", import.meta.url));

/**
 * The program, in the folder. What it needs of the processor its sources say themselves, and the program asks for it.
 *
 * @throws If there is no gcc, or it does not compile for this processor. {@link Unavailable}
 */
export function compileC(folder: string, gcc: string): string {
  const program = join(folder, "c-host");
  if (existsSync(program)) return program;
  if (process.arch !== "x64") throw new Unavailable(`written for x64, this is ${process.arch}`);
  const sources = readdirSync(SOURCES).filter((name) => name.endsWith(".c"));
  const args = ["-std=gnu11", "-O3", "-o", program, ...sources, "-lm"];
  const { error, status, stderr } = spawnSync(gcc, args, { cwd: SOURCES, encoding: "utf8" });
  if (error !== undefined) throw new Unavailable(`there is no command ${gcc}`);
  if (status !== 0)
    throw new Unavailable(`${gcc} does not compile it: ${/error: .*/.exec(stderr)?.[0] ?? status}`);
  return program;
}
