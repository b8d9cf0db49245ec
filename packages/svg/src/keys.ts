/**
 * Names of curves, each beside a sample of its line: in columns or in rows.
 */
import type { Place, Rectangle } from "./clip.ts";
import { least } from "./collisions.ts";
import { type Curve, drawLine, drawMarker } from "./curve.ts";
import { type Element, element } from "./element.ts";
import { textWidth, truncate } from "./measure.ts";
import type { Paint } from "./paint.ts";
import { drawText } from "./text.ts";

export const NAME_SIZE = 11.5;
export const ROW = 15;

/** Px of the sample of a line, of the gap after it, and of the text. */
interface KeySize {
  readonly length: number;
  readonly gap: number;
  readonly text: number;
}

const USUAL: KeySize = { length: 24, gap: 6, text: NAME_SIZE };
/** Where there is little room. */
const SMALL: KeySize = { length: 15, gap: 4, text: 10 };

/** A curve with a name. */
export interface Named {
  readonly curve: Curve;
  /** Its place among the curves of the chart. */
  readonly index: number;
  readonly label: string;
}

export function namedCurves(curves: readonly Curve[]): Named[] {
  return curves.flatMap((curve, index) => {
    const { label = "" } = curve.series;
    return label === "" ? [] : [{ curve, index, label }];
  });
}

/** Keys that know their size before their place. */
export interface Block {
  readonly width: number;
  readonly height: number;
  /** Whether the names, as far as they are shown, tell the curves apart. */
  readonly legible: boolean;
  readonly draw: (left: number, top: number, paint: Paint) => Element[];
}

/** Whether names that are cut are still names, and differ where they did. */
export function areLegible(named: readonly Named[], size: number, width: number): boolean {
  const labels = new Set(named.map(({ label }) => label));
  const shown = new Set([...labels].map((label) => truncate(label, size, width)));
  return !shown.has("") && shown.size === labels.size;
}

/** Names one below the other, in as many columns as the height asks for. */
export function keysInColumns(named: readonly Named[], width: number, height: number): Block {
  const row = Math.max(11, Math.min(ROW, height / named.length));
  const perColumn = Math.max(1, Math.min(named.length, Math.floor(height / row)));
  const columns = Math.ceil(named.length / perColumn);
  const widest = ({ length, gap, text }: KeySize): number =>
    length + gap + Math.max(...named.map(({ label }) => textWidth(label, text))) + 3;
  const size = widest(USUAL) * columns <= width ? USUAL : SMALL;
  const cell = Math.min(widest(size), width / columns);
  return {
    width: cell * columns,
    height: row * perColumn,
    legible: row <= height && areLegible(named, size.text, cell - size.length - size.gap),
    draw: (left, top, paint) =>
      named.map((each, i) => {
        const place = { x: left + Math.floor(i / perColumn) * cell, y: top + ((i % perColumn) + 0.5) * row };
        return drawKey(each, place, cell, size, paint);
      }),
  };
}

/** Names side by side, in as many rows as they need. */
export function keysInRows(named: readonly Named[], width: number): Block {
  const places: { left: number; row: number }[] = [];
  let left = 0;
  let row = 0;
  for (const { label } of named) {
    const cell = Math.min(width, USUAL.length + USUAL.gap + textWidth(label, NAME_SIZE) + 2);
    if (left > 0 && left + cell > width) [left, row] = [0, row + 1];
    places.push({ left, row });
    left += cell + 14;
  }
  return {
    width,
    height: ROW * (row + 1),
    legible: areLegible(named, NAME_SIZE, width - USUAL.length - USUAL.gap),
    draw: (x, y, paint) =>
      named.map((each, i) => {
        const place = places[i]!;
        return drawKey(
          each,
          { x: x + place.left, y: y + (place.row + 0.5) * ROW },
          width - place.left,
          USUAL,
          paint,
        );
      }),
  };
}

/** A sample of the line, and the name. */
function drawKey(
  { curve, index, label }: Named,
  { x, y }: Place,
  width: number,
  { length, gap, text }: KeySize,
  paint: Paint,
): Element {
  const line = [
    { x, y },
    { x: x + length, y },
  ];
  return element(
    "g",
    { class: "fl-key", "data-series": index },
    curve.series.line === false ? undefined : drawLine([line], curve.look.dash, index, paint),
    drawMarker({ x: x + length / 2, y }, curve.look.marker, index, paint),
    drawText(truncate(label, text, width - length - gap), paint, {
      x: x + length + gap,
      y: y + text * 0.35,
      size: text,
    }),
  );
}

/** In the order from top to bottom in which the curves lie where they are farthest apart. */
export function fromTopToBottom(named: readonly Named[], frame: Rectangle): Named[] {
  const columns = Array.from(
    { length: 39 },
    (_, i) => frame.left + ((i + 1) / 40) * (frame.right - frame.left),
  );
  const heights = columns.map((x) => named.map(({ curve }) => heightAt(curve, x)));
  const best = least(heights, (column) => {
    const sorted = column.filter((y) => !Number.isNaN(y)).sort((a, b) => a - b);
    const gaps = sorted.slice(1).map((y, i) => y - sorted[i]!);
    return (named.length - sorted.length) * 1e6 - Math.min(...gaps, 1e5);
  });
  if (best === undefined) return [...named];
  const height = (i: number): number => (Number.isNaN(best[i]) ? Infinity : best[i]!);
  return named
    .map((each, i) => ({ each, i }))
    .sort((a, b) => (height(a.i) === height(b.i) ? a.i - b.i : height(a.i) - height(b.i)))
    .map(({ each }) => each);
}

/** Px of the curve at `x`; NaN where it has none. */
function heightAt({ clipped }: Curve, x: number): number {
  for (const line of clipped.lines) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      if (a.x !== b.x && (a.x - x) * (b.x - x) <= 0) return a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y);
    }
  }
  return NaN;
}
