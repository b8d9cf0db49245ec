/**
 * A function as points: many where it bends, few where it is straight, and past the edge of the plot where it has no bound.
 */
import type { Divergence, Point, ScaleKind, Series } from "./chart.ts";
import { checkFields, wholeNumber } from "./check.ts";
import { checkDomain, interval, scaleKind } from "./check-chart.ts";
import { createScale } from "./scale.ts";

/** For which plot a function is sampled. */
export interface SampleOptions {
  /** First and last `x`. */
  readonly domain: readonly [number, number];
  /** The scale of the x axis (default `"linear"`): the first points are evenly spaced on it. */
  readonly scale?: ScaleKind | undefined;
  /** First and last `y` that will be seen: what lies outside is not refined. */
  readonly range: readonly [number, number];
  /** The scale of the y axis (default `"linear"`). */
  readonly rangeScale?: ScaleKind | undefined;
  /** Number of intervals to begin with, a whole number from 1 to 10,000 (default 100). */
  readonly intervals?: number | undefined;
}

/** By how many heights of the plot a chord may miss the curve: a tenth of a pixel in 400. */
const TOLERANCE = 2.5e-4;
const DEEPEST_BEND = 10;
const DEEPEST_LIMIT = 40;

/** A point, with its height in the plot: 0 at the bottom, 1 at the top, NaN where it has none. */
interface Place {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/**
 * Samples a function for a plot.
 *
 * Intervals are halved until the chord misses the curve by less than 1/4000 of the height of the plot in the middle and at
 * both quarters, or ten times. Towards a place where the function is infinite, the points go on until they have left the plot.
 * `x` is rounded to 12 significant digits, so that it is the same in every engine.
 *
 * @param fn - The function; NaN where it has no value, infinite where it has no bound.
 * @returns `points` and `diverges` of a series.
 * @throws If an option is of the wrong type ({@link TypeError}) or outside its range ({@link RangeError}).
 */
export function sample(
  fn: (x: number) => number,
  options: SampleOptions,
): Pick<Series, "points" | "diverges"> {
  checkOptions(options);
  const { domain, scale, range, rangeScale, intervals = 100 } = options;
  const along = createScale({ scale }, domain, [0, 1]);
  const up = createScale({ scale: rangeScale }, range, [0, 1]);
  const place = (t: number): Place => {
    const x = t === 0 ? domain[0] : t === 1 ? domain[1] : Number(along.invert(t).toPrecision(12)) + 0;
    const y = fn(x) + 0;
    return { t, x, y, height: Number.isFinite(y) ? up(y) : NaN };
  };
  const places = [place(0)];
  for (let i = 1; i <= intervals; i++) extend(places, place(i / intervals), place, 0);
  const diverges = places
    .filter(({ y }) => Math.abs(y) === Infinity)
    .map(({ x, y }): Divergence => ({ x, to: y > 0 ? "Infinity" : "-Infinity" }));
  return { points: pointsOf(places), ...(diverges.length > 0 && { diverges }) };
}

function checkOptions(options: SampleOptions): void {
  const fields = { domain: interval, scale: scaleKind, range: interval, rangeScale: scaleKind };
  checkFields("options", options, { ...fields, intervals: wholeNumber(1, 10_000) }, ["domain", "range"]);
  const { domain, scale = "linear", range, rangeScale = "linear" } = options;
  checkDomain("options.domain", scale, domain);
  checkDomain("options.range", rangeScale, range);
}

/** Adds `next`, and before it what lies between and is needed. */
function extend(places: Place[], next: Place, place: (t: number) => Place, depth: number): void {
  const last = places.at(-1)!;
  const middle = place((last.t + next.t) / 2);
  if (middle.x === last.x || middle.x === next.x || !needsMore(last, middle, next, place, depth)) {
    places.push(next);
    return;
  }
  extend(places, middle, place, depth + 1);
  extend(places, next, place, depth + 1);
}

function needsMore(a: Place, middle: Place, b: Place, place: (t: number) => Place, depth: number): boolean {
  const lost = [a, b].filter(({ height }) => Number.isNaN(height)).length;
  if (lost === 2) return false;
  if (lost === 1) return depth < DEEPEST_LIMIT && !isOutside(Number.isNaN(a.height) ? b : a);
  if (depth >= DEEPEST_BEND || (isOutside(a) && isOutside(b) && a.height > 1 === b.height > 1)) return false;
  const misses = ({ t, height }: Place): boolean => {
    const chord = a.height + ((t - a.t) / (b.t - a.t)) * (b.height - a.height);
    return !(Math.abs(height - chord) <= TOLERANCE);
  };
  return misses(middle) || misses(place((a.t + middle.t) / 2)) || misses(place((middle.t + b.t) / 2));
}

function isOutside({ height }: Place): boolean {
  return height < 0 || height > 1;
}

/** The points, with one `null` for each gap between two of them. */
function pointsOf(places: readonly Place[]): Point[] {
  const points: Point[] = [];
  for (const { x, y } of places) {
    if (Number.isFinite(y)) points.push([x, y]);
    else if (points.length > 0 && points.at(-1)![1] !== null) points.push([x, null]);
  }
  if (points.at(-1)?.[1] === null) points.pop();
  return points;
}
