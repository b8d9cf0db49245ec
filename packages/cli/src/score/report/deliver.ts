/**
 * Where results go: to standard output, or to the file of `--output`.
 */
import { bold, type Output } from "../../output.ts";
import type { OutputFile } from "../../temporary-files.ts";
import { print } from "./print.ts";
import type { Results } from "./results.ts";

/** @param report - The file, opened before anything was read. */
export function deliver(results: Results, report: OutputFile | undefined, output: Output): void {
  if (report === undefined) {
    output.stdout(print(results, output.colors?.stdout === true ? bold : (header) => header));
  } else {
    report.write(print(results, (header) => header));
    report.commit();
  }
}
