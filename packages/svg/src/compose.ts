/**
 * The layout of a picture: titles above, the caption below, and between them the charts in rows and columns.
 */
import { type Chart, chartsOf, type SmallMultiples } from "./chart.ts";
import type { Rectangle } from "./clip.ts";
import { type Element, element } from "./element.ts";
import { keysInRows, type Named, namedCurves } from "./keys.ts";
import { coordinate } from "./coordinate.ts";
import { fill, type Paint } from "./paint.ts";
import { lookOf } from "./palette.ts";
import { drawPanel, type Panel } from "./panel.ts";
import { caption, heading } from "./titles.ts";

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
  const titles = heading(figure, inner);
  const foot = caption(figure.caption, inner);
  const shared = "charts" in figure ? sharedNames(charts) : undefined;
  const legend = shared && keysInRows(shared, inner);
  const legendTop = MARGIN + titles.height;
  const top = legendTop + (legend === undefined ? 0 : legend.height + 6);
  const bottom = height - MARGIN - foot.height;
  const rowCount = Math.ceil(charts.length / columns);
  const cellWidth = (inner - PANEL_GAP * (columns - 1)) / columns;
  const cellHeight = (bottom - top - PANEL_GAP * (rowCount - 1)) / rowCount;

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
    const left = MARGIN + (i % columns) * (cellWidth + PANEL_GAP);
    const cellTop = top + Math.floor(i / columns) * (cellHeight + PANEL_GAP);
    const area: Rectangle = { left, top: cellTop, right: left + cellWidth, bottom: cellTop + cellHeight };
    if (!("charts" in figure)) return drawPanel(chart, area, i, true, paints[i]!);
    const head = heading(chart, cellWidth, true);
    const low = caption(chart.caption, cellWidth);
    elements.push(...head.draw(left, cellTop, paint), ...low.draw(left, area.bottom - low.height, paint));
    const inside = { ...area, top: cellTop + head.height, bottom: area.bottom - low.height };
    return drawPanel(chart, inside, i, shared === undefined, paints[i]!);
  });
  elements.push(...panels.map(({ element }) => element), ...foot.draw(MARGIN, bottom + 4, paint));
  return { elements, panels };
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
