/**
 * The module for this engine: the one with relaxed SIMD where that is known. They differ in batches of floats alone, which
 * relaxed SIMD multiplies and adds in one step where the processor can.
 */
import { plain } from "./generated/plain.ts";
import { COMMON, relaxed } from "./generated/relaxed.ts";
import { bytesOf, webAssembly } from "./webassembly.ts";

// A module of one function that calls f32x4.relaxed_madd, so that the kernels need not be validated before they are compiled.
const RELAXED_MADD = "AGFzbQEAAAABBQFgAAF7AwIBAAoTAREAQQD9D0EA/Q9BAP0P/YUCCw==";

/** @throws If the engine has no WebAssembly with SIMD, or it is forbidden. {@link Error} */
export function compile(): object {
  const bytes = moduleBytes();
  try {
    return new (webAssembly().Module)(bytes);
  } catch (error) {
    throw refusal(bytes, error);
  }
}

/** {@link compile}, off the main thread. */
export async function compileAsync(): Promise<object> {
  const bytes = moduleBytes();
  try {
    return await webAssembly().compile(bytes);
  } catch (error) {
    throw refusal(bytes, error);
  }
}

/** The module for this engine. */
export function moduleBytes(): Uint8Array {
  const bytes = plainBytes();
  return webAssembly().validate(bytesOf(RELAXED_MADD)) ? relaxedBytes(bytes) : bytes;
}

export const plainBytes = (): Uint8Array => bytesOf(plain);

/** Both modules end alike. */
export function relaxedBytes(plain: Uint8Array): Uint8Array {
  const [start, end] = [bytesOf(relaxed), plain.subarray(-COMMON)];
  const bytes = new Uint8Array(start.length + end.length);
  bytes.set(start);
  bytes.set(end, start.length);
  return bytes;
}

/** Why a module was not compiled. If it is valid, only a policy can be against it. */
function refusal(bytes: Uint8Array, cause: unknown): Error {
  if (!webAssembly().validate(bytes)) {
    return new Error("WebAssembly with SIMD expected, this engine has none", { cause });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `WebAssembly expected, it is forbidden here: a content security policy has to allow 'wasm-unsafe-eval' in script-src (${reason})`,
    { cause },
  );
}
