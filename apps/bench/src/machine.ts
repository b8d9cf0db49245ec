/**
 * The class of the machine: enough to compare figures, nothing that names it.
 */
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  /** Whether Node.js takes WebAssembly with relaxed SIMD, for which the goals of float32 are others. */
  readonly relaxedSimd: boolean;
  /** Of Node.js, then of the libraries in other processes. */
  readonly versions: readonly string[];
}

/** What TypeScript knows only with the types of a page. */
const engine = globalThis as unknown as {
  readonly WebAssembly: { readonly validate: (bytes: Uint8Array) => boolean };
};

/** A module with a function of one instruction, `f32x4.relaxed_madd`. */
const RELAXED_SIMD = Buffer.from(
  "0061736d0100000001080160037b7b7b017b030201000a0d010b00200020012002fd85020b",
  "hex",
);

export function describeMachine(versions: readonly string[]): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    relaxedSimd: engine.WebAssembly.validate(RELAXED_SIMD),
    versions: [`Node.js ${process.versions.node}`, ...versions],
  };
}
