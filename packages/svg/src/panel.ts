/**
 * One chart in its rectangle: from the outside inwards titles, axes and names take their room, the plot has the rest.
 */
import { drawBands } from "./bands.ts";
import { AXIS_TITLE_SIZE, axisTitle, drawGrid, drawXAxis, drawYAxis, labelSize, TICK_GAP } from "./axes.ts";
import type { Axis, Chart } from "./chart.ts";
import { clip, type Rectangle } from "./clip.ts";
import { drawCues } from "./cues.ts";
import { type Curve, drawCurve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth } from "./measure.ts";
import { chooseNames } from "./names.ts";
import { drawNotes } from "./notes.ts";
import type { Paint } from "./paint.ts";
import { lookOf } from "./palette.ts";
import type { Plot } from "./plot.ts";
import { createScale, domainOf, type Scale } from "./scale.ts";
import { createTicks, type Tick } from "./ticks.ts";

/** A chart as it was drawn. */
export interface Panel {
  readonly element: Element;
  readonly frame: Rectangle;
  readonly x: Scale;
  readonly y: Scale;
  readonly curves: readonly Curve[];
}

/** Px above the plot, for the arrowheads of the cues. */
const CUE_ROOM = 8;
const SMALLEST_PLOT = 24;
const ORDER = ["point", "rule", "band"] as const;

/**
 * @param area - What the panel may cover.
 * @param index - The chart's place in the picture.
 * @param legend - Whether the chart draws its own names.
 */
export function drawPanel(
  chart: Chart,
  area: Rectangle,
  index: number,
  legend: boolean,
  paint: Paint,
): Panel {
  const points = chart.series.flatMap((series) => series.points);
  const xDomain = domainOf(
    chart.x,
    points.map(([x]) => x),
  );
  const yDomain = domainOf(
    chart.y,
    points.flatMap(([, y]) => (y === null ? [] : [y])),
  );

  const top = area.top + CUE_ROOM;
  const titleRow = (axis: Axis): number => (axisTitle(axis) === "" ? 0 : AXIS_TITLE_SIZE + 7);
  const bottom = Math.max(
    top + SMALLEST_PLOT,
    area.bottom - TICK_GAP - labelSize(chart.x) - 2 - titleRow(chart.x),
  );
  const y = createScale(chart.y, yDomain, [bottom, top]);
  const ySize = labelSize(chart.y);
  const yTicks = createTicks(chart.y, y, 3.6 * ySize, () => ySize * 1.15);
  const left = area.left + titleRow(chart.y) + widest(yTicks, ySize) + TICK_GAP;

  const xSize = labelSize(chart.x);
  const at = (right: number): Plot => plotIn({ left, top, right, bottom }, chart, xDomain, y);
  const names = legend ? chooseNames(chart.legend, at(area.right), area.right - area.left) : undefined;
  const most = area.right - Math.max(names?.width ?? 0, 4);
  // The last tick label may reach over the edge of the plot.
  const ticksUpTo = (right: number): Tick[] =>
    createTicks(chart.x, at(right).x, 6.5 * xSize, (label) => textWidth(label, xSize) + 8);
  const overhang = overhangOf(ticksUpTo(most), xSize, area.right);
  const right = Math.max(left + SMALLEST_PLOT, most - overhang);
  const plot = at(right);
  const xTicks = ticksUpTo(right);
  const { frame, x, curves } = plot;

  const annotations = chart.annotations ?? [];
  const covered = names?.covers(plot);
  if (covered !== undefined) plot.taken.push(covered);
  // Whose texts come first: cues say what is missing, names of regions may be missing.
  const cues = drawCues(plot, paint);
  const sorted = [...annotations].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
  const notes = drawNotes(sorted, plot, paint);
  const drawn = element(
    "g",
    { class: "fl-panel", "data-panel": index },
    drawBands(annotations, plot, paint),
    drawGrid(xTicks, yTicks, chart, frame, paint),
    drawXAxis(chart.x, xTicks, frame, area, paint),
    drawYAxis(chart.y, yTicks, frame, area, paint),
    element("g", { class: "fl-curves" }, ...curves.map((curve, i) => drawCurve(curve, i, frame, paint))),
    cues,
    notes,
    names?.draw(plot, paint),
  );
  return { element: drawn, frame, x, y, curves };
}

function plotIn(frame: Rectangle, chart: Chart, xDomain: readonly [number, number], y: Scale): Plot {
  const x = createScale(chart.x, xDomain, [frame.left, frame.right]);
  const curves = chart.series.map((series, i): Curve => {
    const places = series.points.map(([px, py]) => ({ x: x(px), y: py === null ? NaN : y(py) }));
    return { series, look: lookOf(chart, series, i), places, clipped: clip(places, frame) };
  });
  return { frame, x, y, curves, taken: [] };
}

function widest(ticks: readonly Tick[], size: number): number {
  return Math.max(0, ...ticks.map(({ label = "" }) => textWidth(label, size)));
}

function overhangOf(ticks: readonly Tick[], size: number, edge: number): number {
  return Math.max(
    0,
    ...ticks.map(({ label = "", position }) => position + textWidth(label, size) / 2 - edge),
  );
}
