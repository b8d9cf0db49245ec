/**
 * Cues where a curve leaves the plot: an arrowhead, and what it goes to: `→ ∞`, or the farthest value that is not shown.
 */
import type { Rectangle } from "./clip.ts";
import { crossings, least } from "./collisions.ts";
import type { Curve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth } from "./measure.ts";
import { shortNumber } from "./number-text.ts";
import { coordinate } from "./coordinate.ts";
import { ofCurve, type Paint } from "./paint.ts";
import type { Scale } from "./scale.ts";
import { drawText } from "./text.ts";

const SIZE = 11;
/** Exits nearer than this share one text. */
const NEAR = 90;

interface Cue {
  readonly curve: number;
  readonly x: number;
  readonly side: "top" | "bottom";
  /** The value that the curve goes to, beyond the plot. */
  readonly to: number;
}

export function drawCues(
  curves: readonly Curve[],
  scales: { x: Scale; y: Scale },
  frame: Rectangle,
  paint: Paint,
): Element {
  const cues = curves.flatMap((curve, i) => cuesOf(curve, i, scales, frame));
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
    groups(cues.filter((cue) => cue.side === side)).map((group) => drawGroup(group, curves, frame, paint)),
  );
  return element("g", { class: "fl-cues" }, ...arrows, ...texts);
}

/** One cue for each place where the curve leaves, or would if it had more points. */
function cuesOf(
  { series, places, clipped }: Curve,
  curve: number,
  { x, y }: { x: Scale; y: Scale },
  frame: Rectangle,
): Cue[] {
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
  const pick = side === "top" ? Math.max : Math.min;
  let start = 0;
  let best: { distance: number; value: number } | undefined;
  for (let i = 0; i <= points.length; i++) {
    if (hidden(points[i]?.[1])) continue;
    if (i > start) {
      const run = points.slice(start, i).map(([, value]) => value!);
      const ends = [places[start]!.x, places[i - 1]!.x];
      const distance = Math.min(...ends.map((end) => Math.abs(end - exit)));
      if (best === undefined || distance < best.distance) best = { distance, value: pick(...run) };
    }
    start = i + 1;
  }
  return best?.value ?? (side === "top" ? high : low);
}

function groups(cues: readonly Cue[]): Cue[][] {
  const result: Cue[][] = [];
  for (const cue of [...cues].sort((a, b) => a.x - b.x)) {
    const group = result.at(-1);
    if (group !== undefined && cue.x - group[0]!.x < NEAR) group.push(cue);
    else result.push([cue]);
  }
  return result;
}

function drawGroup(group: readonly Cue[], curves: readonly Curve[], frame: Rectangle, paint: Paint): Element {
  const { side } = group[0]!;
  const values = group.map(({ to }) => to);
  const text = `→ ${shortNumber(side === "top" ? Math.max(...values) : Math.min(...values), 3)}`;
  const width = textWidth(text, SIZE);
  const y = side === "top" ? frame.top + SIZE : frame.bottom - 4;
  const right = Math.max(...group.map(({ x }) => x)) + 8;
  const left = Math.min(...group.map(({ x }) => x)) - 8 - width;
  const candidates = [right, left].filter((x) => x >= frame.left && x + width <= frame.right);
  const x = least(candidates, (start) =>
    crossings({ left: start, right: start + width, top: y - SIZE, bottom: y + 3 }, curves),
  );
  return drawText(text, paint, {
    x: x ?? clamp(left, frame.left, frame.right - width),
    y,
    size: SIZE,
    role: "muted",
    halo: true,
    class: "fl-cue-label",
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
