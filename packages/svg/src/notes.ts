/**
 * Rules and rings, with their labels.
 */
import type { Annotation, PointAnnotation, RuleAnnotation } from "./chart.ts";
import { drawBandLabel, NOTE_SIZE, type Plot } from "./bands.ts";
import { clipSegment, isInside, type Rectangle } from "./clip.ts";
import { contains, crossings, least } from "./collisions.ts";
import { coordinate } from "./coordinate.ts";
import type { Curve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth, truncate } from "./measure.ts";
import { type Paint, stroke } from "./paint.ts";
import { drawText } from "./text.ts";

/** Rules, rings and all labels; they stand above the grid. */
export function drawNotes(annotations: readonly Annotation[], plot: Plot, paint: Paint): Element {
  const notes = annotations.flatMap((annotation) => {
    if (annotation.type === "band") return [drawBandLabel(annotation, plot, paint)];
    return annotation.type === "rule"
      ? drawRule(annotation, plot, paint)
      : drawPoint(annotation, plot, paint);
  });
  return element("g", { class: "fl-annotations" }, ...notes);
}

function drawRule(
  rule: RuleAnnotation,
  { x, y, frame, curves }: Plot,
  paint: Paint,
): (Element | undefined)[] {
  const { left, top, right, bottom } = frame;
  const lines: [from: { x: number; y: number }, to: { x: number; y: number }][] = [];
  if (rule.x !== undefined)
    lines.push([
      { x: x(rule.x), y: bottom },
      { x: x(rule.x), y: top },
    ]);
  if (rule.y !== undefined)
    lines.push([
      { x: left, y: y(rule.y) },
      { x: right, y: y(rule.y) },
    ]);
  if (rule.diagonal === true) {
    const [from, to] = [Math.max(x.domain[0], y.domain[0]), Math.min(x.domain[1], y.domain[1])];
    if (from < to)
      lines.push([
        { x: x(from), y: y(from) },
        { x: x(to), y: y(to) },
      ]);
  }
  return lines.flatMap(([from, to]) => {
    const part = clipSegment(from, to, frame);
    if (part === undefined) return [];
    const [x1, y1, x2, y2] = [part[0].x, part[0].y, part[1].x, part[1].y].map((each) =>
      coordinate(each, paint.precision),
    );
    const { class: role, ...attributes } = stroke(paint, "axis");
    const line = element("line", {
      class: `fl-rule ${role}`,
      ...attributes,
      "stroke-dasharray": "4 3",
      x1,
      y1,
      x2,
      y2,
    });
    return [line, drawRuleLabel(rule.label, part[0], part[1], frame, curves, paint)];
  });
}

/** Beside the end of a vertical line, above the end of another. */
function drawRuleLabel(
  label: string | undefined,
  from: { x: number; y: number },
  to: { x: number; y: number },
  frame: Rectangle,
  curves: readonly Curve[],
  paint: Paint,
): Element | undefined {
  if (label === undefined) return undefined;
  const text = truncate(label, NOTE_SIZE, (frame.right - frame.left) * 0.6);
  const width = textWidth(text, NOTE_SIZE);
  const vertical = from.x === to.x;
  const places = vertical
    ? [to.x + 5, to.x - 5 - width].flatMap((x) =>
        [frame.top + NOTE_SIZE + 2, frame.bottom - 6].map((y) => ({ x, y })),
      )
    : from.y === to.y
      ? [frame.right - width - 4, frame.left + 6].flatMap((x) =>
          [from.y - 5, from.y + NOTE_SIZE + 2].map((y) => ({ x, y })),
        )
      : [0.75, 0.25].map((t) => ({
          x: from.x + t * (to.x - from.x) + 6,
          y: from.y + t * (to.y - from.y) + NOTE_SIZE + 2,
        }));
  const box = ({ x, y }: { x: number; y: number }): Rectangle => ({
    left: x,
    right: x + width,
    top: y - NOTE_SIZE,
    bottom: y + 3,
  });
  const best = least(
    places.filter((place) => contains(frame, box(place))),
    (place) => crossings(box(place), curves),
  );
  return best && drawText(text, paint, { ...best, size: NOTE_SIZE, role: "muted", halo: true });
}

function drawPoint(
  { x: vx, y: vy, label }: PointAnnotation,
  { x, y, frame, curves }: Plot,
  paint: Paint,
): (Element | undefined)[] {
  const place = { x: x(vx), y: y(vy) };
  if (!isInside(place, frame)) return [];
  const [cx, cy] = [place.x, place.y].map((each) => coordinate(each, paint.precision));
  const { class: role, ...attributes } = stroke(paint, "text");
  const ring = element("circle", {
    class: `fl-point ${role}`,
    ...attributes,
    fill: "none",
    "stroke-width": 1.5,
    cx,
    cy,
    r: 5,
  });
  if (label === undefined) return [ring];
  const text = truncate(label, NOTE_SIZE, (frame.right - frame.left) * 0.6);
  const width = textWidth(text, NOTE_SIZE);
  const starts = [place.x + 9, place.x - 9 - width].flatMap((left) =>
    [place.y - 8, place.y + 4, place.y + 16].map((baseline) => ({ x: left, y: baseline })),
  );
  const box = (at: { x: number; y: number }): Rectangle => ({
    left: at.x,
    right: at.x + width,
    top: at.y - NOTE_SIZE,
    bottom: at.y + 3,
  });
  const best = least(
    starts.filter((at) => contains(frame, box(at))),
    (at) => crossings(box(at), curves),
  );
  return [ring, best && drawText(text, paint, { ...best, size: NOTE_SIZE, halo: true })];
}
