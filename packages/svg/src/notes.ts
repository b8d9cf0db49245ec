/**
 * Rules and rings, with their labels.
 */
import { drawBandLabel } from "./bands.ts";
import type { Annotation, PointAnnotation, RuleAnnotation } from "./chart.ts";
import { clipSegment, isInside, type Place } from "./clip.ts";
import { coordinate } from "./coordinate.ts";
import { type Element, element } from "./element.ts";
import { textWidth, truncate } from "./measure.ts";
import { type Paint, stroke } from "./paint.ts";
import { drawNote, NOTE_SIZE, type Plot } from "./plot.ts";

/** The part of the width of the plot that a label may take. */
const MOST = 0.6;

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

type Segment = readonly [from: Place, to: Place];

function drawRule(rule: RuleAnnotation, plot: Plot, paint: Paint): (Element | undefined)[] {
  return segmentsOf(rule, plot).flatMap((segment) => {
    const part = clipSegment(...segment, plot.frame);
    if (part === undefined) return [];
    const [x1, y1, x2, y2] = part.flatMap(({ x, y }) => [
      coordinate(x, paint.precision),
      coordinate(y, paint.precision),
    ]);
    const { class: role, ...attributes } = stroke(paint, "axis");
    const dashes = { "stroke-dasharray": "4 3" };
    const line = element("line", { class: `fl-rule ${role}`, ...attributes, ...dashes, x1, y1, x2, y2 });
    return [line, drawRuleLabel(rule.label, part, plot, paint)];
  });
}

function segmentsOf(rule: RuleAnnotation, { x, y, frame }: Plot): Segment[] {
  const { left, top, right, bottom } = frame;
  const vertical = rule.x === undefined ? NaN : x(rule.x);
  const horizontal = rule.y === undefined ? NaN : y(rule.y);
  const [from, to] = [Math.max(x.domain[0], y.domain[0]), Math.min(x.domain[1], y.domain[1])];
  const lines: Segment[] = [
    [
      { x: vertical, y: bottom },
      { x: vertical, y: top },
    ],
    [
      { x: left, y: horizontal },
      { x: right, y: horizontal },
    ],
  ];
  if (rule.diagonal === true && from < to)
    lines.push([
      { x: x(from), y: y(from) },
      { x: x(to), y: y(to) },
    ]);
  return lines.filter((line) => line.every((end) => !Number.isNaN(end.x) && !Number.isNaN(end.y)));
}

/** Beside the ends of a vertical line, above or below those of a horizontal one, below a slanted one. */
function drawRuleLabel(
  label: string | undefined,
  [from, to]: Segment,
  plot: Plot,
  paint: Paint,
): Element | undefined {
  if (label === undefined) return undefined;
  const { left, top, right, bottom } = plot.frame;
  const text = truncate(label, NOTE_SIZE, (right - left) * MOST);
  const width = textWidth(text, NOTE_SIZE);
  const grid = (xs: readonly number[], ys: readonly number[]): Place[] =>
    xs.flatMap((x) => ys.map((y) => ({ x, y })));
  const starts =
    from.x === to.x
      ? grid([to.x + 5, to.x - 5 - width], [top + NOTE_SIZE + 2, bottom - 6, (top + bottom) / 2])
      : from.y === to.y
        ? grid(
            [right - width - 4, left + 6, (left + right - width) / 2],
            [from.y - 5, from.y + NOTE_SIZE + 2],
          )
        : [0.75, 0.25, 0.5].map((t) => ({
            x: from.x + t * (to.x - from.x) + 6,
            y: from.y + t * (to.y - from.y) + NOTE_SIZE + 2,
          }));
  return drawNote(text, starts, plot, paint, { role: "muted" });
}

function drawPoint(point: PointAnnotation, plot: Plot, paint: Paint): (Element | undefined)[] {
  const place = { x: plot.x(point.x), y: plot.y(point.y) };
  if (!isInside(place, plot.frame)) return [];
  const [cx, cy] = [coordinate(place.x, paint.precision), coordinate(place.y, paint.precision)];
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
  if (point.label === undefined) return [ring];
  const text = truncate(point.label, NOTE_SIZE, (plot.frame.right - plot.frame.left) * MOST);
  const starts = [place.x + 9, place.x - 9 - textWidth(text, NOTE_SIZE)].flatMap((x) =>
    [-8, 4, 16].map((down) => ({ x, y: place.y + down })),
  );
  return [ring, drawNote(text, starts, plot, paint, { role: "text" })];
}
