/**
 * Shaded regions, with their labels.
 */
import type { Annotation, BandAnnotation } from "./chart.ts";
import type { Rectangle } from "./clip.ts";
import { coordinate } from "./coordinate.ts";
import { type Element, element } from "./element.ts";
import { textWidth, wrap } from "./measure.ts";
import { fill, type Paint } from "./paint.ts";
import { clutter, NOTE_SIZE, type Plot } from "./plot.ts";
import type { Scale } from "./scale.ts";
import { drawText } from "./text.ts";

/** Px from one line of a label to the next. */
const LINE = 14;

export function drawBands(annotations: readonly Annotation[], plot: Plot, paint: Paint): Element {
  const bands = annotations.filter((each): each is BandAnnotation => each.type === "band");
  return element("g", { class: "fl-bands" }, ...bands.map((band) => drawBand(band, plot, paint)));
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

/** The label stands where no curve is, in as many lines as it needs. Without such a place it is left to the description. */
export function drawBandLabel(band: BandAnnotation, plot: Plot, paint: Paint): Element | undefined {
  const area = areaOf(band, plot);
  if (area === undefined || band.label === undefined) return undefined;
  const room = area.right - area.left - 6;
  const lines = wrap(band.label, NOTE_SIZE, room);
  const height = lines.length * LINE;
  if (lines.some((line) => line === "" || line.endsWith("…")) || height > (area.bottom - area.top) / 2)
    return undefined;
  const width = Math.max(...lines.map((line) => textWidth(line, NOTE_SIZE)));
  const free = { x: room - width, y: area.bottom - area.top - height - 8 };
  const boxes = [0, 0.5, 1, 0.25, 0.75].flatMap((down) =>
    [0.5, 1, 0].map((across): Rectangle => {
      const [left, top] = [area.left + 3 + across * free.x, area.top + 4 + down * free.y];
      return { left, top, right: left + width, bottom: top + height };
    }),
  );
  const best = boxes.find((box) => clutter(box, plot) === 0);
  if (best === undefined) return undefined;
  plot.taken.push(best);
  const x = (best.left + best.right) / 2;
  const texts = lines.map((line, i) =>
    drawText(line, paint, {
      x,
      y: best.top + i * LINE + NOTE_SIZE,
      size: NOTE_SIZE,
      anchor: "middle",
      role: "muted",
      halo: true,
    }),
  );
  return element("g", { class: "fl-band-label" }, ...texts);
}
