/**
 * Shaded regions below the curves, rules and rings above the grid, with their labels.
 */
import type { Annotation, BandAnnotation, PointAnnotation, RuleAnnotation } from "./chart.ts";
import { isInside, clipSegment, type Rectangle } from "./clip.ts";
import { contains, crossings, least, touch } from "./collisions.ts";
import type { Curve } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth, truncate, wrap } from "./measure.ts";
import { coordinate, fill, type Paint, stroke } from "./paint.ts";
import type { Scale } from "./scale.ts";
import { drawText } from "./text.ts";

const SIZE = 11;
/** Px from one line of a label to the next. */
const LINE = 14;

/** What annotations need to know of the plot. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
  readonly frame: Rectangle;
  readonly curves: readonly Curve[];
  /** What the legend covers. */
  readonly covered?: Rectangle | undefined;
}

export function drawBands(annotations: readonly Annotation[], plot: Plot, paint: Paint): Element {
  const bands = annotations.filter((each): each is BandAnnotation => each.type === "band");
  return element("g", { class: "fl-bands" }, ...bands.map((band) => drawBand(band, plot, paint)));
}

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

function areaOf({ x, y }: BandAnnotation, plot: Plot): Rectangle | undefined {
  const along = (scale: Scale, interval: readonly [number, number] | undefined): [number, number] => {
    const [first, last] = scale.domain;
    const inside = interval?.map((value) => Math.min(Math.max(value, first), last)) ?? [first, last];
    const [a, b] = inside.map(scale) as [number, number];
    return [Math.min(a, b), Math.max(a, b)];
  };
  const [left, right] = along(plot.x, x);
  const [top, bottom] = along(plot.y, y);
  return left < right && top < bottom ? { left, right, top, bottom } : undefined;
}

function drawBand(band: BandAnnotation, plot: Plot, paint: Paint): Element | undefined {
  const area = areaOf(band, plot);
  if (area === undefined) return undefined;
  const { left, top, right, bottom } = area;
  const [x, y, width, height] = [left, top, right - left, bottom - top].map((each) =>
    coordinate(each, paint.precision),
  );
  const { class: role, ...attributes } = fill(paint, "band");
  return element("rect", { class: `fl-band ${role}`, ...attributes, x, y, width, height });
}

/** The label stands where fewest curves are, in as many lines as it needs; where it has no room, it is left out. */
function drawBandLabel(band: BandAnnotation, plot: Plot, paint: Paint): Element | undefined {
  const area = areaOf(band, plot);
  if (area === undefined || band.label === undefined) return undefined;
  const room = area.right - area.left - 6;
  const lines = wrap(band.label, SIZE, room);
  const height = lines.length * LINE;
  if (lines.some((line) => line.endsWith("…")) || height > (area.bottom - area.top) / 2) return undefined;
  const width = Math.max(...lines.map((line) => textWidth(line, SIZE)));
  const free = { x: room - width, y: area.bottom - area.top - height - 8 };
  const boxes = [0, 0.5, 1, 0.25, 0.75].flatMap((down) =>
    [0.5, 1, 0].map((across): Rectangle => {
      const [left, top] = [area.left + 3 + across * free.x, area.top + 4 + down * free.y];
      return { left, top, right: left + width, bottom: top + height };
    }),
  );
  const best = least(boxes, (box) => {
    const covered = plot.covered !== undefined && touch(box, plot.covered);
    return crossings(box, plot.curves) + (covered ? 1000 : 0);
  })!;
  const x = (best.left + best.right) / 2;
  const texts = lines.map((line, i) =>
    drawText(line, paint, {
      x,
      y: best.top + i * LINE + SIZE,
      size: SIZE,
      anchor: "middle",
      role: "muted",
      halo: true,
    }),
  );
  return element("g", { class: "fl-band-label" }, ...texts);
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
  const text = truncate(label, SIZE, (frame.right - frame.left) * 0.6);
  const width = textWidth(text, SIZE);
  const vertical = from.x === to.x;
  const places = vertical
    ? [to.x + 5, to.x - 5 - width].flatMap((x) =>
        [frame.top + SIZE + 2, frame.bottom - 6].map((y) => ({ x, y })),
      )
    : from.y === to.y
      ? [frame.right - width - 4, frame.left + 6].flatMap((x) =>
          [from.y - 5, from.y + SIZE + 2].map((y) => ({ x, y })),
        )
      : [0.75, 0.25].map((t) => ({
          x: from.x + t * (to.x - from.x) + 6,
          y: from.y + t * (to.y - from.y) + SIZE + 2,
        }));
  const box = ({ x, y }: { x: number; y: number }): Rectangle => ({
    left: x,
    right: x + width,
    top: y - SIZE,
    bottom: y + 3,
  });
  const best = least(
    places.filter((place) => contains(frame, box(place))),
    (place) => crossings(box(place), curves),
  );
  return best && drawText(text, paint, { ...best, size: SIZE, role: "muted", halo: true });
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
  const text = truncate(label, SIZE, (frame.right - frame.left) * 0.6);
  const width = textWidth(text, SIZE);
  const starts = [place.x + 9, place.x - 9 - width].flatMap((left) =>
    [place.y - 8, place.y + 4, place.y + 16].map((baseline) => ({ x: left, y: baseline })),
  );
  const box = (at: { x: number; y: number }): Rectangle => ({
    left: at.x,
    right: at.x + width,
    top: at.y - SIZE,
    bottom: at.y + 3,
  });
  const best = least(
    starts.filter((at) => contains(frame, box(at))),
    (at) => crossings(box(at), curves),
  );
  return [ring, best && drawText(text, paint, { ...best, size: SIZE, halo: true })];
}
