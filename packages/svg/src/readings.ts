/**
 * The places of an interactive picture that can be read, and the ways between them. A place is a point of a curve of a panel.
 */
import type { InteractiveData, InteractivePanel, InteractiveSeries } from "./interactive-data.ts";

/** A place of the picture: the numbers of its panel, of its curve there, and of its point there. */
export interface Place {
  readonly panel: number;
  readonly series: number;
  readonly point: number;
}

/** What is to be read at a place. */
export interface Reading extends Place {
  /** Name of the curve. */
  readonly label: string;
  /** The numbers of the chart, with all their digits. */
  readonly x: number;
  readonly y: number;
}

export function readingAt(data: InteractiveData, place: Place): Reading {
  const { label, points } = curveAt(data, place);
  const [x, y] = points[place.point]!;
  return { ...place, label, x, y };
}

/** Name, x and y, each with what the axis calls it and its unit. */
export function describeReading(data: InteractiveData, { panel, label, x, y }: Reading): string[] {
  const { x: xName, y: yName, units } = data.panels[panel]!;
  const quantity = (name: string, value: number, unit: string): string =>
    `${name} = ${value}${unit === "" ? "" : ` ${unit}`}`;
  return [label, quantity(xName, x, units[0]), quantity(yName, y, units[1])];
}

/** The place nearest to a position in the picture; nothing outside the plots. */
export function placeNear(data: InteractiveData, px: number, py: number): Place | undefined {
  const panel = data.panels.findIndex(({ frame: [left, top, right, bottom] }) => {
    return px >= left - 8 && px <= right + 8 && py >= top - 8 && py <= bottom + 8;
  });
  if (panel === -1) return undefined;
  const series = indexOfLeast(data.panels[panel]!.series, ({ points }) => {
    const to = points.map(([, , x, y], i) => {
      const [, , fromX, fromY] = points[Math.max(i - 1, 0)]!;
      return distanceToSegment(px, py, fromX, fromY, x, y);
    });
    return Math.min(Infinity, ...to);
  });
  if (series === -1) return undefined;
  const { points } = data.panels[panel]!.series[series]!;
  return { panel, series, point: indexOfLeast(points, ([, , x, y]) => Math.hypot(x - px, y - py)) };
}

/** The first place of the first curve that has any. */
export function firstPlace(data: InteractiveData): Place | undefined {
  return curvesOf(data)[0];
}

/** The place `steps` points further on the same curve, at most its end. */
export function along(data: InteractiveData, place: Place, steps: number): Place {
  const last = curveAt(data, place).points.length - 1;
  return { ...place, point: Math.min(Math.max(place.point + steps, 0), last) };
}

/** The place of the same x on the curve that is `steps` further in the picture's order, at most the last. */
export function across(data: InteractiveData, place: Place, steps: number): Place {
  const curves = curvesOf(data);
  const current = curves.findIndex(({ panel, series }) => panel === place.panel && series === place.series);
  const next = curves[Math.min(Math.max(current + steps, 0), curves.length - 1)]!;
  if (next.panel === place.panel && next.series === place.series) return place;
  const { x } = readingAt(data, place);
  return { ...next, point: indexOfLeast(curveAt(data, next).points, ([each]) => Math.abs(each - x)) };
}

function curveAt(data: InteractiveData, { panel, series }: Place): InteractiveSeries {
  return data.panels[panel]!.series[series]!;
}

/** The first place of every curve that has one. */
function curvesOf({ panels }: InteractiveData): Place[] {
  return panels.flatMap(({ series }: InteractivePanel, panel) =>
    series.flatMap(({ points }, i) => (points.length === 0 ? [] : [{ panel, series: i, point: 0 }])),
  );
}

function distanceToSegment(px: number, py: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(px - x0 - t * dx, py - y0 - t * dy);
}

function indexOfLeast<T>(values: readonly T[], measure: (value: T) => number): number {
  let least = Infinity;
  let index = -1;
  for (const [i, value] of values.entries()) {
    const measured = measure(value);
    if (measured < least) [least, index] = [measured, i];
  }
  return index;
}
