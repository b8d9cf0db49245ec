/**
 * The layout of a picture: titles above, the caption below, and between them the charts in rows and columns. Texts that would
 * leave them too little room are left out.
 */
import { type Chart, chartsOf, type SmallMultiples } from "./chart.ts";
import type { Rectangle } from "./clip.ts";
import { type Element, element } from "./element.ts";
import { type Block, keysInRows, type Named, namedCurves } from "./keys.ts";
import { coordinate } from "./coordinate.ts";
import { fill, type Paint } from "./paint.ts";
import { lookOf } from "./palette.ts";
import { drawPanel, leastHeight, type Panel } from "./panel.ts";
import { caption, heading, type Lines } from "./titles.ts";

const MARGIN = 12;
const PANEL_WIDTH = 320;
const PANEL_HEIGHT = 280;
const PANEL_GAP = 16;

/** A picture as it was drawn. */
export interface Drawn {
  readonly elements: readonly (Element | undefined)[];
  readonly panels: readonly Panel[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
}

export function columnsOf(figure: Chart | SmallMultiples, width: number): number {
  if (!("charts" in figure)) return 1;
  const most = figure.columns ?? Math.max(1, Math.floor(width / PANEL_WIDTH));
  return Math.min(figure.charts.length, most);
}

export function heightOf(figure: Chart | SmallMultiples, columns: number): number {
  return "charts" in figure ? 70 + PANEL_HEIGHT * Math.ceil(figure.charts.length / columns) : 400;
}

export function compose(
  figure: Chart | SmallMultiples,
  { width, height, columns }: Size,
  paints: readonly Paint[],
): Drawn {
  const charts = chartsOf(figure);
  const paint = paints[0]!;
  const inner = width - 2 * MARGIN;
  const rowCount = Math.ceil(charts.length / columns);
  const shared = "charts" in figure ? sharedNames(charts) : undefined;
  const whole = height - 2 * MARGIN;
  const gapsOf = (count: number, room: number): number => Math.min(PANEL_GAP, room / (4 * count));
  const [columnGap, rowGap] = [gapsOf(columns, inner), gapsOf(rowCount, whole)];
  const least = Math.max(...charts.map(leastHeight)) * rowCount + rowGap * (rowCount - 1);
  const { titles, foot, legend } = textsOf(figure, inner, whole - least, shared);
  const legendTop = MARGIN + titles.height;
  const top = legendTop + (legend === undefined ? 0 : legend.height + 6);
  const bottom = height - MARGIN - foot.height;
  const cellWidth = (inner - columnGap * (columns - 1)) / columns;
  const cellHeight = (bottom - top - rowGap * (rowCount - 1)) / rowCount;

  const elements: (Element | undefined)[] = [
    element("rect", {
      ...fill(paint, "background"),
      width: coordinate(width, 2),
      height: coordinate(height, 2),
    }),
    ...titles.draw(MARGIN, MARGIN, paint),
    legend && element("g", { class: "fl-legend" }, ...legend.draw(MARGIN, legendTop, paint)),
  ];
  const panels = charts.map((chart, i) => {
    const left = MARGIN + (i % columns) * (cellWidth + columnGap);
    const cellTop = top + Math.floor(i / columns) * (cellHeight + rowGap);
    const area: Rectangle = { left, top: cellTop, right: left + cellWidth, bottom: cellTop + cellHeight };
    if (!("charts" in figure)) return drawPanel(chart, area, i, true, paints[i]!);
    const room = cellHeight - leastHeight(chart);
    const { titles: head, foot: low } = textsOf(chart, cellWidth, room, undefined, true);
    elements.push(...head.draw(left, cellTop, paint), ...low.draw(left, area.bottom - low.height, paint));
    const inside = { ...area, top: cellTop + head.height, bottom: area.bottom - low.height };
    return drawPanel(chart, inside, i, shared === undefined, paints[i]!);
  });
  elements.push(...panels.map(({ element }) => element), ...foot.draw(MARGIN, bottom + 4, paint));
  return { elements, panels };
}

/** What stands above and below the plots. */
interface Texts {
  readonly titles: Lines;
  readonly foot: Lines;
  readonly legend: Block | undefined;
}

/** As many texts as have room: the names of the curves are left out first, then the caption, the subtitle, the title. */
function textsOf(
  { title, subtitle, caption: note }: Pick<Chart, "title" | "subtitle" | "caption">,
  width: number,
  room: number,
  names?: readonly Named[],
  panel?: boolean,
): Texts {
  const keys = names && keysInRows(names, width);
  const legend = keys?.legible === true ? keys : undefined;
  const [foot, nothing] = [caption(note, width), caption("", width)];
  const [both, one] = [heading({ title, subtitle }, width, panel), heading({ title }, width, panel)];
  const choices: readonly Texts[] = [
    { titles: both, foot, legend },
    { titles: both, foot, legend: undefined },
    { titles: both, foot: nothing, legend: undefined },
    { titles: one, foot: nothing, legend: undefined },
  ];
  const heightOf = ({ titles, foot, legend }: Texts): number =>
    titles.height + foot.height + (legend === undefined ? 0 : legend.height + 6);
  return (
    choices.find((texts) => heightOf(texts) <= room) ?? { titles: nothing, foot: nothing, legend: undefined }
  );
}

/** The names of the curves where all charts have the same and show them. */
function sharedNames(charts: readonly Chart[]): Named[] | undefined {
  const first = charts[0]!;
  const keyOf = (chart: Chart): string =>
    JSON.stringify([
      chart.palette,
      chart.series.map(({ label, color }, i) => [label, color, lookOf(chart, chart.series[i]!, i)]),
    ]);
  if (charts.some((chart) => chart.legend === "none" || keyOf(chart) !== keyOf(first))) return undefined;
  const nothing = { places: [], clipped: { lines: [], exits: [] } };
  const named = namedCurves(
    first.series.map((series, i) => ({ series, look: lookOf(first, series, i), ...nothing })),
  );
  return named.length === 0 ? undefined : named;
}
