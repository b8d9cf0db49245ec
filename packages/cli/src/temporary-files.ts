/**
 * Output files appear whole or not at all: they are written beside their place, flushed, and renamed.
 */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "./cli-error.ts";
import { isErrorCode, reason } from "./system-error.ts";

const temporaryFiles = new Set<string>();

/** Removes what an interrupted run leaves behind. */
export function removeTemporaryFiles(): void {
  for (const file of temporaryFiles) rmSync(file, { force: true });
}

/**
 * Lets `write` fill a temporary file and gives it the name `path` when that went well.
 *
 * @throws If `path` exists and `force` is not set, or cannot be written. {@link CliError}
 */
export async function writeWhole(
  path: string,
  { force }: { force: boolean },
  write: (temporaryPath: string) => Promise<void>,
): Promise<void> {
  const temporaryPath = join(dirname(path), `.focal-loss-${process.pid}.tmp`);
  temporaryFiles.add(temporaryPath);
  try {
    createEmpty(temporaryPath, path);
    await write(temporaryPath);
    flush(temporaryPath);
    if (force) renameSync(temporaryPath, path);
    else linkNew(temporaryPath, path);
  } catch (error) {
    if (error instanceof CliError || !isErrorCode(error)) throw error;
    throw new CliError("file", `${path}: cannot be written: ${reason(error)}`);
  } finally {
    rmSync(temporaryPath, { force: true });
    temporaryFiles.delete(temporaryPath);
  }
}

export function alreadyExists(path: string): CliError {
  return new CliError("file", `${path}: already exists`, { hint: "--force overwrites it" });
}

/** Finds out early, and in our words, when the folder cannot be written to. */
function createEmpty(temporaryPath: string, path: string): void {
  try {
    closeSync(openSync(temporaryPath, "wx"));
  } catch (error) {
    throw new CliError("file", `${path}: cannot be written: ${reason(error)}`);
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** A link, unlike a rename, fails where the name is taken, also when it was taken a moment ago. */
function linkNew(temporaryPath: string, path: string): void {
  try {
    linkSync(temporaryPath, path);
    unlinkSync(temporaryPath);
  } catch (error) {
    if (isErrorCode(error, "EEXIST")) throw alreadyExists(path);
    // File systems without hard links.
    if (!isErrorCode(error, "EPERM", "ENOTSUP", "ENOSYS")) throw error;
    renameSync(temporaryPath, path);
  }
}
