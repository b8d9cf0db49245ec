/**
 * Cues where a curve leaves the plot: an arrowhead, and what it goes to: `→ ∞`, or the farthest value that is not shown.
 */
import type { Exit } from "./clip.ts";
import { least } from "./collisions.ts";
import type { Curve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth } from "./measure.ts";
import { shortNumber } from "./number-text.ts";
import { coordinate } from "./coordinate.ts";
import { ofCurve, type Paint } from "./paint.ts";
import { drawNote, NOTE_SIZE, type Plot } from "./plot.ts";

/** Exits nearer than this share one text, in px and in parts of the width of the plot. */
const NEAR = 90;
const NEAR_PART = 0.2;

interface Cue extends Exit {
  readonly curve: number;
  /** The value that the curve goes to, beyond the plot. */
  readonly to: number;
}

const SIDES = { Infinity: "top", "-Infinity": "bottom" } as const;

export function drawCues(plot: Plot, paint: Paint): Element {
  const { curves, frame } = plot;
  const cues = curves.flatMap((curve, i) => cuesOf(curve, i, plot));
  const arrows = cues.map(({ curve, x, side }) => {
    const [tip, base] = side === "top" ? [frame.top - 7, frame.top] : [frame.bottom + 7, frame.bottom];
    const points = [x, tip, x - 4, base, x + 4, base].map((each) => coordinate(each, paint.precision));
    const [x0, y0, x1, y1, x2, y2] = points;
    return element("path", {
      ...ofCurve(paint, curve, "fill", "fl-cue"),
      d: `M${x0},${y0}L${x1},${y1}L${x2},${y2}Z`,
    });
  });
  const texts = (["top", "bottom"] as const).flatMap((side) =>
    groups(
      cues.filter((cue) => cue.side === side),
      Math.min(NEAR, NEAR_PART * (frame.right - frame.left)),
    ).map((group) => drawGroup(group, plot, paint)),
  );
  return element("g", { class: "fl-cues" }, ...arrows, ...texts);
}

/** One cue for each place where the curve leaves, or would if it had more points. */
function cuesOf(drawn: Curve, curve: number, { x, y, frame }: Plot): Cue[] {
  const { series, clipped } = drawn;
  const [first, last] = x.domain;
  const limits = (series.diverges ?? [])
    .filter(({ x: value }) => value >= first && value <= last)
    .map(({ x: value, to }): Cue => ({ curve, x: x(value), side: SIDES[to], to: Number(to) }))
    .filter(({ x: px }) => !Number.isNaN(px));
  const near = NEAR_PART * (frame.right - frame.left);
  const isNear = (a: Exit, b: Exit): boolean => a.side === b.side && Math.abs(a.x - b.x) < near;
  const runs = hiddenRuns(drawn, y.domain);
  // A curve that is never in the plot leaves it nowhere.
  const unseen = runs
    .filter(({ from, to }) => Math.max(from, to) >= frame.left && Math.min(from, to) <= frame.right)
    .filter(({ side }) => !clipped.exits.some((exit) => exit.side === side))
    .map(({ side, from, to }) => ({ side, x: clamp((from + to) / 2, frame.left, frame.right) }));
  const cues = apart([...clipped.exits, ...unseen]).map((exit): Cue => {
    const limit = limits.find((each) => isNear(each, exit));
    return { curve, ...exit, to: limit?.to ?? farthest(exit, runs) };
  });
  return [...cues, ...limits.filter((limit) => !cues.some((cue) => isNear(cue, limit)))];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** Those that do not lie on one another. */
function apart(exits: readonly Exit[]): Exit[] {
  return [...new Map(exits.map((exit) => [`${exit.side} ${Math.round(exit.x / 3)}`, exit])).values()];
}

/** A run of points beyond an edge: px of its ends, and the value farthest out. */
interface Run {
  readonly side: Exit["side"];
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

function hiddenRuns({ series, places }: Curve, [low, high]: readonly [number, number]): Run[] {
  const runs: Run[] = [];
  let last = -1;
  series.points.forEach(([, value], i) => {
    if (value === null || (value >= low && value <= high)) return;
    const side = value > high ? "top" : "bottom";
    const { x } = places[i]!;
    const run = runs.at(-1);
    if (run?.side === side && last === i - 1) {
      runs[runs.length - 1] = { ...run, to: x, value: extreme([run.value, value], side) };
    } else runs.push({ side, from: x, to: x, value });
    last = i;
  });
  return runs;
}

/** The value farthest out in the run beside the exit. */
function farthest({ x, side }: Exit, runs: readonly Run[]): number {
  const beside = least(
    runs.filter((run) => run.side === side),
    ({ from, to }) => Math.min(Math.abs(from - x), Math.abs(to - x)),
  );
  return beside?.value ?? NaN;
}

function groups(cues: readonly Cue[], near: number): Cue[][] {
  const result: Cue[][] = [];
  for (const cue of [...cues].sort((a, b) => a.x - b.x)) {
    const group = result.at(-1);
    if (group !== undefined && cue.x - group[0]!.x < near) group.push(cue);
    else result.push([cue]);
  }
  return result;
}

function drawGroup(group: readonly Cue[], plot: Plot, paint: Paint): Element | undefined {
  const { side } = group[0]!;
  const text = `→ ${shortNumber(
    extreme(
      group.map(({ to }) => to),
      side,
    ),
    3,
  )}`;
  const width = textWidth(text, NOTE_SIZE);
  const { top, bottom } = plot.frame;
  const beside = [Math.max(...group.map(({ x }) => x)) + 8, Math.min(...group.map(({ x }) => x)) - 8 - width];
  const rows = [0, 14, 28].map((row) => (side === "top" ? top + NOTE_SIZE + row : bottom - 4 - row));
  const starts = rows.flatMap((y) => beside.map((x) => ({ x, y })));
  return drawNote(text, starts, plot, paint, { role: "muted", class: "fl-cue-label" });
}

function extreme(values: readonly number[], side: Cue["side"]): number {
  return values.reduce((a, b) => (side === "top" ? Math.max(a, b) : Math.min(a, b)));
}
