#!/usr/bin/env node
/**
 * The `focal-loss` executable: ties `run` to the process.
 */
import { ExitCode } from "./cli-error.ts";
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

process.exitCode = await run(
  process.argv.slice(2),
  {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    columns: process.stdout.columns,
  },
  interruption.signal,
);
