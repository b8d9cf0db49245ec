/**
 * A curve as elements: its line as one short path, its markers.
 */
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";
import type { Dash, Marker, Series } from "./chart.ts";
import { type Clipped, isInside, type Place, type Rectangle } from "./clip.ts";
import { type Element, element } from "./element.ts";
import { coordinate } from "./coordinate.ts";
import { ofCurve, type Paint } from "./paint.ts";
import type { Look } from "./palette.ts";
import { pathOf } from "./path.ts";

const LINE_WIDTH = 2;
/** Px below which a line has a marker too. */
const SHORTEST = 1;
const MARKER_AREA = 34;
/** As many points of a line may each have the marker that the chart asks for. */
const FEW = 50;
/** Px from one marker on a line to the next. */
const MARKER_SPACING = 72;

const DASHES: Readonly<Record<Dash, string | undefined>> = {
  solid: undefined,
  longdash: "12 4",
  dashed: "6 4",
  dashdot: "9 3 2 3",
  dotted: "2 3",
};

const SYMBOLS = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
} as const;

/** A curve as it lies on the plot. */
export interface Curve {
  readonly series: Series;
  readonly look: Look;
  /** Px of each point of the series; NaN where the scales have no place for it. */
  readonly places: readonly Place[];
  readonly clipped: Clipped;
}

export function drawCurve(curve: Curve, i: number, frame: Rectangle, paint: Paint): Element {
  const { series, clipped, look } = curve;
  const hasLine = series.line !== false;
  const line = hasLine ? drawLine(clipped.lines, look.dash, i, paint) : undefined;
  const dots = hasLine ? clipped.lines.filter(isDot).map((places) => places[0]!) : [];
  const shape = hasLine && look.marker === "none" ? "circle" : look.marker;
  const places = new Set([...markerPlaces(curve, i, frame), ...dots]);
  const markers = [...places].map((place) => drawMarker(place, shape, i, paint));
  // Not by arguments: a curve may have more points than a call may have.
  return { name: "g", attributes: { class: "fl-series", "data-series": i }, children: [line, ...markers] };
}

/** Whether a line is too short to be seen: a point alone, or points that lie on one another. */
function isDot(places: readonly Place[]): boolean {
  const { x, y } = places[0]!;
  return places.every((place) => Math.abs(place.x - x) < SHORTEST && Math.abs(place.y - y) < SHORTEST);
}

/** A line in the pattern and colour of curve `i`. */
export function drawLine(lines: Clipped["lines"], dash: Dash, i: number, paint: Paint): Element {
  return element("path", {
    ...ofCurve(paint, i, "stroke", "fl-line"),
    fill: "none",
    "stroke-width": LINE_WIDTH,
    "stroke-linejoin": "round",
    ...(DASHES[dash] !== undefined && { "stroke-dasharray": DASHES[dash] }),
    d: lines.map((places) => pathOf(places, paint.precision)).join(""),
  });
}

/** A marker of curve `i`. */
export function drawMarker({ x, y }: Place, marker: Marker, i: number, paint: Paint): Element | undefined {
  if (marker === "none") return undefined;
  const [px, py] = [coordinate(x, paint.precision), coordinate(y, paint.precision)];
  return element("path", {
    ...ofCurve(paint, i, "fill", "fl-marker"),
    transform: `translate(${px} ${py})`,
    d: symbol(SYMBOLS[marker], MARKER_AREA).digits(2)() ?? "",
  });
}

/** All points where they are the point; otherwise some, as far apart as the eye needs and not side by side on two curves. */
function markerPlaces({ series, look, places }: Curve, i: number, frame: Rectangle): Place[] {
  if (look.marker === "none") return [];
  const inside = places.filter((place) => isInside(place, frame));
  if (series.line === false || (series.marker !== undefined && inside.length <= FEW)) return inside;
  let distance = MARKER_SPACING * (0.5 + ((i * 0.37) % 0.5));
  return inside.filter((place, k) => {
    const before = inside[k - 1] ?? place;
    distance -= Math.sqrt((place.x - before.x) ** 2 + (place.y - before.y) ** 2);
    if (distance > 0) return false;
    distance = MARKER_SPACING;
    return true;
  });
}
