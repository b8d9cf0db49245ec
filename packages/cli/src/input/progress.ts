/**
 * How far a long run is, on a terminal.
 */
import { statSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Output } from "../output.ts";
import type { InputFile } from "./input-file.ts";
import type { RowBlock } from "./row-block.ts";

/** A run that is over sooner shows nothing. */
const PATIENCE = 1000;
const REFRESH = 200;

/** Is told of the rows of a file when they have been read. */
export interface Watcher {
  readonly progress: (rows: Pick<RowBlock, "count" | "done">) => Promise<void>;
}

export interface Progress {
  /** For the file with this index. */
  readonly watch: (file: number) => Watcher;
  /** Takes the bar away. */
  readonly stop: () => void;
}

/** Shows rows, rate and time left; lets a run be interrupted. */
export function createProgress(
  inputs: readonly { readonly file: Pick<InputFile, "source"> }[],
  { quiet }: { readonly quiet?: boolean },
  output: Output,
  signal: AbortSignal | undefined,
): Progress {
  const terminal = quiet === true ? undefined : output.terminal;
  const sizes = inputs.map(({ file }) => statSync(file.source).size);
  const start = performance.now();
  const all = sizes.reduce((sum, size) => sum + size, 0);
  let rows = 0;
  let part = 0;
  let bar: { update: (done: number, values: object) => void; stop: () => void } | undefined;
  let shown = start;
  let turn = start;
  const show = async (now: number): Promise<void> => {
    shown = now;
    if (bar === undefined) {
      const { default: progress } = await import("cli-progress");
      const single = new progress.SingleBar({
        stream: terminal!,
        format: "{bar} {percentage}% {rows} rows, {rate} rows/s, {left} left",
        barsize: 20,
        clearOnComplete: true,
        hideCursor: null,
        linewrap: null,
        emptyOnZero: true,
      });
      single.start(1, 0, values(now));
      bar = single;
    }
    bar.update(part, values(now));
  };
  const values = (now: number): object => {
    const seconds = (now - start) / 1000;
    const left = part > 0 ? (seconds * (1 - part)) / part : 0;
    return {
      rows: rows.toLocaleString("en"),
      rate: Math.round(rows / seconds).toLocaleString("en"),
      left: duration(left),
    };
  };
  return {
    watch: (file) => ({
      progress: async ({ count, done }) => {
        rows += count;
        const before = sizes.slice(0, file).reduce((sum, size) => sum + size, 0);
        part = (before + done * sizes[file]!) / all;
        const now = performance.now();
        if (terminal !== undefined && now - start > PATIENCE && now - shown > REFRESH) await show(now);
        if (now - turn < 50) return;
        // Signals are heard between turns alone.
        turn = now;
        await nextTurn();
        signal?.throwIfAborted();
      },
    }),
    stop: () => bar?.stop(),
  };
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
