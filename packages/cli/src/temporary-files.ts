/**
 * Output files appear whole or not at all: they are written beside their place, flushed, and renamed.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CliError } from "./cli-error.ts";
import { isErrorCode, reason } from "./system-error.ts";

const temporaryFiles = new Set<string>();
/** Whether the end of the process removes them. */
let atExit = false;

/** Remembers a path, to be removed when the process ends, if it is there still. */
export function temporaryFile(path: string): string {
  if (!atExit) process.once("exit", removeTemporaryFiles);
  atExit = true;
  temporaryFiles.add(path);
  return path;
}

/** Removes what is left behind: of all runs in this process, so it has to be at its end. */
export function removeTemporaryFiles(): void {
  for (const file of temporaryFiles) rmSync(file, { force: true });
  temporaryFiles.clear();
}

/** A file to write. */
export interface Target {
  readonly path: string;
  readonly force: boolean;
}

/**
 * Finds out before anything is read that a file cannot be written.
 *
 * @param option - The option that names it.
 * @throws If it exists and may not be overwritten, or is one of the inputs. {@link CliError}
 */
export function checkTarget({ path, force }: Target, option: string, inputs: readonly string[]): void {
  if (!existsSync(path)) return;
  const real = realpathSync(path);
  if (inputs.some((input) => existsSync(input) && realpathSync(input) === real)) {
    throw new CliError("usage", `${option} ${path}: is one of the files to read`);
  }
  if (!force && statSync(path).isFile()) throw alreadyExists(path);
}

/** @throws If two of these paths are one file: the second would overwrite the first. {@link CliError} */
export function checkDistinct(paths: readonly string[]): void {
  const places = paths.map((path) => {
    if (existsSync(path)) return realpathSync(path);
    const folder = dirname(path);
    return join(existsSync(folder) ? realpathSync(folder) : resolve(folder), basename(path));
  });
  const k = places.findIndex((place, index) => places.indexOf(place) < index);
  if (k >= 0) throw new CliError("usage", `${paths[k]}: is asked for as two outputs`);
}

/** Takes what a file is to hold, in order; {@link OutputFile.commit} gives the file its name. */
export class OutputFile {
  readonly #target: Target;
  readonly #temporaryPath: string;
  #descriptor: number | undefined;
  #pending: string[] = [];
  #length = 0;

  /** @throws If the folder cannot be written to. {@link CliError} */
  constructor(target: Target) {
    this.#target = target;
    // What is no file, a device or a pipe, is written in place.
    const inPlace = existsSync(target.path) && !statSync(target.path).isFile();
    this.#temporaryPath = inPlace
      ? target.path
      : temporaryFile(join(dirname(target.path), `.focal-loss-${process.pid}-${basename(target.path)}.tmp`));
    this.#descriptor = this.#try(() => openSync(this.#temporaryPath, inPlace ? "w" : "wx"));
  }

  get path(): string {
    return this.#target.path;
  }

  /** Where the bytes are until then: for another writer. */
  get temporaryPath(): string {
    return this.#temporaryPath;
  }

  write(content: string | Uint8Array): void {
    if (typeof content !== "string") {
      this.flush();
      this.#writeBytes(content);
      return;
    }
    this.#pending.push(content);
    this.#length += content.length;
    if (this.#length >= 1 << 18) this.flush();
  }

  /** The file gets its name, unless that has been taken meanwhile. */
  commit(): void {
    this.flush();
    this.#try(() => {
      const { path, force } = this.#target;
      if (this.#temporaryPath === path) return this.#close();
      this.#close();
      // Another writer may have made a new file of it.
      const descriptor = openSync(this.#temporaryPath, "r+");
      fsyncSync(descriptor);
      closeSync(descriptor);
      if (force) renameSync(this.#temporaryPath, path);
      else linkNew(this.#temporaryPath, path);
      temporaryFiles.delete(this.#temporaryPath);
    });
  }

  /** Leaves nothing behind, unless it was committed. */
  discard(): void {
    if (this.#descriptor === undefined) return;
    this.#close();
    if (this.#temporaryPath === this.#target.path) return;
    rmSync(this.#temporaryPath, { force: true });
    temporaryFiles.delete(this.#temporaryPath);
  }

  /** Writes what was taken so far. */
  flush(): void {
    const bytes = Buffer.from(this.#pending.join(""));
    this.#pending = [];
    this.#length = 0;
    this.#writeBytes(bytes);
  }

  #writeBytes(bytes: Uint8Array): void {
    this.#try(() => {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#descriptor!, bytes, at);
    });
  }

  #close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #try<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof CliError || !isErrorCode(error)) throw error;
      throw new CliError("file", `${this.#target.path}: cannot be written: ${reason(error)}`);
    }
  }
}

/** @throws If the file cannot be written, or exists and may not be overwritten. {@link CliError} */
export function writeWhole(target: Target, content: string | Uint8Array): void {
  const file = new OutputFile(target);
  try {
    file.write(content);
    file.commit();
  } finally {
    file.discard();
  }
}

function alreadyExists(path: string): CliError {
  return new CliError("file", `${path}: already exists`, { hint: "--force overwrites it" });
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
