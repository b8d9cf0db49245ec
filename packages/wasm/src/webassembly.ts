/**
 * The part of WebAssembly that the package uses, typed here because the types of no platform are assumed.
 *
 * Source: WebAssembly JavaScript Interface, https://webassembly.github.io/spec/js-api/.
 */

/** Linear memory, counted in pages of 64 KiB. */
export interface Memory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

export const PAGE = 65536;

type Imports = Record<string, Record<string, (...args: number[]) => void>>;

interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: object };
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly validate: (bytes: Uint8Array) => boolean;
}

interface Platform {
  readonly WebAssembly?: WebAssemblyInterface;
  readonly atob: (base64: string) => string;
  readonly Buffer?: { readonly from: (text: string, encoding: "base64") => Uint8Array };
}

const platform = globalThis as unknown as Platform;

/** @throws If the engine has no WebAssembly. {@link Error} */
export function webAssembly(): WebAssemblyInterface {
  if (platform.WebAssembly === undefined) throw new Error("WebAssembly expected, this engine has none");
  return platform.WebAssembly;
}

export function bytesOf(base64: string): Uint8Array {
  // Where it exists, it is quicker.
  if (platform.Buffer !== undefined) return platform.Buffer.from(base64, "base64");
  const binary = platform.atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
