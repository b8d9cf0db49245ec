/**
 * Names at the ends of the curves, without collisions.
 */
import type { Rectangle } from "./clip.ts";
import { type Element, element } from "./element.ts";
import { areLegible, NAME_SIZE, type Named, ROW } from "./keys.ts";
import { textWidth, truncate } from "./measure.ts";
import { coordinate } from "./coordinate.ts";
import { ofCurve, type Paint } from "./paint.ts";
import { drawText } from "./text.ts";

/** Px from one name to the next. */
const SPACING = ROW - 2;

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
 * @returns Nothing where names at the ends would say too little: curves end in one place, far from their names, or not at the right edge.
 */
export function placeAtEnds(named: readonly Named[], frame: Rectangle): End[] | undefined {
  const height = frame.bottom - frame.top;
  if (named.length === 0 || named.length * SPACING > height) return undefined;
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
    SPACING,
    frame.top,
    frame.bottom,
  );
  if (sorted.some(({ y }, i) => Math.abs(labels[i]! - y) > SPACING)) return undefined;
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

/** Whether names that have `width` px are legible. */
export function areEndsLegible(named: readonly Named[], width: number): boolean {
  return areLegible(named, NAME_SIZE, width - LEADER - 2);
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
