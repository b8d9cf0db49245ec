/**
 * Where a model of two features changes its mind: the lines on which it says one half.
 */
import { contours } from "d3-contour";
import { PLANE } from "./blobs.ts";
import type { Model } from "./model.ts";

/** Cells of the grid along an axis. */
const CELLS = 60;

/** Lines of points [x, y]; none where the model says the same everywhere. */
export function boundaryOf(model: Model): (readonly [x: number, y: number])[][] {
  const [from, to] = PLANE;
  const step = (to - from) / CELLS;
  const at = (i: number): number => from + (i + 0.5) * step;
  const inputs = new Float64Array(2 * CELLS * CELLS);
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const i = 2 * (row * CELLS + column);
      inputs[i] = at(column);
      inputs[i + 1] = at(row);
    }
  }
  const logits = model.logits({ inputs, features: 2 });
  const [areas] = contours().size([CELLS, CELLS]).thresholds([0])(Array.from(logits));
  return areas!.coordinates
    .flat()
    .flatMap((ring) => openLines(ring as [number, number][]))
    .map((line) => line.map(([x, y]) => [from + x * step, from + y * step] as const));
}

/** An area ends where the grid does; those ends are no boundary. */
function openLines(ring: readonly [number, number][]): [number, number][][] {
  const isEnd = ([x, y]: readonly [number, number]): boolean =>
    x < 0.5 || y < 0.5 || x > CELLS - 0.5 || y > CELLS - 0.5;
  // Begin at an end, so that no line is cut in two where the ring closes.
  const points = ring.slice(0, -1);
  const first = points.findIndex(isEnd);
  if (first < 0) return [[...ring]];
  const lines: [number, number][][] = [[]];
  for (const point of [...points.slice(first), ...points.slice(0, first)]) {
    if (isEnd(point)) lines.push([]);
    else lines.at(-1)!.push(point);
  }
  return lines.filter((line) => line.length > 1);
}
