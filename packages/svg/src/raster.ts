/**
 * Curves as dots in cells of text.
 */
import type { Axis, Series } from "./chart.ts";
import { clip, isInside, type Place, type Rectangle } from "./clip.ts";
import { createScale } from "./scale.ts";

/** The bits of the dots of a braille cell, by row and column. */
const DOTS: readonly (readonly [number, number])[] = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** One character of the plot. */
export interface Cell {
  dots: number;
  /** The curves in it, as they were drawn. */
  readonly curves: number[];
}

/** An axis with its first and last number. */
interface Side {
  readonly axis: Axis;
  readonly domain: readonly [number, number];
}

/** How many cells there are, and dots across and down in each. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly across: number;
  readonly down: number;
}

/** The cells, row by row from the top. */
export function rasterize(series: readonly Series[], { x, y }: { x: Side; y: Side }, grid: Grid): Cell[][] {
  const { columns, rows, across, down } = grid;
  const frame = { left: 0, right: across * columns - 1, top: 0, bottom: down * rows - 1 };
  const scaleX = createScale(x.axis, x.domain, [frame.left, frame.right]);
  const scaleY = createScale(y.axis, y.domain, [frame.bottom, frame.top]);
  const cells = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (): Cell => ({ dots: 0, curves: [] })),
  );
  series.forEach(({ points, line = true }, i) => {
    const places = points.map(([px, py]) => ({ x: scaleX(px), y: py === null ? NaN : scaleY(py) }));
    for (const place of line ? dotsOf(places, frame) : places.filter((each) => isInside(each, frame))) {
      const [px, py] = [Math.round(place.x), Math.round(place.y)];
      const cell = cells[Math.floor(py / down)]![Math.floor(px / across)]!;
      cell.dots |= DOTS[py % down]![px % across]!;
      if (cell.curves.at(-1) !== i) cell.curves.push(i);
    }
  });
  return cells;
}

/** The dots of the lines between the places, as far as they are in the frame. */
function dotsOf(places: readonly Place[], frame: Rectangle): Place[] {
  return clip(places, frame).lines.flatMap((line) =>
    line.flatMap((from, i) => {
      const to = line[i + 1] ?? from;
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))));
      return Array.from({ length: steps + 1 }, (_, k) => ({
        x: from.x + (k / steps) * (to.x - from.x),
        y: from.y + (k / steps) * (to.y - from.y),
      }));
    }),
  );
}

/** One cell of each curve, for its letter: in the middle of those where it is alone. */
export function lettersOf(cells: readonly (readonly Cell[])[], count: number): Map<Cell, number> {
  const letters = new Map<Cell, number>();
  if (count < 2) return letters;
  const columns = cells[0]!.flatMap((_, c) => cells.map((row) => row[c]!));
  for (let i = 0; i < count; i++) {
    const alone = columns.filter(({ curves }) => curves.length === 1 && curves[0] === i);
    const cell = alone[Math.floor(alone.length / 2)];
    if (cell !== undefined) letters.set(cell, i);
  }
  return letters;
}
