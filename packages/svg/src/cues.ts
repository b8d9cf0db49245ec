/**
 * Cues where a curve leaves the plot: an arrowhead, and what it goes to: `→ ∞`, or the farthest value that is not shown.
 */
import type { Curve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth } from "./measure.ts";
import { shortNumber } from "./number-text.ts";
import { coordinate } from "./coordinate.ts";
import { ofCurve, type Paint } from "./paint.ts";
import { drawNote, NOTE_SIZE, type Plot } from "./plot.ts";
import type { Scale } from "./scale.ts";

/** Exits nearer than this share one text, in px and in parts of the width of the plot. */
const NEAR = 90;
const NEAR_PART = 0.2;

interface Cue {
  readonly curve: number;
  readonly x: number;
  readonly side: "top" | "bottom";
  /** The value that the curve goes to, beyond the plot. */
  readonly to: number;
}

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
function cuesOf({ series, places, clipped }: Curve, curve: number, { x, y, frame }: Plot): Cue[] {
  const unbounded = (series.diverges ?? [])
    .map(
      ({ x: value, to }) =>
        ({
          x: clamp(x(value), frame.left, frame.right),
          side: to === "Infinity" ? "top" : "bottom",
          to: Number(to),
        }) as const,
    )
    .filter(({ x }) => !Number.isNaN(x));
  const cues = clipped.exits.map(({ x: exit, side }): Cue => {
    const limit = unbounded.find(
      (each) => each.side === side && Math.abs(each.x - exit) < 0.2 * (frame.right - frame.left),
    );
    return { curve, x: exit, side, to: limit?.to ?? farthest(series.points, places, exit, side, y) };
  });
  const missing = unbounded.filter(({ side, to }) => !cues.some((cue) => cue.side === side && cue.to === to));
  const seen = new Set<string>();
  return [...cues, ...missing.map(({ x: px, side, to }): Cue => ({ curve, x: px, side, to }))].filter(
    (cue) => {
      const key = `${cue.side} ${Math.round(cue.x / 3)}`;
      return !seen.has(key) && seen.add(key);
    },
  );
}

/** The value farthest out in the run of hidden points beside the exit. */
function farthest(
  points: Curve["series"]["points"],
  places: Curve["places"],
  exit: number,
  side: Cue["side"],
  y: Scale,
): number {
  const [low, high] = y.domain;
  const hidden = (value: number | null | undefined): value is number =>
    typeof value === "number" && (side === "top" ? value > high : value < low);
  let start = 0;
  let best: { distance: number; value: number } | undefined;
  for (let i = 0; i <= points.length; i++) {
    if (hidden(points[i]?.[1])) continue;
    if (i > start) {
      const run = points.slice(start, i).map(([, value]) => value!);
      const ends = [places[start]!.x, places[i - 1]!.x];
      const distance = Math.min(...ends.map((end) => Math.abs(end - exit)));
      if (best === undefined || distance < best.distance) best = { distance, value: extreme(run, side) };
    }
    start = i + 1;
  }
  return best?.value ?? (side === "top" ? high : low);
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

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
