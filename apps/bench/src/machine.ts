/**
 * The class of the machine: enough to compare figures, nothing that names it.
 */
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  /** Of Node.js, then of the libraries in other processes. */
  readonly versions: readonly string[];
}

export function describeMachine(versions: readonly string[]): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    versions: [`Node.js ${process.versions.node}`, ...versions],
  };
}
