/**
 * Preloaded into a process: writes the peak of its resident memory, in bytes, to the file that PEAK_MEMORY_FILE names.
 *
 * Linux's `getrusage` starts from the peak of the parent process, /proc does not.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

process.on("exit", () => {
  const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  writeFileSync(process.env["PEAK_MEMORY_FILE"] ?? "", String(Number(kilobytes) * 1024));
});
