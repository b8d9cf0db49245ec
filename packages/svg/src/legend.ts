/**
 * Names of curves: at their ends, in a column beside the plot, in a box on it, or in rows above several plots.
 */
import type { Rectangle } from "./clip.ts";
import { crossings, least } from "./cues.ts";
import { type Curve, drawLine, drawMarker } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth, truncate } from "./measure.ts";
import { coordinate, fill, ofCurve, type Paint, stroke } from "./paint.ts";
import { drawText } from "./text.ts";

export const NAME_SIZE = 11.5;
const ROW = 15;
/** Width of the sample of a line, and of the gap after it. */
const SAMPLE = 24;
const GAP = 6;
const PADDING = 7;

/** A curve with a name. */
export interface Named {
  readonly curve: Curve;
  /** Its place among the curves of the chart. */
  readonly index: number;
  readonly label: string;
}

export function namedCurves(curves: readonly Curve[]): Named[] {
  return curves.flatMap((curve, index) => {
    const { label = "" } = curve.series;
    return label === "" ? [] : [{ curve, index, label }];
  });
}

/** A legend that knows its size before its place. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly draw: (left: number, top: number, paint: Paint) => Element[];
}

/** Names one below the other, in as many columns as the height asks for. */
export function column(named: readonly Named[], width: number, height: number): Block {
  const row = Math.max(11, Math.min(ROW, height / named.length));
  const rows = Math.max(1, Math.min(named.length, Math.floor(height / row)));
  const columns = Math.ceil(named.length / rows);
  const widest = Math.max(...named.map(({ label }) => textWidth(label, NAME_SIZE)));
  const cell = Math.min(SAMPLE + GAP + widest + 2, width / columns);
  return {
    width: cell * columns,
    height: row * rows,
    draw: (left, top, paint) =>
      named.map((each, i) =>
        drawKey(
          each,
          left + Math.floor(i / rows) * cell,
          top + ((i % rows) + 0.5) * row,
          cell - SAMPLE - GAP,
          paint,
        ),
      ),
  };
}

/** Names side by side, in as many rows as they need. */
export function rows(named: readonly Named[], width: number): Block {
  const places: { left: number; row: number }[] = [];
  let left = 0;
  let row = 0;
  for (const { label } of named) {
    const cell = Math.min(width, SAMPLE + GAP + textWidth(label, NAME_SIZE) + 2);
    if (left > 0 && left + cell > width) [left, row] = [0, row + 1];
    places.push({ left, row });
    left += cell + 14;
  }
  return {
    width,
    height: ROW * (row + 1),
    draw: (x, y, paint) =>
      named.map((each, i) => {
        const place = places[i]!;
        return drawKey(
          each,
          x + place.left,
          y + (place.row + 0.5) * ROW,
          width - place.left - SAMPLE - GAP,
          paint,
        );
      }),
  };
}

/** A sample of the line, and the name. */
function drawKey(
  { curve, index, label }: Named,
  left: number,
  middle: number,
  width: number,
  paint: Paint,
): Element {
  const line = [
    { x: left, y: middle },
    { x: left + SAMPLE, y: middle },
  ];
  return element(
    "g",
    { class: "fl-key", "data-series": index },
    curve.series.line === false ? undefined : drawLine([line], curve.look.dash, index, paint),
    drawMarker({ x: left + SAMPLE / 2, y: middle }, curve.look.marker, index, paint),
    drawText(truncate(label, NAME_SIZE, width), paint, {
      x: left + SAMPLE + GAP,
      y: middle + NAME_SIZE * 0.35,
      size: NAME_SIZE,
    }),
  );
}

/** A column of names in a box on the plot, where fewest curves are. */
export function drawBox(
  named: readonly Named[],
  curves: readonly Curve[],
  frame: Rectangle,
  paint: Paint,
): Element {
  const block = column(named, (frame.right - frame.left) * 0.6, frame.bottom - frame.top - 4 * PADDING);
  const [width, height] = [block.width + 2 * PADDING, block.height + 2 * PADDING];
  const [lefts, tops] = [
    [frame.right - width - 8, frame.left + 8, (frame.left + frame.right - width) / 2],
    [frame.top + 8, frame.bottom - height - 8, (frame.top + frame.bottom - height) / 2],
  ];
  const best = least(
    tops.flatMap((top) => lefts.map((left) => ({ left, top, right: left + width, bottom: top + height }))),
    (area) => crossings(area, curves),
  )!;
  const [x, y, w, h] = [best.left, best.top, width, height].map((each) => coordinate(each, paint.precision));
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
      width: w,
      height: h,
      rx: 3,
    }),
    ...block.draw(best.left + PADDING, best.top + PADDING, paint),
  );
}

/** In the order from top to bottom in which the curves lie where they are farthest apart. */
export function fromTopToBottom(named: readonly Named[], frame: Rectangle): Named[] {
  const columns = Array.from(
    { length: 39 },
    (_, i) => frame.left + ((i + 1) / 40) * (frame.right - frame.left),
  );
  const heights = columns.map((x) => named.map(({ curve }) => heightAt(curve, x)));
  const best = least(heights, (column) => {
    const sorted = column.filter((y) => !Number.isNaN(y)).sort((a, b) => a - b);
    const gaps = sorted.slice(1).map((y, i) => y - sorted[i]!);
    return (named.length - sorted.length) * 1e6 - Math.min(...gaps, 1e5);
  });
  if (best === undefined) return [...named];
  const height = (i: number): number => (Number.isNaN(best[i]) ? Infinity : best[i]!);
  return named
    .map((each, i) => ({ each, i }))
    .sort((a, b) => (height(a.i) === height(b.i) ? a.i - b.i : height(a.i) - height(b.i)))
    .map(({ each }) => each);
}

/** Px of the curve at `x`; NaN where it has none. */
function heightAt({ clipped }: Curve, x: number): number {
  for (const line of clipped.lines) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      if (a.x !== b.x && (a.x - x) * (b.x - x) <= 0) return a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y);
    }
  }
  return NaN;
}

/** The end of a curve that is named there. */
export interface End {
  readonly named: Named;
  readonly y: number;
  readonly x: number;
  /** Middle of the name. */
  readonly labelY: number;
}

/**
 * The ends of the curves with places for their names, which do not touch.
 *
 * @returns Nothing where names at the ends would say too little: two curves end in one place, or not at the right edge.
 */
export function placeAtEnds(named: readonly Named[], frame: Rectangle): End[] | undefined {
  const height = frame.bottom - frame.top;
  if (named.length === 0 || named.length * (ROW - 2) > height) return undefined;
  const ends = named.map((each) => ({ named: each, ...each.curve.clipped.lines.at(-1)?.at(-1) }));
  const reach = frame.right - 0.3 * (frame.right - frame.left);
  const sorted = ends.flatMap(({ named, x, y }) =>
    x === undefined || y === undefined || x < reach ? [] : [{ named, x, y }],
  );
  if (sorted.length < ends.length) return undefined;
  sorted.sort((a, b) => (a.y === b.y ? a.named.index - b.named.index : a.y - b.y));
  if (sorted.some(({ y }, i) => i > 0 && y - sorted[i - 1]!.y < 2.5)) return undefined;
  const labels = spread(
    sorted.map(({ y }) => y),
    ROW - 2,
    frame.top,
    frame.bottom,
  );
  return sorted.map((end, i) => ({ ...end, labelY: labels[i]! }));
}

/** Sorted positions moved apart, each as little as its neighbours allow, and all inside. */
function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  // Runs that touch become one block around the mean of what its members want.
  const blocks: { sum: number; count: number }[] = [];
  const start = ({ sum, count }: { sum: number; count: number }): number =>
    Math.min(Math.max(sum / count - ((count - 1) * gap) / 2, low + gap / 2), high - (count - 0.5) * gap);
  for (const position of wanted) {
    let block = { sum: position, count: 1 };
    for (
      let last = blocks.at(-1);
      last !== undefined && start(last) + last.count * gap > start(block);
      last = blocks.at(-1)
    ) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => Array.from({ length: block.count }, (_, i) => start(block) + i * gap));
}

const LEADER = 14;

/** Px that names at the ends take beside the plot. */
export function endsWidth(named: readonly Named[], most: number): number {
  return Math.min(most, LEADER + 4 + Math.max(...named.map(({ label }) => textWidth(label, NAME_SIZE))));
}

export function drawEnds(ends: readonly End[], frame: Rectangle, width: number, paint: Paint): Element {
  const names = ends.map(({ named: { index, label }, x, y, labelY }) => {
    const [x0, y0, x1, y1] = [x + 2, y, frame.right + LEADER - 2, labelY].map((each) =>
      coordinate(each, paint.precision),
    );
    const left = frame.right + LEADER + 2;
    return element(
      "g",
      { class: "fl-key", "data-series": index },
      element("line", { ...ofCurve(paint, index, "stroke", "fl-leader"), x1: x0, y1: y0, x2: x1, y2: y1 }),
      drawText(truncate(label, NAME_SIZE, width - LEADER - 2), paint, {
        x: left,
        y: labelY + NAME_SIZE * 0.35,
        size: NAME_SIZE,
      }),
    );
  });
  return element("g", { class: "fl-legend" }, ...names);
}
