/**
 * One chart in its rectangle: from the outside inwards titles, axes and names take their room, the plot has the rest. What would
 * leave it too little is left out: names first, then titles, then tick labels.
 */
import { drawBands } from "./bands.ts";
import { drawGrid, drawXAxis, drawYAxis, labelSize, TICK_GAP, tickRow, titleRow } from "./axes.ts";
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
/** Px that titles and tick labels leave to the plot; names leave it as much as titles. */
const LEAST_HEIGHT = { title: 36, labels: 36 };
const LEAST_WIDTH = { title: 64, labels: 48 };
/** Px that a tick label may reach over the edge of the panel. */
const OVERHANG = 6;
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

  const top = area.top + Math.min(CUE_ROOM, (area.bottom - area.top) / 4);
  const below = fit(LEAST_HEIGHT, area.bottom - top, {
    labels: tickRow(chart.x),
    title: titleRow(chart.x),
  });
  const bottom = area.bottom - below.size;
  const y = createScale(chart.y, yDomain, [bottom, top]);
  const ySize = labelSize(chart.y);
  const everyYTick = createTicks(chart.y, y, 3.6 * ySize, () => ySize * 1.15);

  const room = area.right - area.left;
  const at = (left: number, right: number): Plot => plotIn({ left, top, right, bottom }, chart, xDomain, y);
  const usual = { labels: widest(everyYTick, ySize) + TICK_GAP, title: titleRow(chart.y) };
  const most = room - usual.labels - usual.title;
  const wanted = legend
    ? chooseNames(chart.legend, at(area.right - Math.max(most, room / 2), area.right), room)
    : undefined;
  const names = wanted !== undefined && most - wanted.width < LEAST_WIDTH.title ? undefined : wanted;
  const free = area.right - Math.max(names?.width ?? 0, Math.min(4, room / 4));
  const beside = below.labels ? fit(LEAST_WIDTH, free - area.left, usual) : below;
  const left = area.left + beside.size;
  const yTicks = beside.labels ? everyYTick : everyYTick.map(withoutLabel);

  const xSize = labelSize(chart.x);
  const ticksUpTo = (right: number): Tick[] =>
    createTicks(chart.x, at(left, right).x, 6.5 * xSize, (label) => textWidth(label, xSize) + 8);
  // The last tick label may reach over the edge of the plot.
  const overhang = below.labels ? overhangOf(ticksUpTo(free), xSize, area.right) : 0;
  const right = Math.max(left + Math.min(LEAST_WIDTH.labels, free - left), free - overhang);
  const xTicks = ticksUpTo(right).map((tick) =>
    below.labels && !isCut(tick, xSize, area) ? tick : withoutLabel(tick),
  );
  const plot = at(left, right);
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
    drawXAxis(below.title ? chart.x : untitled(chart.x), xTicks, frame, area, paint),
    drawYAxis(beside.title ? chart.y : untitled(chart.y), yTicks, frame, area, paint),
    element("g", { class: "fl-curves" }, ...curves.map((curve, i) => drawCurve(curve, i, frame, paint))),
    cues,
    notes,
    names?.draw(plot, paint),
  );
  return { element: drawn, frame, x, y, curves };
}

/** Px that a chart needs from top to bottom to show more than a plot without numbers. */
export function leastHeight({ x }: Chart): number {
  return CUE_ROOM + LEAST_HEIGHT.labels + tickRow(x) + titleRow(x);
}

/** What an axis shows of its texts, and how much of the panel they take. */
interface Side {
  readonly title: boolean;
  readonly labels: boolean;
  readonly size: number;
}

/** As many texts as have room, by what they take with and without a title. */
function fit(
  least: { readonly title: number; readonly labels: number },
  room: number,
  { labels, title }: { readonly labels: number; readonly title: number },
): Side {
  if (room - labels - title >= least.title) return { title: true, labels: true, size: labels + title };
  if (room - labels >= least.labels) return { title: false, labels: true, size: labels };
  return { title: false, labels: false, size: 0 };
}

function untitled(axis: Axis): Axis {
  return { ...axis, title: undefined, unit: undefined, arrow: undefined };
}

function withoutLabel(tick: Tick): Tick {
  return { ...tick, label: undefined };
}

function isCut({ label = "", position }: Tick, size: number, { left, right }: Rectangle): boolean {
  const half = textWidth(label, size) / 2;
  return position - half < left - OVERHANG || position + half > right + OVERHANG;
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
