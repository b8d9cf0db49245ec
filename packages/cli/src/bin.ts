#!/usr/bin/env node
/**
 * The `focal-loss` executable: ties `run` to the process.
 */
import { ExitCode } from "./cli-error.ts";
import { takesColor } from "./output.ts";
import { run } from "./run.ts";
import { reason } from "./system-error.ts";
import { removeTemporaryFiles } from "./temporary-files.ts";

// The first Ctrl-C lets the query stop and the output be cleaned up, the second one does not wait for that.
const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) {
      removeTemporaryFiles();
      process.kill(process.pid, "SIGKILL");
    }
    interruption.abort();
  });
}

// A reader that has seen enough (`| head`) is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  removeTemporaryFiles();
  if (error.code === "EPIPE") process.exit(ExitCode.ok);
  process.stderr.write(`error: standard output cannot be written: ${reason(error)}\n`);
  process.exit(ExitCode.file);
});

// Nobody reads the messages: the exit code still tells.
process.stderr.on("error", () => undefined);

const { stdout, stderr, env } = process;
const args = process.argv.slice(2);
const at = args.findIndex((arg) => /^--color(=|$)/.test(arg));
const color = args.includes("--no-color")
  ? "never"
  : at < 0
    ? undefined
    : (args[at]!.split("=")[1] ?? args[at + 1]);

process.exitCode = await run(
  args,
  {
    stdout: (text) => stdout.write(text),
    stderr: (text) => stderr.write(text),
    columns: stdout.columns,
    terminal: stderr.isTTY ? stderr : undefined,
    colors: { stdout: takesColor(color, stdout.isTTY, env), stderr: takesColor(color, stderr.isTTY, env) },
  },
  interruption.signal,
);
