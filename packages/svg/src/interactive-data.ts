/**
 * What the browser needs to make a picture interactive, as JSON in its `<metadata class="fl-data">`: every point of every
 * curve with its exact numbers and its px, so that no scale has to be computed again.
 */
import type { Chart } from "./chart.ts";
import { nameOfAxis, nameOfSeries } from "./describe.ts";
import { isInside } from "./clip.ts";
import { coordinate } from "./coordinate.ts";

import type { Panel } from "./panel.ts";

/** The JSON. */
export interface InteractiveData {
  readonly panels: readonly InteractivePanel[];
}

/** A chart of the picture; `[data-panel]` counts them from 0. */
export interface InteractivePanel {
  /** Px of the plot: left, top, right, bottom. */
  readonly frame: readonly [number, number, number, number];
  /** Names of what the axes show, without units. */
  readonly x: string;
  readonly y: string;
  /** Units, where there are any. */
  readonly units: readonly [x: string, y: string];
  readonly series: readonly InteractiveSeries[];
}

/** A curve; `[data-series]` counts them from 0. */
export interface InteractiveSeries {
  readonly label: string;
  /** Points in the plot, in the order of the curve. */
  readonly points: readonly (readonly [x: number, y: number, px: number, py: number])[];
}

export function interactiveData(
  charts: readonly Chart[],
  panels: readonly Panel[],
  precision: number,
): InteractiveData {
  return {
    panels: panels.map(({ frame, curves }, k) => {
      const { x, y } = charts[k]!;
      const { left, top, right, bottom } = frame;
      const [l, t, r, b] = [left, top, right, bottom].map((each) => coordinate(each, precision));
      return {
        frame: [l!, t!, r!, b!],
        x: nameOfAxis(x, "x"),
        y: nameOfAxis(y, "y"),
        units: [x.unit ?? "", y.unit ?? ""],
        series: curves.map(({ series, places }, i) => ({
          label: nameOfSeries(series, i),
          points: series.points.flatMap(([px, py], j) => {
            const place = places[j]!;
            if (py === null || !isInside(place, frame)) return [];
            return [[px, py, coordinate(place.x, precision), coordinate(place.y, precision)] as const];
          }),
        })),
      };
    }),
  };
}
