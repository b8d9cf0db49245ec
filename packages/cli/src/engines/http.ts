/**
 * HTTP requests to an engine.
 */
import { CliError } from "../cli-error.ts";
import { reason } from "../system-error.ts";
import { splitLines } from "./lines.ts";
import { redact } from "./password.ts";

export interface HttpClient {
  /** Sends a request and returns the answer of a server that is content, as text. */
  readonly send: (url: string, init: RequestInit) => Promise<string>;
  /** The same, line by line. */
  readonly lines: (url: string, init: RequestInit) => AsyncIterable<string>;
  /** Tells the server that what the address stands for is not wanted any more, whatever comes of it. */
  readonly cancel: (url: string) => Promise<void>;
}

/** How often a server that is busy is asked again, with 100 ms more between each. */
const TRIES = 10;
const BUSY: readonly number[] = [429, 502, 503, 504];

/** How long a server may take to hear that something is not wanted any more. */
const CANCEL_MILLISECONDS = 5000;

export function httpClient(
  name: string,
  texts: Readonly<Record<string, string>>,
  password: string | undefined,
  signal: AbortSignal | undefined,
): HttpClient {
  // A header holds bytes: those of UTF-8.
  const headers = Object.fromEntries(
    Object.entries(texts).map(([header, text]) => [header, Buffer.from(text).toString("latin1")]),
  );
  const fail = (message: string): never => {
    throw new CliError("engine", `${name}: ${redact(message, password)}`);
  };
  const request = async (url: string, init: RequestInit): Promise<Response> => {
    try {
      // A redirection would carry the password to another address.
      return await fetch(url, {
        ...init,
        headers,
        redirect: "error",
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      return broken(error);
    }
  };
  /** The answer of a server that is content. */
  const ask = async (url: string, init: RequestInit): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      const response = await request(url, init);
      if (response.ok) return response;
      const text = await read(response);
      if (!BUSY.includes(response.status) || attempt === TRIES) {
        return fail(text.trim() === "" ? `HTTP status ${response.status}` : text);
      }
      await new Promise((done) => setTimeout(done, 100 * attempt));
    }
  };
  /** What ends an answer early is an error of the connection. */
  const broken = (error: unknown): never => {
    signal?.throwIfAborted();
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return fail(reason(cause));
  };
  const read = (response: Response): Promise<string> => response.text().catch(broken);
  return {
    send: async (url, init) => read(await ask(url, init)),
    cancel: async (url) => {
      const init = { method: "DELETE", headers, redirect: "error" } as const;
      await fetch(url, { ...init, signal: AbortSignal.timeout(CANCEL_MILLISECONDS) }).catch(() => undefined);
    },
    lines: async function* (url, init) {
      const { body } = await ask(url, init);
      try {
        yield* splitLines(body!.pipeThrough(new TextDecoderStream()));
      } catch (error) {
        broken(error);
      }
    },
  };
}

/** The header that HTTP knows for a user and a password. */
export function basicAuthorization(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
