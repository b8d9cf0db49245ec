/**
 * Where the names of the curves stand: at their ends, beside the plot, or in a box on it.
 */
import type { Chart } from "./chart.ts";
import type { Rectangle } from "./clip.ts";
import { contains, crossings, least } from "./collisions.ts";
import type { Curve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { areEndsLegible, drawEnds, endsWidth, placeAtEnds } from "./end-names.ts";
import { fromTopToBottom, keysInColumns, namedCurves } from "./keys.ts";
import { coordinate } from "./coordinate.ts";
import { fill, type Paint, stroke } from "./paint.ts";

/** The part of the width that names may take. */
const MOST = 0.5;
/** Px between the plot and the names beside it. */
const GAP = 12;
/** Px in the box around the names, and between the box and the edges of the plot. */
const PADDING = 7;
const MARGIN = 8;

/** A plot whose size may still change. */
export interface Sketch {
  readonly frame: Rectangle;
  readonly curves: readonly Curve[];
}

/** How wide the names are beside the plot, and who draws them once it has its size. */
export interface Names {
  readonly width: number;
  readonly draw: (plot: Sketch, paint: Paint) => Element;
  /** What they cover of the plot. */
  readonly covers: (plot: Sketch) => Rectangle | undefined;
}

/**
 * @param most - Px that the chart is wide.
 * @returns Nothing where there are no names, or they would be cut so that they say nothing.
 */
export function chooseNames(legend: Chart["legend"], sketch: Sketch, most: number): Names | undefined {
  const named = namedCurves(sketch.curves);
  if (named.length === 0 || legend === "none") return undefined;
  if (legend === "box" && isFree(boxIn(sketch), sketch)) {
    return { width: 0, draw: drawBox, covers: boxIn };
  }
  // The ends are as far apart in a plot of any width.
  if (legend !== "box" && placeAtEnds(named, sketch.frame) !== undefined) {
    const width = endsWidth(named, MOST * most);
    if (!areEndsLegible(named, width)) return undefined;
    return { width, draw: (plot, paint) => drawAtEnds(plot, width, paint), covers: () => undefined };
  }
  const { top, bottom } = sketch.frame;
  const { width, legible } = keysInColumns(named, MOST * most - GAP, bottom - top);
  if (!legible) return undefined;
  return {
    width: width + GAP,
    draw: (plot, paint) => drawBeside(plot, width, paint),
    covers: () => undefined,
  };
}

function isFree(box: Rectangle, { frame, curves }: Sketch): boolean {
  return contains(frame, box) && keysIn(frame, curves).legible && crossings(box, curves) === 0;
}

function drawAtEnds(plot: Sketch, width: number, paint: Paint): Element {
  const ends = placeAtEnds(namedCurves(plot.curves), plot.frame);
  return ends === undefined ? drawBeside(plot, width - GAP, paint) : drawEnds(ends, plot.frame, width, paint);
}

function drawBeside({ frame, curves }: Sketch, width: number, paint: Paint): Element {
  const named = fromTopToBottom(namedCurves(curves), frame);
  const block = keysInColumns(named, width, frame.bottom - frame.top);
  return element("g", { class: "fl-legend" }, ...block.draw(frame.right + GAP, frame.top, paint));
}

/** Where fewest curves are. */
function boxIn({ frame, curves }: Sketch): Rectangle {
  const block = keysIn(frame, curves);
  const [width, height] = [block.width + 2 * PADDING, block.height + 2 * PADDING];
  const [lefts, tops] = [
    [frame.right - width - MARGIN, frame.left + MARGIN, (frame.left + frame.right - width) / 2],
    [frame.top + MARGIN, frame.bottom - height - MARGIN, (frame.top + frame.bottom - height) / 2],
  ];
  const areas = tops.flatMap((top) =>
    lefts.map((left) => ({ left, top, right: left + width, bottom: top + height })),
  );
  return least(areas, (area) => crossings(area, curves))!;
}

function keysIn(
  { left, top, right, bottom }: Rectangle,
  curves: readonly Curve[],
): ReturnType<typeof keysInColumns> {
  return keysInColumns(namedCurves(curves), (right - left) * 0.7, bottom - top - 2 * (PADDING + MARGIN));
}

function drawBox(plot: Sketch, paint: Paint): Element {
  const { left, top, right, bottom } = boxIn(plot);
  const [x, y, width, height] = [left, top, right - left, bottom - top].map((each) =>
    coordinate(each, paint.precision),
  );
  const [background, rim] = [fill(paint, "background"), stroke(paint, "grid")];
  const classes = `fl-legend-box ${background["class"]} ${rim["class"]}`;
  return element(
    "g",
    { class: "fl-legend" },
    element("rect", {
      ...background,
      ...rim,
      class: classes,
      "fill-opacity": 0.9,
      x,
      y,
      width,
      height,
      rx: 3,
    }),
    ...keysIn(plot.frame, plot.curves).draw(left + PADDING, top + PADDING, paint),
  );
}
