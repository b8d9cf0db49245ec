/**
 * Where the bytes come from: files, patterns, standard input.
 */
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  readSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import { temporaryFile } from "../temporary-files.ts";
import { type Compression, compressionOf, type InputFormat, INPUT_FORMATS, inputFormat } from "./formats.ts";
import type { TextSource } from "./text-bytes.ts";

const STDIN = "-";

/** Patterns that the shell left alone become the files they match, sorted. A name that is there is a name, whatever is in it. */
export async function expandPatterns(paths: readonly string[]): Promise<readonly string[]> {
  if (paths.filter((path) => path === STDIN).length > 1) {
    throw new CliError("usage", "standard input can be read once, - is given more often");
  }
  const expanded: string[] = [];
  for (const path of paths) {
    if (path === STDIN || !/[*?[{]/.test(path) || existsSync(path)) {
      expanded.push(path);
      continue;
    }
    const { glob } = await import("tinyglobby");
    const found = await glob(path, { expandDirectories: false });
    if (found.length === 0) throw new CliError("file", `${path}: no file matches`);
    expanded.push(...found.toSorted());
  }
  return expanded;
}

/**
 * A file that can be read more than once: what is none, a pipe, is copied to a temporary file.
 *
 * @throws If it cannot be read, or nothing tells its format. {@link CliError}
 */
export async function openSource(
  path: string,
  format: InputFormat | undefined,
  signal: AbortSignal | undefined,
): Promise<TextSource> {
  if (path === STDIN) {
    if (format === undefined) {
      throw new CliError("usage", "standard input: nothing tells the format", {
        hint: `--input-format takes ${INPUT_FORMATS.join(", ")}`,
      });
    }
    if (process.stdin.isTTY) {
      throw new CliError("usage", "standard input is a terminal, expected a pipe or a file");
    }
    const source = await spool(process.stdin, "standard input", signal);
    return { source, path: "stdin", format, compression: compressionByContent(source) };
  }
  if (!isRegular(path)) {
    const source = await spool(createReadStream(path), path, signal);
    return { source, path, format: format ?? inputFormat(path), compression: compressionByContent(source) };
  }
  return { source: path, path, format: format ?? inputFormat(path), compression: compressionOf(path) };
}

function isRegular(path: string): boolean {
  try {
    const status = statSync(path);
    if (status.isDirectory()) throw new CliError("file", `${path}: is a directory, expected a file`);
    accessSync(path, constants.R_OK);
    return status.isFile();
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError("file", `${path}: cannot be read: ${reason(error)}`);
  }
}

let spooled = 0;

async function spool(from: Readable, what: string, signal: AbortSignal | undefined): Promise<string> {
  spooled += 1;
  const path = temporaryFile(join(tmpdir(), `focal-loss-${process.pid}-${spooled}`));
  try {
    await pipeline(from, createWriteStream(path, { flags: "wx", mode: 0o600 }), { signal });
  } catch (error) {
    throw new CliError("file", `${what}: cannot be copied to ${path}: ${reason(error)}`);
  }
  return path;
}

/** Nothing that is read here starts like this but compressed files. */
export function compressionByContent(path: string): Compression {
  const bytes = Buffer.alloc(4);
  const descriptor = openSync(path, "r");
  readSync(descriptor, bytes, 0, 4, 0);
  closeSync(descriptor);
  if (bytes.readUInt16BE(0) === 0x1f8b) return "gzip";
  return bytes.readUInt32LE(0) === 0xfd2fb528 ? "zstd" : "none";
}
