import { readFileSync } from "node:fs";

/** A run of `measurements/measure-slider.mjs`, as it wrote it; times in milliseconds. */
interface SliderFigures {
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly browser: string };
  readonly moves: number;
  readonly pages: Readonly<
    Record<"home" | "playground", { readonly processor: number; readonly untilPaint: number }>
  >;
}

declare const data: SliderFigures;
export { data };

export default {
  watch: ["../../measurements/slider.json"],
  load: ([file]: [string]): SliderFigures => JSON.parse(readFileSync(file, "utf8")) as SliderFigures,
};
