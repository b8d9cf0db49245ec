/**
 * The shortest path that looks the same.
 *
 * From a kept point, all directions are followed that pass each point since by less than the tolerance: a cone, which gets
 * narrower. The point that is outside ends the run (Williams 1978).
 */
import { line } from "d3-shape";
import type { Place } from "./clip.ts";
import { coordinate } from "./coordinate.ts";

/** In units of the last decimal: what rounding alone does to a point of a straight line. */
const TOLERANCE = 0.75;

type Vector = readonly [x: number, y: number];

/** The path through the places: rounded, none twice, none in a straight run. */
export function pathOf(places: readonly Place[], precision: number): string {
  const rounded = places.map(({ x, y }): [number, number] => [
    coordinate(x, precision),
    coordinate(y, precision),
  ]);
  return line().digits(precision)(withoutRuns(rounded, 10 ** precision)) ?? "";
}

function withoutRuns(points: readonly [number, number][], unit: number): [number, number][] {
  const kept = points.slice(0, 1);
  let last = points[0];
  let cone: { readonly left: Vector; readonly right: Vector } | undefined;
  let reached = 0;
  for (const point of points.slice(1)) {
    let way = between(kept.at(-1)!, point, unit);
    const inCone = cone === undefined || (cross(cone.right, way) >= 0 && cross(way, cone.left) >= 0);
    if (last !== undefined && (!inCone || length(way) < reached)) {
      kept.push(last);
      way = between(last, point, unit);
      cone = undefined;
      reached = 0;
    }
    last = point;
    const distance = length(way);
    if (distance <= TOLERANCE) continue;
    reached = distance;
    const [left, right] = [turned(way, distance, 1), turned(way, distance, -1)];
    cone = {
      left: cone === undefined || cross(left, cone.left) > 0 ? left : cone.left,
      right: cone === undefined || cross(cone.right, right) > 0 ? right : cone.right,
    };
  }
  const end = kept.at(-1)!;
  if (last !== undefined && (last[0] !== end[0] || last[1] !== end[1])) kept.push(last);
  return kept;
}

/** In units. */
function between(from: Vector, to: Vector, unit: number): Vector {
  return [Math.round((to[0] - from[0]) * unit), Math.round((to[1] - from[1]) * unit)];
}

function length([x, y]: Vector): number {
  return Math.sqrt(x * x + y * y);
}

function cross([ax, ay]: Vector, [bx, by]: Vector): number {
  return ax * by - ay * bx;
}

/** The direction that passes the end by the tolerance, on one side or the other. */
function turned([x, y]: Vector, distance: number, side: 1 | -1): Vector {
  const along = Math.sqrt(distance * distance - TOLERANCE * TOLERANCE);
  const across = side * TOLERANCE;
  return [x * along - y * across, y * along + x * across];
}
