import { readFileSync } from "node:fs";
import type { Table } from "../../src/table.ts";

/** A run of `measurements/measure-slider.mjs`, as it wrote it; times in milliseconds. */
interface SliderFigures {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly browser: string };
  readonly moves: number;
  readonly pages: Readonly<
    Record<"home" | "playground", { readonly processor: number; readonly untilPaint: number }>
  >;
}

interface Slider {
  readonly table: Table;
  /** When and on what. */
  readonly measured: string;
}

declare const data: Slider;
export { data };

const PAGES = { home: "one chart, on the first page", playground: "all of the playground" } as const;

export default {
  watch: ["../../measurements/slider.json"],
  load([file]: [string]): Slider {
    const { date, machine, moves, pages } = JSON.parse(readFileSync(file, "utf8")) as SliderFigures;
    const { cpu, cores, browser } = machine;
    return {
      table: {
        columns: ["what follows the slider", "processor time", "from the move to the end of its frame"],
        rows: (["home", "playground"] as const).map((name) => [
          PAGES[name],
          `${pages[name].processor} ms`,
          `${pages[name].untilPaint} ms`,
        ]),
      },
      measured: `Medians of ${moves} moves, measured on ${date}: ${cpu}, ${cores} cores, Chromium ${browser}, drawn without a graphics card.`,
    };
  },
};
