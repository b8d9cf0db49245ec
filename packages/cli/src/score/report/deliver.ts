/**
 * Results of `score` go where its options say.
 */
import type { Output } from "../../output.ts";
import { deliver as deliverTo } from "../../print/deliver.ts";
import type { OutputFile } from "../../temporary-files.ts";
import { print } from "./print.ts";
import { type Results, resultColumns } from "./results.ts";

/** @param report - The file of `--output`, opened before anything was read. */
export function deliver(results: Results, report: OutputFile | undefined, output: Output): Promise<void> {
  const deliverable = {
    text: (style: (header: string) => string) => print(results, style),
    columns: () => resultColumns(results),
  };
  return deliverTo(deliverable, results.options, report, output);
}
