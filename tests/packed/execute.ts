import { execFile } from "node:child_process";
import { promisify } from "node:util";

const TIMEOUT = 240_000;

/**
 * Runs a program as a shell outside this repository would: without the settings that npm and vitest hand to their children.
 *
 * @returns What it printed on standard output.
 * @throws If it cannot start, ends with another exit code than 0, or takes too long; the message has what it printed.
 */
export async function execute(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, NODE_OPTIONS: undefined, NODE_PATH: undefined, NODE_ENV: undefined };
  try {
    return (await promisify(execFile)(command, args, { cwd, env, timeout: TIMEOUT, killSignal: "SIGKILL" }))
      .stdout;
  } catch (error) {
    const { stdout, message } = error as Error & { stdout: string };
    throw new Error(`in ${cwd}: ${message}\n${stdout}`, { cause: error });
  }
}
