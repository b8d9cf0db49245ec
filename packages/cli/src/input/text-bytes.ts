/**
 * Text files as bytes, decompressed.
 */
import { createReadStream, type ReadStream, statSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { CliError } from "../cli-error.ts";
import { isErrorCode, reason } from "../system-error.ts";
import type { Compression, InputFormat } from "./formats.ts";

/** What has to be known of a file to read its text. */
export interface TextSource {
  /** Where its bytes are. */
  readonly source: string;
  /** What messages call it. */
  readonly path: string;
  readonly format: InputFormat;
  readonly compression: Compression;
}

const PIECE = 1 << 20;
/** What looks longer has a quote that is not closed, or is no text. */
export const LONGEST_RECORD = 16_000_000;

/** A piece of a file; the last one may be empty. */
export interface Piece {
  readonly bytes: Buffer;
  readonly last: boolean;
  /** The part of the file that is read, in [0, 1]. */
  readonly done: number;
}

/**
 * Decompressed, without a byte order mark. While a piece is worked on, the next one is read.
 *
 * @throws If the file cannot be read or is not what its compression says. {@link CliError}
 */
export async function* readBytes(file: TextSource): AsyncGenerator<Piece> {
  const stream = createReadStream(file.source, { highWaterMark: PIECE });
  const pieces = decompressed(stream, file);
  let size = 0;
  let first = true;
  try {
    let next = pieces.next();
    for (;;) {
      const { value, done } = await next;
      if (done === true) break;
      next = pieces.next();
      // An error waits until its piece is asked for.
      next.catch(() => undefined);
      const mark = first && value[0] === 0xef && value[1] === 0xbb && value[2] === 0xbf;
      first = false;
      size ||= statSync(file.source).size;
      yield { bytes: mark ? value.subarray(3) : value, last: false, done: stream.bytesRead / size };
    }
    yield { bytes: Buffer.alloc(0), last: true, done: 1 };
  } catch (error) {
    throw error instanceof CliError ? error : unreadable(file, error);
  } finally {
    await pieces.return();
  }
}

async function* decompressed(
  bytes: ReadStream,
  { compression }: TextSource,
): AsyncGenerator<Buffer, void, void> {
  try {
    if (compression === "none") yield* bytes as AsyncIterable<Buffer>;
    if (compression === "gzip") {
      const gunzip = createGunzip({ chunkSize: PIECE });
      bytes.on("error", (error) => gunzip.destroy(error));
      yield* bytes.pipe(gunzip) as AsyncIterable<Buffer>;
    }
    if (compression === "zstd") yield* unzstd(bytes as AsyncIterable<Buffer>);
  } finally {
    bytes.destroy();
  }
}

/** Node.js has zstd from version 22.15 on only. */
async function* unzstd(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { Decompress } = await import("fzstd");
  let pieces: Uint8Array[] = [];
  const zstd = new Decompress((piece) => pieces.push(piece.slice()));
  const take = (piece: Uint8Array, last: boolean): Buffer => {
    try {
      zstd.push(piece, last);
    } catch (error) {
      throw new Damaged(reason(error));
    }
    const got = Buffer.concat(pieces);
    pieces = [];
    return got;
  };
  let empty = true;
  for await (const piece of bytes) {
    empty = false;
    const got = take(piece, false);
    if (got.length > 0) yield got;
  }
  if (empty) throw new Damaged("empty");
  const got = take(new Uint8Array(0), true);
  if (got.length > 0) yield got;
}

class Damaged extends Error {}

export function tooLong({ path }: TextSource, line: number): CliError {
  return new CliError(
    "data",
    `${path}:${line}: a quote is not closed, or a line is longer than ${LONGEST_RECORD} bytes`,
  );
}

export function unreadable({ path, compression }: TextSource, error: unknown): unknown {
  if (error instanceof Damaged || (isErrorCode(error) && error.code?.startsWith("Z_") === true)) {
    return new CliError("file", `${path}: is not a complete ${compression} file`);
  }
  return isErrorCode(error) ? new CliError("file", `${path}: cannot be read: ${reason(error)}`) : error;
}
