/**
 * The module for this engine: the one with relaxed SIMD where that is known. They differ in batches of floats alone, which
 * relaxed SIMD multiplies and adds in one step where the processor can.
 */
import { plain } from "./generated/plain.ts";
import { relaxed } from "./generated/relaxed.ts";
import { bytesOf, webAssembly } from "./webassembly.ts";

export function moduleBytes(): Uint8Array {
  const bytes = bytesOf(relaxed);
  return webAssembly().validate(bytes) ? bytes : bytesOf(plain);
}
