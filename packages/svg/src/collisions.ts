/**
 * What lies on what, and the place where least does.
 */
import { clipSegment, type Place, type Rectangle } from "./clip.ts";
import type { Curve } from "./curve.ts";

/** How many pieces of curves are in the rectangle. */
export function crossings(area: Rectangle, curves: readonly Curve[]): number {
  let count = 0;
  for (const { clipped } of curves) {
    for (const line of clipped.lines) {
      for (let i = 0; i < line.length; i++) {
        const [a, b] = [line[i]!, line[i + 1] ?? line[i]!];
        if (isBeside(a, b, area)) continue;
        if (clipSegment(a, b, area) !== undefined) count += 1;
      }
    }
  }
  return count;
}

/** Whether a segment is on one side of the rectangle: most are. */
function isBeside(a: Place, b: Place, { left, top, right, bottom }: Rectangle): boolean {
  return (
    (a.x < left && b.x < left) ||
    (a.x > right && b.x > right) ||
    (a.y < top && b.y < top) ||
    (a.y > bottom && b.y > bottom)
  );
}

/** The first of the candidates with the least cost. */
export function least<T>(candidates: readonly T[], cost: (candidate: T) => number): T | undefined {
  let best: { candidate: T; cost: number } | undefined;
  for (const candidate of candidates) {
    const price = cost(candidate);
    if (best === undefined || price < best.cost) best = { candidate, cost: price };
  }
  return best?.candidate;
}

export function touch(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  );
}
